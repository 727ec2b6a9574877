"""How good recommendations would have been: a community's own log lived through again, day by day, and judged."""
