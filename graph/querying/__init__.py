"""Querying: saved questions, and any SPARQL in a process that is ended at its limit."""
