"""The one door: receive → decode → structure → schema → validate → screen → verdict."""
