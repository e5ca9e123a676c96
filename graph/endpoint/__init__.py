"""The SPARQL endpoint: a gate before Oxigraph's own server, which runs beside it, read-only."""
