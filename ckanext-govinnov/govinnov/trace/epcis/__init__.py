"""EPCIS 2.0 documents: read from JSON-LD or XML into one model, held to one set of rules."""
