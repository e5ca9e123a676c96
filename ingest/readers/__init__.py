"""Readers: a file -> the descriptions in it, or the reason why it cannot be read.

Import only what is here; each format's module is loaded when a file of that format is met.
"""

from ingest.readers.files import read_bytes, read_source
from ingest.readers.rejection import Rejection
from ingest.readers.sources import STANDARD_INPUT, find_sources, load_source

__all__ = [
    "STANDARD_INPUT",
    "Rejection",
    "find_sources",
    "load_source",
    "read_bytes",
    "read_source",
]
