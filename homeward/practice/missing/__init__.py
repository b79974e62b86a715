"""Missing reports, and the episodes they describe."""
