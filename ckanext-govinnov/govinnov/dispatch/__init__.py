"""Emergency dispatch: who is reached in time, and where posts should stand.

Pure functions on tables; nothing here knows the catalog, a database or the network.
"""
