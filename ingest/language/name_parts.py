"""The parts of a capitalised run: where a sentence only opens, and where one name ends."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.language.lexicon import Lexicon
from ingest.language.name_kinds import classify

__all__ = ["opens_clause", "split_names", "without_opening"]

_SPLITTER: Final = re.compile(r"\s+(and|&|to|in|on|with|for(?:\s+the)?|of(?:\s+the)?)\s+")
_ALL_CAPITALS: Final = re.compile(r"[A-Z][A-Z&/]+s?\Z")
_NUMERAL: Final = re.compile(r"[IVX]+\Z|\d")
_POSSESSIVE: Final = re.compile(r"['\u2019\u00bf]s?\s")
_SMALL_WORDS: Final = frozenset({"of", "the", "for", "and", "&", "in", "to", "on", "with"})
_GOVERNMENT: Final = re.compile(r"(?:City|County|Town|Village|State|Borough|Township) of [A-Z]")
_AND: Final = re.compile(r"\s+(?:and|&)\s+")
_SECOND_UNIT: Final = re.compile(
    r"(?<=[a-z])\s+(Office|Division|Department|Bureau)\s+of\s+(?=[A-Z])"
)
_RULING: Final = re.compile(
    r"(?<=[a-z])(?<! of)(?<! and)(?<! for)(?<! the)\s+"
    r"((?:Polic(?:y|ies)|Regulations?|Resolutions?|Rules?|Meetings?|Members?)"
    r"(?:\s+[A-Z\d][A-Z\d.-]*)?)\Z"
)
_OPENERS: Final = frozenset(".:;?!•·*")
_LONGEST_INDENT: Final = 12
_DASHES: Final = frozenset("-\u2013\u2014")
_WORD: Final = re.compile(r"[^\s,;:()]+")


def opens_clause(text: str, start: int) -> bool:
    """Return whether the name begins a clause after a colon, a bullet or a full stop."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # as most names do, it stands behind a word
    near = text[max(0, start - _LONGEST_INDENT) : start]
    before = near[-3:].rstrip()
    if before[-1:] in _DASHES:
        return not near.rpartition("\n")[2].rstrip()[:-1].strip()
    return before[-1:] in _OPENERS if before else True


