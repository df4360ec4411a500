"""The upkeep of translation memories: units in, units out, in memory that does not grow."""
