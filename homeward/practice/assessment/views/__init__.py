"""The pages of an assessment: of a child, and of a place or a group."""
