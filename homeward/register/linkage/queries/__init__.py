"""Which profiles are one child, what each says, why, and what waits for a person."""
