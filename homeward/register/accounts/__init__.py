"""Who may sign in, from the invitation to the leaving."""
