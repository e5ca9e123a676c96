"""Profile files: TOML -> profiles, every mistake named with its file and key.

A profile is a file in ``ingest/profiles/``. The word lists that all profiles share stand there in
the files of `WORD_FILES`; a profile's own ``[words]`` add to them.
"""

import re
import tomllib
from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, NoReturn

from graph.errors import ProfileError
from ingest.document import SourceDocument
from ingest.profile import FIELD_NAMES, Label, Mark, Profile, fold_label

__all__ = [
    "PAGE_KEYS",
    "WORD_FILES",
    "choose_profile",
    "load_profile",
    "load_profiles",
    "parse_profile",
]

WORD_FILES: Final = ("names", "text", "topics")
"""The files, without their ending, that hold word lists for every profile."""

_KINDS: Final = ("field", "section", "value", "header", "furniture")
_PLAIN: Final = re.compile(r"\^?(?P<plain>[\w \u2192,;]*)(?=[(\[\\.:]|\Z)")
_GROUP: Final = re.compile(r"\([^()]*\)")
_ZONES: Final = ("any", "header", "body", "footer")
_COLONS: Final = ("required", "optional", "none")
PAGE_KEYS: Final = frozenset(
    {
        "furniture",
        "residue",
        "title_lines",
        "title_first_line",
        "above_title",
        "below_title",
        "title_phrases",
        "title_tail",
        "employer_lines",
        "closing",
        "note",
        "parts",
        "header_pairs",
    }
)
_TITLE: Final = (
    r"(?P<title>[A-Z][\w'\u2019&/-]*"
    r"(?:,? (?:(?:of|and|for|the|&) ){0,2}(?:[A-Z][\w'\u2019&/-]*|[0-9]{1,2}(?![\w.,]))){0,9})"
)


@cache
def load_profiles() -> tuple[Profile, ...]:
    """Return every profile that ships, by name.

    Raises:
        ProfileError: If a file is no TOML or states something that a profile cannot.
    """
    names = sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("ingest") / "profiles").iterdir()
        if entry.name.endswith(".toml")
    )
    return tuple(load_profile(name) for name in names if name not in WORD_FILES)


@cache
def load_profile(name: str) -> Profile:
    """Return the profile of that name.

    Raises:
        ProfileError: If there is no such file, or it states something that a profile cannot.
    """
    return parse_profile(_read_text(name), f"{name}.toml", _base_words())


def choose_profile(document: SourceDocument) -> Profile:
    """Return the profile whose marks weigh most in the text; among equals the first by name."""
    return max(load_profiles(), key=lambda profile: _weight(profile, document))


def _weight(profile: Profile, document: SourceDocument) -> float:
    return sum(
        mark.weight
        for mark in profile.marks
        if mark.stands_in(document.text, document.start, document.end)
    )


