"""The launcher: from a clone to a running catalog, with nothing but the standard library."""
