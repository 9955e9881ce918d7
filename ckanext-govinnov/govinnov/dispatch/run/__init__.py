"""A run of the analysis: inputs in, tables out, the same bytes each time."""
