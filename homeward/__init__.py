"""Homeward: the working system of a county's multi-agency hub for children who are criminally exploited."""
