"""What citizens browse: the programmes, counts for the start page, facets."""
