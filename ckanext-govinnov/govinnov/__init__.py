"""What is true about data: pure, without a server, a database or a network."""
