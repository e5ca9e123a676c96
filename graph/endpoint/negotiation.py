"""Which format an answer has: what the client accepts against what there is (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import pyoxigraph

from graph.endpoint.problems import RequestError

__all__ = ["GRAPH_FORMATS", "PAGE", "RESULT_FORMATS", "Offer", "accepts_page", "choose"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that an answer may have.

    Attributes:
        media_type: What the answer is called.
        accepted: The media types by which a client may ask for it, its own among them.
        format: The engine's name of it, of results or of RDF; None for a page.
        is_xml: Whether it is XML, which cannot hold every character.
    """

    media_type: str
    accepted: tuple[str, ...]
    format: Any
    is_xml: bool = False


PAGE: Final = Offer("text/html; charset=utf-8", ("text/html", "application/xhtml+xml"), None)
RESULT_FORMATS: Final = (
    Offer(
        "application/sparql-results+json",
        ("application/sparql-results+json", "application/json"),
        pyoxigraph.QueryResultsFormat.JSON,
    ),
    Offer(
        "application/sparql-results+xml",
        ("application/sparql-results+xml", "application/xml", "text/xml"),
        pyoxigraph.QueryResultsFormat.XML,
        is_xml=True,
    ),
    Offer("text/csv; charset=utf-8", ("text/csv",), pyoxigraph.QueryResultsFormat.CSV),
    Offer(
        "text/tab-separated-values; charset=utf-8",
        ("text/tab-separated-values",),
        pyoxigraph.QueryResultsFormat.TSV,
    ),
)
GRAPH_FORMATS: Final = (
    Offer("text/turtle; charset=utf-8", ("text/turtle",), pyoxigraph.RdfFormat.TURTLE),
    Offer(
        "application/n-triples",
        ("application/n-triples", "text/plain"),
        pyoxigraph.RdfFormat.N_TRIPLES,
    ),
    Offer(
        "application/rdf+xml",
        ("application/rdf+xml", "application/xml", "text/xml"),
        pyoxigraph.RdfFormat.RDF_XML,
        is_xml=True,
    ),
    Offer(
        "application/ld+json",
        ("application/ld+json", "application/json"),
        pyoxigraph.RdfFormat.JSON_LD,
    ),
)


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer:
    """Return the offer that the client likes best; of equals the earlier offer.

    Raises:
        RequestError: If the client accepts none of them (406).
    """
    best = max(offers, key=lambda offer: _quality(accept, offer))
    if _quality(accept, best) <= 0:
        known = ", ".join(offer.accepted[0] for offer in offers)
        raise RequestError(HTTPStatus.NOT_ACCEPTABLE, f"this answer can be had as {known}")
    return best


def accepts_page(accept: str | None) -> bool:
    """Return True when the client names HTML and likes it at least as well as RDF: a browser."""
    if accept is None or "html" not in accept.lower():
        return False
    page = _quality(accept, PAGE)
    return page > 0 and all(page >= _quality(accept, offer) for offer in GRAPH_FORMATS)


def _quality(accept: str | None, offer: Offer) -> float:
    """Return from 0 to 1 how well the client likes an offer, by its most specific range."""
    ranges = _ranges(accept)
    named = [ranges[media_type] for media_type in offer.accepted if media_type in ranges]
    if named:
        return max(named)
    kind = offer.accepted[0].partition("/")[0]
    return ranges.get(f"{kind}/*", ranges.get("*/*", 0.0))


def _ranges(accept: str | None) -> dict[str, float]:
    """Return the media ranges of an Accept header and their qualities."""
    if accept is None or not accept.strip():
        return {"*/*": 1.0}
    ranges: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if media_range:
            ranges[media_range] = max(quality, ranges.get(media_range, 0.0))
    return ranges
