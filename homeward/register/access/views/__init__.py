"""Pages on duty, emergencies, shields and who looked."""
