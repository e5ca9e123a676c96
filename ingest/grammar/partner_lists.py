"""Partner lists: whom a list such as "the principal, county agencies, and staff" names.

An item counts if its head is a person, a group or a body. Words that are none are modifiers of the
next item: "central office and school-based administrators" is one partner.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ingest.grammar.partner_items import (
    LINKING,
    Item,
    PartnerWords,
    partner_words,
    read_items,
)
from ingest.grammar.pieces import Piece
from ingest.grammar.tokens import Token
from ingest.language.reading import Reading

__all__ = ["Partner", "read_partners"]

_LONGEST_MODIFIER: Final = 4
_LEVELS: Final = re.compile(r" at the [a-z]+(?:,? (?:and )?[a-z]+){1,6} levels?\b")
_LINKS: Final = LINKING | {"in", "at", "within"}
_NO_PLURALS: Final = ("ss", "us", "is", "ings")


class Partner(NamedTuple):
    """One item of a list of partners.

    Attributes:
        start: Where it begins, without its article.
        end: Where it ends.
        kind: ``group``, ``post``, ``team`` or ``unit`` by its words; ``name`` where it is a
            capitalised name; ``field`` where no word says what it is.
        piece: The capitalised name that it is, begins with or ends with.
        tail: The words behind that name: "staff" in "Department staff".
        introduced: Whether "including" or "such as" stands before it.
    """

    start: int
    end: int
    kind: str
    piece: Piece | None = None
    tail: str = ""
    introduced: bool = False


def read_partners(reading: Reading, start: int, end: int) -> tuple[Partner, ...]:
    """Return the partners that the text names from ``start`` on, in order; empty if none.

    Args:
        reading: The description.
        start: Right behind the cue.
        end: Where the sentence ends.
    """
    words = partner_words(reading.profile)
    return tuple(_partners(reading.text, read_items(reading, start, end), words))


def _partners(text: str, items: list[Item], words: PartnerWords) -> Iterator[Partner]:
    """Yield the items that are partners; modifiers are joined to the item they belong to."""
    found: list[Partner] = []
    modifier: list[Token] = []
    for index, item in enumerate(items):
        core = _core(item, words)
        if not core:
            if (modifier or found) and item.tokens[-1].lower != "others":
                break
            continue
        kind = _kind(item, core, words) or _standing(item, core, items[index + 1 :], words)
        if kind is None:
            if len(core) > _LONGEST_MODIFIER:
                break
            if found and _is_second_field(text, found[-1], item, core, items[index + 1 :]):
                found[-1] = found[-1]._replace(end=core[-1].end)
                continue
            modifier = modifier or core
            continue
        if modifier and (kind == "name" or len(core) < len(item.tokens)):
            found.append(Partner(modifier[0].start, modifier[-1].end, "field"))
            modifier = []
        if not modifier and found and _belongs(found[-1], item, core, text, words):
            found[-1] = found[-1]._replace(end=core[-1].end)
            continue
        found.append(_partner(text, item, core, kind, (modifier or core)[0].start))
        modifier = []
    if modifier and not found:
        found.append(Partner(modifier[0].start, modifier[-1].end, "field"))
    yield from _settled(text, found, words)


def _settled(text: str, found: list[Partner], words: PartnerWords) -> Iterator[Partner]:
    """Yield the partners, "at the state level" included, without words on "s" that stand alone."""
    if found and (levels := _LEVELS.match(text, found[-1].end)) is not None:
        found[-1] = found[-1]._replace(end=levels.end())
    if all(partner.kind in {"plural", "field"} for partner in found):
        found = [p for p in found if p.kind == "field" or "/" in text[p.start : p.end]]
    for partner in found:
        if partner.kind == "plural":
            yield from _halves(text, partner._replace(kind="group"), words)
        else:
            yield partner


def _halves(text: str, partner: Partner, words: PartnerWords) -> Iterator[Partner]:
    """Yield the two partners of "pilots/keepers", or the one."""
    left, slash, right = text[partner.start : partner.end].partition("/")
    if slash and all(_is_known(word.lower(), words) for word in (left, right)):
        middle = partner.start + len(left)
        yield partner._replace(end=middle)
        yield partner._replace(start=middle + 1)
    else:
        yield partner


def _is_known(word: str, words: PartnerWords) -> bool:
    return word in words.titles or words.is_partner(word)


def _partner(text: str, item: Item, core: Sequence[Token], kind: str, start: int) -> Partner:
    end = core[-1].end
    tail = text[item.piece.full_end : end].strip() if item.piece is not None else ""
    return Partner(start, end, kind, item.piece, tail, item.introduced)


def _core(item: Item, words: PartnerWords) -> list[Token]:
    """Return an item's words without articles and the like."""
    tokens, start, end = item.tokens, 0, len(item.tokens)
    limit = item.piece.start if item.piece is not None else tokens[-1].end
    while start < end and tokens[start].lower in words.determiners and tokens[start].start < limit:
        start += 1
    while end > start and tokens[end - 1].lower in LINKING | {"the"}:
        end -= 1
    return tokens[start:end]


