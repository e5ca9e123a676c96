"""Stores of quads behind one small interface."""
