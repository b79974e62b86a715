"""SQLite, whose one writer is asked for as late as may be and waited for in fairness."""
