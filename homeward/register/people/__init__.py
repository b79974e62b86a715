"""One record for each child, drawn from what each agency sent."""
