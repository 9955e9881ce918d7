"""What each kind of record says, as events: one module for each kind of report."""
