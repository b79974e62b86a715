"""What a worker sends about a case."""
