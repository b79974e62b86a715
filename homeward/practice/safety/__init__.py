"""Safety plans, what is tried against those who exploit, whom one may write to, and what a child says is wrong."""
