"""What the hub counts, with its denominators and its limits."""
