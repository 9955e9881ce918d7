"""What agencies send of the trace, in whatever form → the events that it says, and apart from them what is private.

Pure: the gate judges a feed before it is read (`ports.Gate`), and the store keeps what was read.
"""
