"""Settings: `demonstration` (the default), `live`, and `test`, all resting on `shared`."""
