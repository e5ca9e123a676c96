"""Checking a graph against shapes: ours, or anybody's RDF of an organisation."""
