"""What one request may cost."""

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    Attributes:
        seconds: Time for one query, from start to end.
        rows: Rows, or triples, of the answer to a query.
        answer_bytes: Size of the answer to a query, as the engine writes it.
        query_characters: Length of a query.
        nesting: Brackets within brackets in a query.
        parallel: Requests that are worked on at once; others are told to come again.
        download_seconds: Time for the download of a whole graph.
        memory_bytes: Memory of the engine's process.
    """

    seconds: float = 30.0
    rows: int = 100_000
    answer_bytes: int = 128 << 20
    query_characters: int = 100_000
    nesting: int = 100
    parallel: int = 8
    download_seconds: float = 300.0
    memory_bytes: int = 4 << 30
