"""Verdict → version → certificate → dataset, file, table, index; and back again by revocation."""
