"""The graph in the formats of other tools; the same graph gives the same bytes."""
