"""The IRIs of the graph: a function of names, codes and file contents, and of nothing else.

No registry, no clock, no random number. Two names that give one slug are told apart by resolution,
not here.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.errors import ModelError

__all__ = ["DEFAULT_ORGANISATION", "IriSpace", "check_iri", "default_base", "slug"]

DEFAULT_ORGANISATION: Final = "organisation"
_LONGEST_SLUG: Final = 96
# An apostrophe in its many forms, also the one that a wrong encoding made of it within a word.
_APOSTROPHES: Final = re.compile(
    "['`\u00b4\u2018\u2019\u02bc]|(?<=[A-Za-z])[\u00bf\ufffd](?=[A-Za-z])"
)
_OTHER: Final = re.compile("[^a-z0-9]+")
# RFC 3987 without the characters that no IRI may hold (section 2.2) and without lone surrogates.
_ABSOLUTE_IRI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\x00-\x20<>\"{}|\\^`%\x7f-\x9f\ud800-\udfff\ue000-\uf8ff]"
    r"|%[0-9A-Fa-f]{2})*"
)


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return the name as ``[a-z0-9-]``: ASCII, lower case, hyphens between words.

    A name without one ASCII letter or digit gives ``x-`` and eight digits of its hash, and a very
    long name is cut at a word and gets eight digits of its hash.

    >>> slug("Director, Student Well-Being & Achievement")
    'director-student-well-being-and-achievement'
    >>> slug("State's Attorney's Office")
    'states-attorneys-office'
    """
    joined = _APOSTROPHES.sub("", name).replace("&", " and ")
    plain = unicodedata.normalize("NFKD", joined.casefold()).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", plain).strip("-")
    if not words:
        return f"x-{_short_hash(name)}"
    if len(words) > _LONGEST_SLUG:
        cut = words[:_LONGEST_SLUG].rsplit("-", 1)[0]
        return f"{cut}-{_short_hash(name)}"
    return words


def default_base(organisation: str | None) -> str:
    """Return the base of an organisation that has no domain of its own.

    >>> default_base("Example County Schools")
    'https://example.org/example-county-schools/'
    """
    return f"https://example.org/{slug(organisation) if organisation else DEFAULT_ORGANISATION}/"


def check_iri(iri: str) -> str:
    """Return the IRI when it is absolute and holds no character that RFC 3987 forbids.

    Raises:
        ModelError: If it is not such an IRI.
    """
    if not _ABSOLUTE_IRI.fullmatch(iri):
        raise ModelError(f"not an absolute IRI: {iri!r}; write one such as https://example.org/id/")
    return iri


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class IriSpace:
    """All IRIs under one base.

    Attributes:
        base: An absolute IRI that ends in ``/``.
    """

    base: str

    def __post_init__(self) -> None:
        """Check the base.

        Raises:
            ModelError: If the base is no absolute IRI or does not end in a slash.
        """
        check_iri(self.base)
        if not self.base.endswith("/") or "#" in self.base or "?" in self.base:
            raise ModelError(
                f"the base {self.base!r} must end in '/' and have neither '?' nor '#'; "
                "write one such as https://example.org/my-organisation/"
            )

    @property
    def review_graph(self) -> str:
        """Return the name of the graph that holds what a person should decide."""
        return f"{self.base}review"

    def scheme(self, name: str) -> str:
        """Return the IRI of a concept scheme."""
        return f"{self.base}id/scheme/{name}"

    def entity(self, kind: str, entity_slug: str) -> str:
        """Return the IRI of an entity."""
        return f"{self.base}id/{kind}/{entity_slug}"

    def description(self, description_slug: str) -> str:
        """Return the IRI of a description, whatever its version."""
        return f"{self.base}doc/{description_slug}"

    def version(self, description: str, sha256: str, part: int = 1) -> str:
        """Return the IRI of a version, which is also the name of its graph."""
        number = "" if part == 1 else f"-{part}"
        return f"{description}/v/{sha256[:12]}{number}"

    def claim(
        self, *, subject: str, predicate: str, object_key: str, version: str, start: int, end: int
    ) -> str:
        """Return the IRI of a claim; ``object_key`` is the object's IRI or its literal's text."""
        key = "\x1f".join((subject, predicate, object_key, version, str(start), str(end)))
        digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
        return f"{self.base}claim/{digest[:16]}"

    def mention(self, sha256: str, start: int, end: int) -> str:
        """Return the IRI of a place in a file where something is named."""
        return f"{self.base}mention/{sha256[:12]}-{start}-{end}"

    def finding(self, sha256: str, start: int, end: int, kind: str) -> str:
        """Return the IRI of a finding in a file."""
        return f"{self.base}finding/{sha256[:12]}-{start}-{end}-{slug(kind)}"

    def review(self, kind: str, *parts: str) -> str:
        """Return the IRI of something a person should decide, such as a candidate pair."""
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
        return f"{self.base}review/{kind}-{digest[:16]}"

    @staticmethod
    def duty(version: str, position: int) -> str:
        """Return the IRI of a duty line of a version."""
        return f"{version}#duty-{position}"

    @staticmethod
    def section(version: str, position: int) -> str:
        """Return the IRI of a section of a version."""
        return f"{version}#section-{position}"
