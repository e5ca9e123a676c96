"""Verification: is a graph folder whole? Every hash, count, quote and file of it is looked at."""
