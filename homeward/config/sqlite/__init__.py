"""SQLite, whose one writer is asked for as late as may be and waited for in fairness.

`base` is the name under which the framework looks for a database's connection.
"""