def parse_profile(
    text: str, file_name: str, base: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Profile:
    """Return the profile that a TOML text describes.

    Args:
        text: The TOML.
        file_name: How errors name it.
        base: The word lists that it adds to.

    Raises:
        ProfileError: If the text is no TOML, lacks a key, or a key's value is not usable.
    """
    reader = _Reader(_parse_toml(text, file_name), file_name)
    reader.allow({"name", "employer", "label", "mark", "words", "page", "headings"})
    labels = tuple(_label(reader.of(entry)) for entry in reader.tables("label"))
    by_spelling: dict[str, Label] = {}
    for label in labels:
        for spelling in label.spellings:
            folded = fold_label(spelling)
            if not folded or by_spelling.setdefault(folded, label) is not label:
                reader.fail(f"label spelling {spelling!r} is empty or belongs to two labels")
    page = reader.of(reader.data.get("page", {}))
    page.allow(PAGE_KEYS)
    headings = reader.of(reader.data.get("headings", {})).string_lists()
    lists = dict(base)
    for key, values in reader.of(reader.data.get("words", {})).string_lists().items():
        lists[key] = lists.get(key, ()) + tuple(v for v in values if v not in lists.get(key, ()))
    return Profile(
        name=reader.string("name"),
        employer=reader.strings("employer", required=False),
        labels=labels,
        by_spelling=MappingProxyType(by_spelling),
        names=frozenset(label.name for label in labels),
        heading_heads=MappingProxyType(
            {word: name for name, words in headings.items() if name != "with" for word in words}
        ),
        heading_words=frozenset(headings.get("with", ())),
        inline_fields=_inline_pattern(labels),
        inline_sections=_inline_sections(labels),
        marks=tuple(_mark(reader.of(entry)) for entry in reader.tables("mark")),
        furniture=page.alternatives("furniture"),
        residue=page.alternatives("residue"),
        title_lines=page.titles("title_lines"),
        title_first_line=page.titles("title_first_line"),
        above_title=page.alternatives("above_title"),
        below_title=page.alternatives("below_title"),
        title_phrases=page.titles("title_phrases"),
        title_tail=page.alternatives("title_tail"),
        employer_lines=page.named("employer_lines", "employer"),
        closing=page.alternatives("closing"),
        note=page.alternatives("note"),
        parts=page.alternatives("parts"),
        header_pairs=page.truth("header_pairs"),
        lists=MappingProxyType(lists),
    )


class _Reader:
    """One TOML table and the file it came from, so that every complaint names both."""

    def __init__(self, data: Any, file_name: str) -> None:
        self.data: Mapping[str, Any] = data
        self.file_name = file_name
        if not isinstance(data, dict):
            self.fail(f"expected a table, found {data!r}")

    def of(self, data: Any) -> "_Reader":
        return _Reader(data, self.file_name)

    def fail(self, why: str) -> NoReturn:
        raise ProfileError(f"profile {self.file_name}: {why}; see docs/profiles.md")

    def allow(self, keys: Set[str]) -> None:
        if unknown := sorted(set(self.data) - keys):
            self.fail(f"unknown key {unknown[0]!r}, expected one of {', '.join(sorted(keys))}")

    def string(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str) or not value:
            self.fail(f"key {key!r} needs a text")
        return str(value)

    def strings(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        value = self.data.get(key, None if required else [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
            self.fail(f"key {key!r} needs a list of texts")
        return tuple(value or ())

    def string_lists(self) -> dict[str, tuple[str, ...]]:
        return {key: self.strings(key) for key in self.data}

    def tables(self, key: str) -> list[Any]:
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fail(f"key {key!r} needs [[{key}]] tables")
        return list(value)

    def truth(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fail(f"key {key!r} needs true or false")
        return bool(value)

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.string(key, default)
        if value not in allowed:
            self.fail(f"{key} {value!r} is not one of {', '.join(allowed)}")
        return value

    def pattern(self, key: str) -> re.Pattern[str] | None:
        if key not in self.data:
            return None
        return self.compiled(key, self.string(key))

    def alternatives(self, key: str) -> re.Pattern[str] | None:
        texts = self.strings(key, required=False)
        return self.compiled(key, "|".join(f"(?:{t})" for t in texts)) if texts else None

    def titles(self, key: str) -> tuple[re.Pattern[str], ...]:
        texts = self.strings(key, required=False)
        if wrong := [t for t in texts if "{title}" not in t and "(?P<title>" not in t]:
            self.fail(f"key {key!r}: {wrong[0]!r} says neither {{title}} nor (?P<title>...)")
        return tuple(self.compiled(key, text.replace("{title}", _TITLE)) for text in texts)

    def named(self, key: str, group: str) -> tuple[re.Pattern[str], ...]:
        patterns = tuple(self.compiled(key, text) for text in self.strings(key, required=False))
        if any(group not in pattern.groupindex for pattern in patterns):
            self.fail(f"key {key!r}: each pattern needs (?P<{group}>...)")
        return patterns

    def compiled(self, key: str, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text, re.MULTILINE)
        except re.error as error:
            raise ProfileError(
                f"profile {self.file_name}: key {key!r} is no regular expression: {error}"
            ) from error


def _label(reader: _Reader) -> Label:
    reader.allow({"name", "kind", "spellings", "zone", "colon", "inline", "pattern"})
    name = reader.string("name")
    kind = reader.choice("kind", _KINDS, "section")
    if kind == "field" and name not in FIELD_NAMES:
        reader.fail(f"{name!r} is no field; fields are {', '.join(FIELD_NAMES)}")
    return Label(
        name=name,
        kind=kind,
        spellings=reader.strings("spellings"),
        zone=reader.choice("zone", _ZONES, "any"),
        colon=reader.choice("colon", _COLONS, "required"),
        inline=reader.truth("inline"),
        pattern=reader.pattern("pattern"),
    )


def _mark(reader: _Reader) -> Mark:
    reader.allow({"pattern", "weight"})
    weight = reader.data.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, int | float):
        reader.fail("key 'weight' needs a number")
    text = reader.string("pattern")
    return Mark(reader.compiled("pattern", text), float(weight), _beginning(text))


def _beginning(pattern: str) -> str:
    """Return plain characters with which every match of a pattern begins; empty if none is sure.

    >>> _beginning("^WORKING TITLE[ ]*:"), _beginning("^A|B"), _beginning("(?i:a)")
    ('WORKING TITLE', '', '')
    """
    found = _PLAIN.match(pattern)
    return found["plain"] if found is not None and "|" not in _GROUP.sub("", pattern) else ""


def _inline_sections(labels: tuple[Label, ...]) -> re.Pattern[str] | None:
    """Return what finds the section labels of several words that may stand in running text."""
    spellings = (
        spelling
        for label in labels
        if label.inline and label.kind == "section"
        for spelling in label.spellings
        if " " in spelling
    )
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    titles = "|".join(re.escape(spelling.title()) for spelling in longest_first)
    return re.compile(rf"(?<=\s)(?:{titles})[ \t]*:") if titles else None


def _inline_pattern(labels: tuple[Label, ...]) -> re.Pattern[str] | None:
    spellings = sorted(
        (
            s
            for label in labels
            if label.inline and label.kind != "section"
            for s in label.spellings
        ),
        key=lambda s: (-len(s), s),
    )
    if not spellings:
        return None
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, spellings))})[ \t]*:")


def _parse_toml(text: str, file_name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"profile {file_name} is no TOML: {error}") from error


@cache
def _base_words() -> Mapping[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    for name in WORD_FILES:
        file_name = f"{name}.toml"
        reader = _Reader(_parse_toml(_read_text(name), file_name), file_name)
        for key, values in reader.of(reader.data.get("words", {})).string_lists().items():
            if key in lists:
                reader.fail(f"word list {key!r} stands in another shared file too")
            lists[key] = values
    return MappingProxyType(lists)


def _read_text(name: str) -> str:
    entry = files("ingest") / "profiles" / f"{name}.toml"
    if not entry.is_file():
        if name in WORD_FILES:
            return ""
        raise ProfileError(f"there is no profile {name!r}; add ingest/profiles/{name}.toml")
    return entry.read_text("utf-8")
