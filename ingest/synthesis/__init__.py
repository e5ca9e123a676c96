"""Invented organisations of any size, described in real layouts, each text with its truth.

`synthesize` yields files; `write_series` writes them to a folder that `orggraph evaluate` reads.
"""

from ingest.synthesis.folder import write_series
from ingest.synthesis.series import Recipe, SyntheticFile, synthesize

__all__ = ["Recipe", "SyntheticFile", "synthesize", "write_series"]
