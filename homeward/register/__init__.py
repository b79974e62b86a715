"""Who, where, with what, who may see, who looked, what came from whom."""
