"""Evaluation: extractions against labels, as precision, recall and F1."""
