"""Who may do what, about whom, and for which reason."""
