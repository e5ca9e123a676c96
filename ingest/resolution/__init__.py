"""Resolution: which names of many descriptions are one thing, and what a person decided."""
