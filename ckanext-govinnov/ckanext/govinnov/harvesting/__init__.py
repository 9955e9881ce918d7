"""Harvested records into the catalog: agencies, and the sink that hands each record to the gate."""
