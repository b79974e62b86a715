"""The desk of those who settle who is who, and what they can say of how well it goes."""
