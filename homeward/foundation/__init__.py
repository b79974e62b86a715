"""What every floor stands on: dates, periods, ages, identifiers, names, sealing and errors, all pure."""
