"""Assembly: one extraction and what was resolved, as the model of a description."""
