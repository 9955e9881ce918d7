"""Tables for everybody of the trace on this site: made every day, kept privately, handed to the gate as a source."""
