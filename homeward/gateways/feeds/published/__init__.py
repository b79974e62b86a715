"""Figures that the Department for Education publishes, to stand beside ours."""
