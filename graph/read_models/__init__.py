"""Read models: the graph laid out for the questions that are asked most."""
