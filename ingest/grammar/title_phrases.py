"""Titles in a list: where one begins, which word heads it and where it ends."""

import re
from typing import Final

from ingest.grammar.unit_phrases import Party
from ingest.grammar.window import LONGEST_FIELD, TITLE_GAP, Window
from ingest.language.names import classify

__all__ = ["read_title"]

_LONGEST_TITLE: Final = 10
_SHORTEST_NAME: Final = 3
_FIELD: Final = re.compile(r"\s+(?:of|for)\s")
_PAIR: Final = re.compile(r"\w (?:and|&) \w")
_STEP: Final = re.compile(r"[IVX]+(?:[/-][IVX]+)*\Z|\d")


def read_title(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the title that begins at an index without what follows its head."""
    head = _head_of_title(window, index)
    first = window.tokens[index]
    if head is None:
        head = _head_behind_and(window, index)
    pair = window.runs.get(first.start)
    if head == index and pair is not None and pair.kind == "post" and _PAIR.search(pair.name):
        party = Party("post", pair.name, None, pair.acronym, pair.start, pair.end)
        return party, window.behind(pair.full_end, index)
    if head is None:
        return _unknown_post(window, index)
    end, behind = window.tokens[head].end, head + 1
    if head > index and _STEP.match(window.tokens[head].text):
        end, behind = _without_steps(window, head)
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


def _without_steps(window: Window, step: int) -> tuple[int, int]:
    """Return (end, index behind) of a title; of several steps ("I, II, or III") it keeps none."""
    at = step + 1
    while (token := window.at(at)) is not None:
        link = token.text == "," or token.lower in {"or", "and", "/"}
        if not link and not _STEP.match(token.text):
            break
        at += 1
    while at > step + 1 and not _STEP.match(window.tokens[at - 1].text):
        at -= 1
    if at == step + 1:
        return window.tokens[step].end, at
    return window.tokens[step - 1].end, at


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
        if at == head + 1 and _goes_on(window, head):
            head = at
            continue
        is_title = is_title or (at == head + 1 and window.lexicon.is_person(word))
        if token.is_capital != window.tokens[head].is_capital and not (
            is_title and token.text.isupper()
        ):
            break
        if window.verb_at(at) or at - head > TITLE_GAP:
            break
        if is_title:
            head = at
    return head


def _head_behind_and(window: Window, index: int) -> int | None:
    """Return the head of a title in lower case with two fields: "fruit and nut area manager"."""
    at = index
    if window.verb_at(index) or (index and not _is_determined(window, index)):
        return None
    while (token := window.at(at)) is not None and at - index < TITLE_GAP:
        if not token.is_word or token.start in window.runs:
            return None
        if token.lower in {"and", "&"}:
            break
        if token.lower in window.lexicon.name_ends or window.lexicon.is_person(token.lower):
            return None
        if token.lower in window.lexicon.people_words or f"{token.lower}s" in (
            window.lexicon.occupations
        ):
            return None
        at += 1
    else:
        return None
    first = window.at(at + 1)
    if at == index or first is None or first.start in window.runs:
        return None
    if first.lower in window.lexicon.determiners or first.lower in window.lexicon.title_modifiers:
        return None
    head = _head_of_title(window, at + 1)
    return head if head is not None and head > at + 1 else None


def _goes_on(window: Window, head: int) -> bool:
    """Return whether the head only ranks the noun behind it: "lead pilot", "head gardener"."""
    rank, noun = window.tokens[head], window.tokens[head + 1]
    return (
        rank.lower in window.lexicon.ranks
        and rank.is_capital == noun.is_capital
        and not window.verb_at(head + 1)
        and (noun.lower not in window.lexicon.verb_forms or not window.next_word(head + 2))
    )


def _unknown_post(window: Window, index: int) -> tuple[Party, int] | None:
    """Return a capitalised name, or a lower-case noun behind an article, without a known head.

    Whoever a text says is in charge is a post or a unit, known or not ("the harbor pilot"), unless
    the noun is one for a rule, a place or a plan.
    """
    first = window.tokens[index]
    run = window.runs.get(first.start)
    if run is not None:
        behind = window.behind(run.full_end, index)
        if len(run.name) < _SHORTEST_NAME or first.text[0].isdigit():
            return None
        if window.lexicon.is_other_thing(run.name):
            return None
        last = run.name.lower().rpartition(" ")[2]
        ranked = run.name.lower().partition(" ")[0] in window.lexicon.ranks
        post = " " not in run.name or ranked or window.lexicon.is_person(last)
        kind = "post" if post and not run.name.isupper() else "unit"
        party = Party(kind, run.name, None, run.acronym, run.start, run.end, certain=False)
        return party, behind
    at = index
    while (token := window.at(at)) is not None and at - index < LONGEST_FIELD:
        if token.lower in {"or", "and"} and _joins_adjectives(window, at):
            at += 1
            continue
        if not token.is_word or token.lower in window.lexicon.name_ends:
            break
        if token.start in window.runs or (at > index and window.verb_at(at)):
            break
        at += 1
    if at == index or window.tokens[at - 1].lower in window.lexicon.no_directors:
        return None
    if not _is_determined(window, index):
        last = window.tokens[at - 1].lower
        if not (window.lexicon.is_person(last) or last in window.lexicon.people_words):
            return None
    end = window.tokens[at - 1].end
    name = window.words(first.start, end)
    return Party("post", name, None, None, first.start, end, certain=False), at


def _is_determined(window: Window, index: int) -> bool:
    """Return whether an article stands before a place."""
    return index > 0 and window.tokens[index - 1].lower in window.lexicon.determiners


def _joins_adjectives(window: Window, index: int) -> bool:
    """Return whether a link stands between two adjectives of one noun for people."""
    before = window.tokens[index - 1].lower if index else ""
    following = (window.next_word(index + 1), window.next_word(index + 2))
    people = window.lexicon.people_words
    return (
        before.endswith(window.lexicon.adjective_endings)
        and following[0] not in people
        and following[1] in people
    )
