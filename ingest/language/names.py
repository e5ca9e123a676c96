"""Names: the capitalised runs of a text, found in one pass, with the kind that their words show."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from ingest.document import Span
from ingest.language.acronyms import Definition, TextRange
from ingest.language.distribution import find_shares, may_share
from ingest.language.lexicon import Lexicon, lexicon_of
from ingest.language.name_kinds import classify
from ingest.language.name_parts import opens_clause, split_names, without_opening
from ingest.profile import Profile

__all__ = ["NameRun", "classify", "find_runs", "split_title"]

_APOSTROPHES: Final = "'\u2019\u00bf\u00b4`"
# What most names do not have is asked for by the one character that it would begin with: a
# repetition of groups and a look back cost the engine as much as a whole word does.
_CAP_TAIL: Final = (
    rf"(?:(?![{_APOSTROPHES}/&\-\u2013])|(?=[{_APOSTROPHES}/&\-\u2013])"
    rf"(?:[{_APOSTROPHES}][^\W_]+)*(?:[/&\-\u2013][^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*)*)"
)
_UPPER: Final = r"[A-ZÀ-ÖØ-Þ]"
_CAP_REST: Final = (
    r"(?:(?=[a-z]{1,5}+\.)(?:(?<=D)(?:ept|iv|ir)|(?<=O)fc|(?<=S)(?:upt|r|t)|(?<=L)t"
    r"|(?<=A)(?:ssoc|sst)|(?<=C)oord|(?<=J)r)\."
    rf"|[^\W_]*){_CAP_TAIL}"
)
_CAP: Final = rf"(?:{_UPPER}{_CAP_REST}|[a-z][A-Z][^\W_]*{_CAP_TAIL})"
_NUMBER: Final = r"\d+(?:[-/.]?[A-Za-z0-9]+)*"
_INNER: Final = r"(?:of(?:\s+the)?|for(?:\s+the)?|and|&|to|in|on|with|de|del|y)"
_MORE: Final = (
    rf"(?:[ \t]+(?:\r?\n[ \t]*)?|\r?\n[ \t]*)"
    rf"(?:{_INNER}\s+(?:{_CAP}|(?=\d{{4}}\b){_NUMBER})|{_CAP}|{_NUMBER})"
)
_NO_MORE: Final = r"(?= [bcehj-np-suvxz][a-z])"
"""Where a word follows that is neither capitalised nor one of _INNER, by its first letters."""
# It begins with a plain set of characters, which the engine finds fast; what must not stand before
# is looked at afterwards: a letter (but for one small one, "eGov"), or "x-", "x/", "x'".
_RUN: Final = re.compile(
    rf"{_UPPER}(?:(?<=[ \n(].)"
    rf"|(?<![^\W_][^\W_]{_UPPER})(?<![A-Z0-9]{_UPPER})(?<![^\W_][-/'\u2019\u00bf&]{_UPPER}))"
    rf"(?:{_CAP_REST})(?:{_NO_MORE}|(?:{_MORE}){{0,30}})"
)
_ACRONYM: Final = re.compile(r"\s*\(\s*([A-Z][A-Za-z&/]{1,9}?)(?:[\u2019'\u00bf]?s)?\s*\)")
_ALL_CAPITALS: Final = re.compile(r"[A-Z][A-Z&/]+s?\Z")
_MARK_ENDS: Final = frozenset("s'\u2019\u00bf")
_OWNER_MARK: Final = re.compile(r"['\u2019\u00bf]s?$")
_LAST_FIELD: Final = re.compile(r"\s(?:of|for|on)\s+(?:the\s+)?")
_OWNED: Final = re.compile(r"\b(?:of|in|within|for)\s+(?:the\s+)?$")
_LOOK_BACK: Final = 24
_LONGEST_LIST: Final = 8
_GLUED: Final = re.compile(r"([A-Z][a-z]+)-[a-z]+$")
_COMMA: Final = re.compile(r",\s+(?:(and|&)\s+)?")
_AND: Final = re.compile(r"\s+(?:and|&)\s+")


class NameRun(NamedTuple):
    """A capitalised name in the text.

    Attributes:
        start: Where it begins.
        end: Where it ends, without an acronym in brackets.
        text: Its characters, ``text[start:end]`` of the document.
        name: The name in full with single blanks; "Office of B" for "B" in "offices of A and B".
        acronym: The acronym in brackets right behind it.
        full_end: Where it ends with that acronym; else ``end``.
        is_share: Whether its head stands before another name, as in "offices of A and B".
        kind: ``unit``, ``post`` or ``team`` where its words show it; None for any other name.
    """

    start: int
    end: int
    text: str
    name: str
    acronym: str | None
    full_end: int
    kind: str | None
    is_share: bool = False


def find_runs(
    text: str,
    sentences: Iterable[TextRange],
    profile: Profile,
    definitions: Iterable[Definition] = (),
    *,
    shares: bool | None = None,
) -> tuple[NameRun, ...]:
    """Return the capitalised names of the sentences in text order; none crosses a sentence.

    A word that is only capitalised because a sentence begins with it is left out. A name is not
    carried over a comma, except where the words after "Office of" and the like are a list:
    "Office of Student, Family and School Services" is one name. A name that the text abbreviates
    begins where its definition says.

    Args:
        text: The text.
        sentences: The stretches of it to look into, in text order.
        profile: The words by which kinds of names are told.
        definitions: The acronyms that the text explains.
        shares: Whether one head may stand before several names, if the caller has looked for that
            in the whole text already.
    """
    defined = frozenset(definition.start for definition in definitions)
    lexicon = lexicon_of(profile)
    if shares is None:
        shares = may_share(text, lexicon)
    runs: list[NameRun] = []
    for sentence in sentences:
        pieces: list[tuple[int, int]] = []
        for match in _RUN.finditer(text, sentence.start, sentence.end):
            start, end = match.span()
            if start > sentence.start and text[start - 1].isalnum():
                start -= 1
            if text.startswith(("The ", "the "), start):
                start += 4
            if start == sentence.start or opens_clause(text, start):
                if text[start:end].isalpha() and not text[start + 1 : start + 2].isupper():
                    continue  # a single word, as most sentences open with
                start = without_opening(text, start, end, lexicon)
            if start >= end:
                continue
            if text.find(" ", start, end) < 0 and text.find("\n", start, end) < 0:
                pieces.append((start, end))
            else:
                pieces.extend(split_names(text, start, end, lexicon, defined))
        if not pieces and not shares:
            continue
        named = _joined(text, pieces, sentence.end, lexicon)
        runs.extend(_with_shares(text, named, sentence, lexicon) if shares else named)
    return tuple(runs)


def _with_shares(
    text: str, runs: Iterator[NameRun], sentence: TextRange, lexicon: Lexicon
) -> Iterable[NameRun]:
    """Return the names of a sentence, those under a common head with their name in full."""
    shares = list(find_shares(text, sentence.start, sentence.end, lexicon))
    if not shares:
        return runs
    ends = {share.head_start: share.end for share in shares}
    starts = sorted(ends)
    kept = []
    for run in runs:
        at = bisect_right(starts, run.start) - 1
        if at < 0 or run.start >= ends[starts[at]]:
            kept.append(run)
    for share in shares:
        surface = text[share.start : share.end]
        kept.append(
            NameRun(
                share.start, share.end, surface, share.name, None, share.end, "unit", is_share=True
            )
        )
    return sorted(kept, key=lambda run: run.start)


def split_title(title: str, profile: Profile) -> tuple[str, str | None]:
    """Return a title without the unit that it names, and that unit.

    >>> from ingest.profile_files import load_profile
    >>> split_title("Director, Division of Maintenance", load_profile("generic"))
    ('Director', 'Division of Maintenance')
    """
    lexicon = lexicon_of(profile)
    for separator in lexicon.title_tail.finditer(title):
        head = title[: separator.start()]
        if not head or classify(title[separator.end() :], lexicon) != "unit":
            continue
        tail = title[separator.end() :]
        for run in find_runs(tail, [Span(0, len(tail))], profile):
            if run.start == 0 and run.kind == "unit" and not lexicon.is_school(run.name):
                return head.strip(), run.name
    return title.strip(), None


def _joined(
    text: str, pieces: list[tuple[int, int]], limit: int, lexicon: Lexicon
) -> Iterator[NameRun]:
    """Yield the names, with the list after "Office of" and the like joined to one."""
    index = covered = 0
    while index < len(pieces):
        start, end = pieces[index]
        if start < covered:
            index += 1
            continue
        end = _without_marks(text, start, end, lexicon)
        name = text[start:end]
        kind = classify(name, lexicon)
        taken = 1
        if text[end : end + 1] == ",":
            joined = _list_end(text, pieces, index, lexicon)
            if joined is not None:
                taken, end = joined
                name = text[start:end]
                kind = kind or classify(name, lexicon)
        bracket = _ACRONYM.match(text, end, limit)
        acronym = bracket[1] if bracket and sum(c.isupper() for c in bracket[1]) > 1 else None
        full_end = covered = bracket.end() if bracket and acronym else end
        yield NameRun(start, end, name, " ".join(name.split()), acronym, full_end, kind)
        index += taken


def _without_marks(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where a name ends without a possessive, or a dash written as a hyphen."""
    if text[end - 1] in _MARK_ENDS:
        owner = _OWNER_MARK.search(text[start:end])
        if owner is not None:
            return start + owner.start()
    if text.find("-", start, end) >= 0:
        glued = _GLUED.search(text[start:end])
        if glued is not None and glued[1].lower() in lexicon.group_words:
            # "Transfer Team-plus" is a team, and more.
            return start + glued.end(1)
    return end


