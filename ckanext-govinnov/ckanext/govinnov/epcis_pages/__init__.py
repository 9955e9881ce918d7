"""The EPCIS interface under ``/epcis``: programs of parties capture events and ask for those that concern them."""
