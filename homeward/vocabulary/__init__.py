"""Lists, rules and limits as data, each with its source and the days it is in force."""
