"""The commands, a module each, and what all of them share."""
