"""Open cases, plans and absences that a hub brings with it when it begins to work here."""