def without_opening(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the name begins when its first word is merely the first of its sentence."""
    first = start
    while start < end:
        match = _WORD.match(text, start, end)
        if match is None:
            return end
        word = match[0].lower()
        alone = match.end() >= end
        if start > first and word not in lexicon.opening_words:
            return start
        if _ALL_CAPITALS.match(match[0]) and word not in lexicon.opening_words:
            return start
        if word in lexicon.opening_words or word in lexicon.verb_forms:
            start = _next_word(text, match.end(), end)
            continue
        if alone:
            return end
        follows = _WORD.search(text, match.end(), end)
        if follows is None or follows[0][0].isupper() or follows[0] in {"and", "&"}:
            return start
        if word in lexicon.unit_words or word in lexicon.title_words or word in lexicon.team_words:
            return start
        start = _next_word(text, match.end(), end)
    return start


def _next_word(text: str, position: int, end: int) -> int:
    """Return where the next capitalised word or number begins, at most ``end``."""
    for match in _WORD.finditer(text, position, end):
        if match[0][0].isupper() or match[0][1:2].isupper():
            return match.start()
    return end


def split_names(
    text: str, start: int, end: int, lexicon: Lexicon, defined: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """Yield the names in a run that holds several: "Chief of Schools and Division of X"."""
    position = start
    for match in _SPLITTER.finditer(text, start, end):
        left, right = text[position : match.start()], text[match.end() : end]
        if left and (match.end() in defined or _parts(left, match[1], right, lexicon)):
            yield from _owner_and_post(text, position, match.start(), lexicon)
            position = match.end()
    if position < end:
        yield from _owner_and_post(text, position, end, lexicon)


def _owner_and_post(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield a name, in two where a unit and the title of its head stand side by side.

    "Board of Education's Chief of Staff", also where the apostrophe was lost.
    """
    name = text[start:end]
    is_unit = lexicon.starts_unit(name)
    if is_unit and (ruling := _RULING.search(name)) is not None:
        # "Board of Tides Policy QZ" is a policy of the board.
        yield start, start + ruling.start()
        yield start + ruling.start(1), end
        return
    second = _SECOND_UNIT.search(name) if is_unit else None
    if second is not None and second[1].lower() in lexicon.unit_words:
        # "Department of Nets Office of Tides": a comma or an apostrophe was lost.
        yield start, start + second.start()
        yield start + second.start(1), end
        return
    if (is_unit and " of " in name) or _POSSESSIVE.search(name):
        words = list(_WORD.finditer(text, start, end))
        lowered = [word[0].lower() for word in words]
        at = next((i for i, word in enumerate(lowered) if word in lexicon.title_words), 0)
        behind = at + 1
        while behind < len(lowered) and lowered[behind] in lexicon.rank_words:
            behind += 1
        ends_there = lowered[1:3] != ["of", "the"] and (
            behind >= len(lowered) or lowered[behind] in {"of", "for", "designee"}
        )
        while at > 1 and lowered[at - 1] in lexicon.title_modifiers:
            at -= 1
        if at > 0 and ends_there and words[at - 1][0] not in _SMALL_WORDS:
            yield start, words[at - 1].end()
            yield words[at].start(), end
            return
    yield start, end


def _parts(left: str, link: str, right: str, lexicon: Lexicon) -> bool:
    """Return whether a linking word stands between two names, not inside one."""
    words = left.lower().split()
    starts_unit = lexicon.starts_unit(right)
    link, _, article = link.partition(" ")
    if link == "of":
        return _of_parts(words, right, lexicon, article=bool(article))
    if link in {"for", "in"}:
        unit_like = words[-1] in lexicon.unit_words and len(words) > 1
        if link == "for":
            return starts_unit or unit_like
        unit_like = unit_like or lexicon.starts_unit(left)
        return starts_unit or unit_like or words[-1] in lexicon.title_words
    if link == "on":
        return words[-1] not in lexicon.team_words and words[-1] not in lexicon.body_words
    if link in {"to", "with"}:
        return classify(left, lexicon) is not None or classify(right, lexicon) is not None
    return _and_parts(left, right, lexicon)


def _of_parts(words: list[str], right: str, lexicon: Lexicon, *, article: bool) -> bool:
    """Return whether "of" stands between a title, or a small unit, and the unit it belongs to.

    "Coordinator of the Tides Unit" is two names; "Registrar of Voters Department" is one.
    """
    first = right.split()[0].lower()
    if lexicon.starts_unit(right):
        ends_unit = words[-1] in lexicon.unit_words
        if ends_unit and (len(words) > 1 or first not in lexicon.body_words):
            return True
        return words[-1] in lexicon.title_words
    if len(words) > 1 and words[-1] in lexicon.unit_words:
        whole = article and classify(right, lexicon) == "unit"
        return whole or _GOVERNMENT.match(right) is not None
    title = words[-1] in lexicon.title_words and (article or words[-1] not in lexicon.officers)
    return title and classify(right, lexicon) == "unit" and first not in lexicon.body_words


def _and_parts(left: str, right: str, lexicon: Lexicon) -> bool:
    """Return whether "and" stands between two names, not inside one."""
    next_part = _AND.split(right, maxsplit=1)[0]
    if _NUMERAL.match(next_part):
        return False
    if lexicon.starts_unit(right) or lexicon.starts_title(right):
        return True
    if _ALL_CAPITALS.match(next_part.split()[0]) and len(next_part.split()) == 1:
        return True
    if _ALL_CAPITALS.match(left):
        return classify(next_part, lexicon) not in {"unit", "team"}
    officers = lexicon.officers
    if left.lower() in officers and next_part.lower() in officers and next_part == right:
        # "Clerk & Recorder" is one officer.
        return False
    kind = classify(left, lexicon)
    if left.lower() in lexicon.function_units:
        kind = None
    if kind == "unit" and not (lexicon.starts_unit(left) or lexicon.words_before_head(left)):
        return True
    if kind == "post" and not lexicon.starts_title(left):
        return True
    if lexicon.starts_unit(left):
        if _RULING.search(left) is not None:
            return True
        if _SECOND_UNIT.search(next_part) is not None:
            return False
    right_kind = classify(next_part, lexicon)
    return kind is not None and right_kind is not None
