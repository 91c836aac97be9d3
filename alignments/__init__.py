"""The alignment engine: two documents in, beads out. Nothing heavier than numpy at import."""
