"""One module per file format; the first that recognises a file's content reads it."""
