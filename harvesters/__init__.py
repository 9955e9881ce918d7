"""How data come in: sources, the engine that reads them, and the table of records that is the truth about them."""
