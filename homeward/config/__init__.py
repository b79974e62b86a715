"""How the rooms are put together: settings, addresses, the command line, the worker and the navigation."""
