"""Children held in police custody."""
