"""GS1 identifiers: EPC URNs, GS1 Digital Links and element strings, one canonical form for all."""
