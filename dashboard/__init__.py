"""The dashboard: the graph on a screen."""
