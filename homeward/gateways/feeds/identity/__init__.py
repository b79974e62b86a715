"""The council's identity and allocation extract."""
