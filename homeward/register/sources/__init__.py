"""What partners sent, kept as it came."""