def _kind(item: Item, core: Sequence[Token], words: PartnerWords) -> str | None:
    """Return what an item is by its head, or None if nothing shows that it is a partner."""
    head = _head(item, core)
    if head < 0:
        return None
    token, piece, determined = core[head], item.piece, len(core) < len(item.tokens)
    determined = determined or (head + 1 < len(core) and core[head + 1].lower == "of")
    if piece is not None and piece.start <= token.start and token.end <= piece.end:
        return "name"
    word = token.lower.rstrip("'\u2019")
    if word in words.teams:
        return "team"
    if word in words.titles:
        return "group" if word.endswith("s") else "post"
    if word in words.people:
        return "group"
    if word in words.collectives:
        return None if len(core) == 1 and word in words.bare and not determined else "group"
    if word in words.bodies:
        return "group" if word.endswith("s") or determined or piece is not None else None
    return None


def _head(item: Item, core: Sequence[Token]) -> int:
    """Return the place of an item's head: the word before "of", outside a name, else the last."""
    piece = item.piece
    begin = piece.start - len(piece.prefix) if piece is not None else 0
    for index, token in enumerate(core):
        if token.lower in _LINKS and not (piece and begin <= token.start < piece.end):
            return index - 1
    return len(core) - 1


def _belongs(
    last: Partner, item: Item, core: Sequence[Token], text: str, words: PartnerWords
) -> bool:
    """Return whether an item is the other half of a pair: "schools and offices"."""
    if item.joined != "and" or len(item.tokens) != 1 or item.piece is not None:
        return False
    if "," in text[last.end : core[0].start]:
        return False
    word, before = core[0].lower, text[last.start : last.end].split()[-1].lower()
    if _is_many(word, words) and _is_many(before, words):
        return True
    pair = before in words.collectives or before == "colleagues" or _is_many(before, words)
    return word in words.collectives and pair


def _is_second_field(
    text: str, last: Partner, item: Item, core: Sequence[Token], following: Sequence[Item]
) -> bool:
    """Return whether "and" joins two things a partner is for: "directors of nets and tides"."""
    if item.joined != "and" or len(core) > 1 or item.piece is not None:
        return False
    if " of " not in text[last.start : last.end] or "," in text[last.end : core[0].start]:
        return False
    return not following or text[core[-1].end : core[-1].end + 1] == ","


def _is_many(word: str, words: PartnerWords) -> bool:
    return word in words.teams or (word in words.bodies and word.endswith("s"))


def _standing(
    item: Item, core: Sequence[Token], following: Sequence[Item], words: PartnerWords
) -> str | None:
    """Return the kind of words that are no known head, or None if they modify the next item.

    "school system, local community": a body with a modifier before a comma is a group. A "plural"
    counts if other items of the list are partners, as in "suppliers and manufacturers".
    """
    word = core[_head(item, core)].lower
    if len(core) > 1 and word in words.bodies:
        listed = bool(following) and (following[0].joined == "," or _has_other(following[0]))
        return "group" if listed else None
    if not word.endswith("s") or word.endswith(_NO_PLURALS):
        return None
    alone = len(core) > 1 and bool(following) and following[0].joined == ","
    return "plural" if alone or word not in words.lexicon.verb_forms else None


def _has_other(item: Item) -> bool:
    return bool(item.tokens) and item.tokens[0].lower in {"other", "the"}
