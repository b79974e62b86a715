"""The statutory return on looked-after children (SSDA903)."""
