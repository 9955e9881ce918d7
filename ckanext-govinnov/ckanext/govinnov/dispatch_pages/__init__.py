"""Pages of the dispatch analysis: a citizen's own place, a council's sheet, and what the model is worth."""
