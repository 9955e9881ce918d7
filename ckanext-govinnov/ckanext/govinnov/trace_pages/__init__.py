"""The poultry trace for citizens: one box, one answer, as a page and as JSON."""
