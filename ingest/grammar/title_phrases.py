"""Titles in a list: where one begins, which word heads it and where it ends."""

import re
from typing import Final

from ingest.grammar.unit_phrases import Party
from ingest.grammar.window import LONGEST_FIELD, TITLE_GAP, Window
from ingest.names import classify

__all__ = ["read_title"]

_LONGEST_TITLE: Final = 10
_SHORTEST_NAME: Final = 3
_FIELD: Final = re.compile(r"\s+(?:of|for)\s")
_STEP: Final = re.compile(r"[IVX]+(?:[/-][IVX]+)*\Z|\d")


def read_title(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the title that begins at an index without what follows its head."""
    head = _head_of_title(window, index)
    first = window.tokens[index]
    if head is None:
        return _unknown_post(window, index)
    end, behind = window.tokens[head].end, head + 1
    suffix = ""
    run = window.runs.get(first.start)
    if run is not None and run.kind == "post" and _FIELD.match(window.text, end, run.end):
        suffix, end = window.words(end, run.end), run.end
        behind = window.behind(run.end, head)
    name = window.words(first.start, end)
    owner = None
    if run is not None and head > index:
        expansion = window.acronyms.expansion_of(first.text)
        if expansion is not None and classify(expansion, window.lexicon) == "unit":
            owner, name = expansion, window.words(window.tokens[index + 1].start, end)
    party = Party("post", name, owner, None, first.start, end, suffix=suffix)
    return party, behind


def _head_of_title(window: Window, index: int) -> int | None:
    """Return the index of the last head word of the title that begins here, or None."""
    titles = window.lexicon.title_words
    head: int | None = None
    at = index - 1
    while (at := at + 1) < min(index + _LONGEST_TITLE, len(window.tokens)):
        token = window.tokens[at]
        word = token.lower
        run = window.runs.get(token.start)
        if head is None and run is not None and run.kind is None:
            # "Food and Nutrition Services supervisor": the name is one modifier.
            at = window.behind(run.full_end, at) - 1
            continue
        if not token.is_word and token.text != "&":
            break
        if word in window.lexicon.name_ends and run is None:
            break
        is_title = word in titles or word.replace("-", "/").rsplit("/", 1)[-1] in titles
        if head is None:
            head = at if is_title else None
            continue
        if _STEP.match(token.text) and at == head + 1:
            head = at
            continue
        is_title = is_title or (at == head + 1 and window.lexicon.is_person(word))
        if token.is_capital != window.tokens[head].is_capital:
            break
        if window.verb_at(at) or at - head > TITLE_GAP:
            break
        if is_title:
            head = at
    return head


def _unknown_post(window: Window, index: int) -> tuple[Party, int] | None:
    """Return a capitalised name, or a lower-case noun for a person, without a known head."""
    first = window.tokens[index]
    run = window.runs.get(first.start)
    if run is not None:
        behind = window.behind(run.full_end, index)
        name = run.name
        if len(name) < _SHORTEST_NAME or first.text[0].isdigit():
            return None
        return Party("unit", name, None, run.acronym, run.start, run.end, certain=False), behind
    last: int | None = None
    for at in range(index, min(index + LONGEST_FIELD, len(window.tokens))):
        token = window.tokens[at]
        if (
            not token.is_word
            or token.lower in window.lexicon.name_ends
            or token.start in window.runs
        ):
            break
        if window.lexicon.is_person(token.lower) or token.lower in window.lexicon.people_words:
            last = at
    if last is None:
        return None
    name = window.words(first.start, window.tokens[last].end)
    party = Party("post", name, None, None, first.start, window.tokens[last].end, certain=False)
    return party, last + 1
