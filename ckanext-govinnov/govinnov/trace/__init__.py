"""Poultry, from hatchery to table: trace codes, EPCIS documents and event hashes, as pure code."""
