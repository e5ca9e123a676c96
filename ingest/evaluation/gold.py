"""Gold labels: what a person says a description states, and how two names are compared.

A gold folder holds, for each labelled text, ``NAME.gold.json`` and beside it ``NAME.txt``. Two
names are the same if they have the same words, whatever their order, case, plural, "&", brackets
and apostrophes.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Final

from graph.errors import SourceError
from ingest.document import Span
from ingest.record import Reference

__all__ = ["Form", "GoldDocument", "GoldItem", "fold_name", "forms_of", "read_gold"]

_KEYS: Final = frozenset(
    {
        "fields", "duties", "reports_to", "supervises", "units", "unit_parents", "programs",
        "agencies", "teams", "collaborates_with", "credentials",
    }
)  # fmt: skip
"""What a label file says of a text; other keys may be anything."""

Form = frozenset[str] | tuple[frozenset[str], frozenset[str]]
"""The words of a name, or of a pair of names: a child and its parent."""

_UNHEARD: Final = frozenset(["the", "of", "for", "in", "a", "an", "and", "all", "other", "various"])
_BRACKETS = re.compile(r"\([^)]*\)")
_BRACKETED_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_BREAK = re.compile(r"[\W_]+")
_LABEL_LENGTH: Final = 90


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One thing that the labels state.

    Attributes:
        kind: Its kind, if the labels say one.
        forms: Every form under which it may be found.
        label: How errors name it.
        places: Where the text states it; empty if the labels do not say.
    """

    kind: str | None
    forms: frozenset[Form]
    label: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The labels of one text, and the text itself if it stands beside them."""

    name: str
    text_name: str
    labels: Mapping[str, Any]
    data: bytes | None

    @property
    def text(self) -> str | None:
        """The text as UTF-8, carriage returns kept; None where the file is not there."""
        return None if self.data is None else self.data.decode("utf-8", errors="replace")

    def items(self, key: str) -> tuple[GoldItem, ...]:
        """Return the labels under a key, each once."""
        found: dict[frozenset[Form], GoldItem] = {}
        for value in self.labels.get(key) or ():
            item = _item(value)
            if item.forms:
                found.setdefault(item.forms, item)
        return tuple(found.values())

    def field(self, name: str) -> tuple[bool, Any]:
        """Return whether the labels speak of a header field, and the value they give it."""
        fields = self.labels.get("fields") or {}
        for values in (fields, self.labels):
            if name in values:
                return True, values[name]
        return False, None


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Return the labelled documents of a folder, or of one label file, by name.

    Raises:
        SourceError: If there is none, or one is not the JSON object it should be.
    """
    files = sorted(path.rglob("*.gold.json")) if path.is_dir() else [path]
    if not files:
        raise SourceError(f"no *.gold.json in {path}; name the folder that holds the labels")
    return tuple(_document(file) for file in files)


def _document(file: Path) -> GoldDocument:
    try:
        labels = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{file} is no readable label file: {error}") from error
    if not isinstance(labels, dict):
        raise SourceError(f"{file} is no label file: expected a JSON object")
    for key, value in labels.items():
        kind = dict if key == "fields" else list
        if key in _KEYS and value is not None and not isinstance(value, kind):
            wanted = "an object" if kind is dict else "a list"
            raise SourceError(f"{file}: {key!r} must be {wanted}, not {json.dumps(value)[:60]}")
    name = str(labels.get("id") or file.name.removesuffix(".gold.json"))
    text_name = labels.get("text_file") or file.name.replace(".gold.json", ".txt")
    text_name = PurePath(str(text_name)).name
    text_file = file.parent / text_name
    data = text_file.read_bytes() if text_file.is_file() else None
    return GoldDocument(name, text_name, labels, data)


def fold_name(name: object) -> frozenset[str]:
    """Return the words by which a name is compared.

    >>> fold_name("Offices of Tides & Grounds (OTG)") == fold_name("the ground and tide office")
    True
    >>> fold_name("Office of Tides") == fold_name("Division of Tides")
    False
    """
    text = "" if name is None else str(name)
    text = text.replace("&", " and ").replace("\u00bf", "'").replace("\u2019", "'").lower()
    text = _BRACKETS.sub(" ", text).replace("'", "")
    return frozenset(
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
        for word in _BREAK.split(text)
        if word and word not in _UNHEARD
    )


def forms_of(reference: Reference, text: str | None = None) -> frozenset[Form]:
    """Return the forms of a reference: its name, and those other names that stand in the text."""
    others = [*reference.aliases, reference.acronym]
    return _forms(reference.kind, reference.name, reference.of_unit, others, text)


def _forms(
    kind: str | None, name: Any, of_unit: Any, others: Iterable[Any], text: str | None
) -> frozenset[Form]:
    names = [other for other in others if other]
    if text is not None:
        mended = text.replace("\u00bf", "'")
        names = [other for other in names if other in text or other in mended]
    unit = of_unit if of_unit and kind != "unit" else ""
    forms = (fold_name(f"{each} {unit}") for each in (name, *names) if each)
    return frozenset(form for form in forms if form)


def _item(value: Any) -> GoldItem:
    if isinstance(value, dict) and ("child" in value or "parent" in value):
        pair = (value.get("child"), value.get("parent"))
        return GoldItem(None, _pairs(*pair), _label(list(pair)), ())
    if isinstance(value, list):
        return GoldItem(None, _pairs(*value[:2]), _label(value), ())
    if isinstance(value, dict):
        return GoldItem(value.get("kind"), _label_forms(value), _label(value), _places(value))
    return GoldItem(None, _label_forms(value), str(value), ())


def _pairs(child: Any = None, parent: Any = None) -> frozenset[Form]:
    return frozenset(
        (one, other)
        for one in _label_forms(child)
        for other in _label_forms(parent)
        if isinstance(one, frozenset) and isinstance(other, frozenset)
    )


def _label_forms(value: Any) -> frozenset[Form]:
    if isinstance(value, str):
        forms = map(fold_name, (value, *_BRACKETED_ACRONYM.findall(value)))
        return frozenset(form for form in forms if form)
    if not isinstance(value, dict):
        return frozenset()
    others = [*(value.get("aliases") or ()), *(value.get("alt_names") or ()), value.get("acronym")]
    others += [a.get("name") if isinstance(a, dict) else a for a in value.get("alt") or ()]
    return _forms(value.get("kind"), value.get("name"), value.get("of_unit"), others, None)


def _places(value: Mapping[str, Any]) -> tuple[Span, ...]:
    spans = value.get("evidence") or ([value] if "start" in value else [])
    return tuple(
        Span(span["start"], span["end"])
        for span in spans
        if isinstance(span, dict) and "start" in span
    )


def _label(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:_LABEL_LENGTH]