def _list_end(
    text: str, pieces: list[tuple[int, int]], index: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return (pieces taken, end) where a unit's name goes on as a list over commas, or None.

    The list is part of the name if it ends with "and", and its first part is one word ("Teaching,
    Learning, and Schools") or the name is owned by what stands before it ("director of the ...").
    Elsewhere a unit followed by other names has a whole name before the comma.
    """
    start, end = pieces[index]
    name = text[start:end]
    if not (lexicon.starts_unit(name) or lexicon.starts_title(name)):
        return None
    before = text[max(0, start - _LOOK_BACK) : start]
    owned = start == 0 or _OWNED.search(before) or lexicon.title_comma.search(before)
    if not owned and len(_LAST_FIELD.split(name)[-1].split()) > 1:
        return None
    at = index
    while at + 1 < len(pieces) and at - index < _LONGEST_LIST:
        comma = _COMMA.match(text, pieces[at][1])
        if comma is None or comma.end() != pieces[at + 1][0]:
            return None
        following = text[slice(*pieces[at + 1])]
        if classify(following, lexicon) is not None or _ALL_CAPITALS.match(following):
            return None
        at += 1
        if comma[1] or _AND.search(following):
            return at - index + 1, pieces[at][1]
        link = _AND.match(text, pieces[at][1])
        if link is not None and at + 1 < len(pieces) and link.end() == pieces[at + 1][0]:
            return at - index + 2, pieces[at + 1][1]
    return None
