"""Partner lists: whom a list such as "the principal, county agencies, and staff" names.

The list is read word by word from behind its cue. It ends where a verb, a purpose ("to ...", "for
...") or a relative clause begins; an item counts if its head is a person, a group or a body.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ingest.grammar.tokens import Token, read_tokens
from ingest.grammar.pieces import Piece, find_pieces
from ingest.lexicon import Lexicon, lexicon_of, plural
from ingest.profile import Profile
from ingest.reading import Reading

__all__ = ["Partner", "PartnerWords", "partner_words", "read_partners"]

_DETERMINERS: Final = frozenset(
    "the a an all any other others another various their his her its our each every both respective "
    "appropriate different several many numerous multiple relevant such those these own variety of "
    "number wide range broad diverse assigned designated identified individual key".split()
)
_INTRODUCING: Final = frozenset({"including", "like"})
_STOPS: Final = frozenset(
    "to for in on regarding about concerning that who whom which whose when so by during as while at "
    "through within via with into toward towards throughout under per where if is are was were be "
    "will can may must not but before after upon over across around because than then between among "
    "how what whether until since unless also".split()
)
_JOINING: Final = frozenset({"and", "or", "&", "/", "and/or"})
_LINKING: Final = frozenset({"of", "from"})
_TOKEN_LIMIT: Final = 70
_CHARACTER_LIMIT: Final = 520
_LONGEST_ITEM: Final = 9
_LONGEST_MODIFIER: Final = 4
_LONGEST_BRACKET: Final = 60


@dataclass(frozen=True, slots=True)
class Partner:
    """One item of a list of partners.

    Attributes:
        start: Where it begins, without its article.
        end: Where it ends.
        kind: ``group``, ``post``, ``team`` or ``unit`` by its words; ``name`` where it is a
            capitalised name; ``field`` where no word says what it is.
        piece: The capitalised name that it is, begins with or ends with.
        tail: The words behind that name: "staff" in "Department staff".
        introduced: Whether "including" or "such as" stands before it.
        determined: Whether an article stood before it.
    """

    start: int
    end: int
    kind: str
    piece: Piece | None = None
    tail: str = ""
    introduced: bool = False
    determined: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PartnerWords:
    """Words that head a partner in lower case."""

    people: frozenset[str]
    collectives: frozenset[str]
    bodies: frozenset[str]
    teams: frozenset[str]
    titles: frozenset[str]
    bare: frozenset[str]
    verbs: frozenset[str]
    lexicon: Lexicon


@cache
def partner_words(profile: Profile) -> PartnerWords:
    """Return the compiled word lists of a profile."""
    lexicon = lexicon_of(profile)
    return PartnerWords(
        people=_both(profile, "partner_people"),
        collectives=frozenset(profile.words("partner_collectives")),
        bodies=_both(profile, "partner_bodies"),
        teams=lexicon.team_words,
        titles=lexicon.title_words,
        bare=frozenset(profile.words("partner_adjectives")),
        verbs=lexicon.verb_forms,
        lexicon=lexicon,
    )


def _both(profile: Profile, name: str) -> frozenset[str]:
    return frozenset(form for word in profile.words(name) for form in (word, plural(word)))


@dataclass(slots=True)
class _Item:
    """An item while it is read."""

    tokens: list[Token]
    piece: Piece | None = None
    piece_at: int = 0
    joined: str = ""
    introduced: bool = False
    serial: bool = False


def read_partners(reading: Reading, start: int, end: int) -> tuple[Partner, ...]:
    """Return the partners that the text names from ``start`` on, in order; empty if none.

    Args:
        reading: The description.
        start: Right behind the cue.
        end: Where the sentence ends.
    """
    words = partner_words(reading.profile)
    items = list(_items(reading, start, min(end, start + _CHARACTER_LIMIT), words))
    return tuple(_partners(reading.text, items, words))


def _items(reading: Reading, start: int, end: int, words: PartnerWords) -> Iterator[_Item]:
    """Yield the items of the list, up to where it ends."""
    tokens = read_tokens(reading.text, start, end, limit=_TOKEN_LIMIT)
    pieces = _piece_starts(reading, start, end)
    item = _Item([])
    index = commas = 0
    while index < len(tokens):
        token = tokens[index]
        piece = pieces.get(token.start)
        if piece is not None:
            if item.piece is not None and not _may_hold_two(item, piece):
                break
            item.piece, item.piece_at = piece, len(item.tokens)
            while index < len(tokens) and tokens[index].start < piece.full_end:
                if tokens[index].end <= piece.end:
                    item.tokens.append(tokens[index])
                index += 1
            continue
        if token.text == "(":
            closing = next((i for i in range(index, len(tokens)) if tokens[i].text == ")"), None)
            if closing is None or tokens[closing].end - token.start > _LONGEST_BRACKET:
                break
            index = closing + 1
            continue
        joint, width = _joint(tokens, index)
        if joint == "," and item.serial and item.tokens and not _more(tokens, index):
            break
        if joint:
            if item.tokens:
                yield item
                item = _Item([], joined=joint, introduced=item.introduced)
            else:
                item.serial = item.serial or (joint == "and" and item.joined == "," and commas > 1)
                item.joined = joint if joint != "," else item.joined or joint
            commas += joint == ","
            index += width
            if index < len(tokens) and tokens[index].lower == "with":
                index += 1
            if joint == "including":
                item.introduced = True
            if index < len(tokens) and _starts_verb(tokens, index, words, pieces):
                return
            continue
        if token.text in {"'", "’", "¿", '"', "“", "”"}:
            index += 1
            continue
        if not token.is_word or _ends_list(tokens, index, pieces, item):
            break
        if item.joined == "," and item.tokens and token.lower in words.lexicon.third_person:
            if token.lower not in words.people | words.bodies | words.collectives:
                return
        item.tokens.append(token)
        index += 1
    if item.tokens:
        yield item


def _piece_starts(reading: Reading, start: int, end: int) -> Mapping[int, Piece]:
    return {p.start: p for p in find_pieces(reading) if start <= p.start < end}


def _may_hold_two(item: _Item, piece: Piece) -> bool:
    """Return whether a second name may stand in one item: "members of X from Y"."""
    return bool(item.tokens) and item.tokens[-1].lower in _LINKING | {"in", "the"} and bool(piece)


def _joint(tokens: list[Token], index: int) -> tuple[str, int]:
    """Return what joins two items here and how many tokens it takes; "" if nothing does."""
    lower = tokens[index].lower
    following = [t.lower for t in tokens[index + 1 : index + 3]]
    if lower == "as" and following == ["well", "as"]:
        return "and", 3
    if lower == "along" and following[:1] == ["with"]:
        return "and", 2
    if lower == "such" and following[:1] == ["as"]:
        return "including", 2
    if lower == "including":
        return "including", 1
    if lower == ",":
        return ",", 1
    if lower in _JOINING:
        if lower == "and" and following[:2] == ["/", "or"]:
            return "and", 3
        return ("/" if lower == "/" else "and"), 1
    return "", 0


def _more(tokens: list[Token], index: int) -> bool:
    """Return whether the list goes on behind a comma: another "and" comes before the next stop."""
    for token in tokens[index + 1 : index + 1 + _LONGEST_ITEM]:
        if token.text in {",", ";"} or token.lower in _STOPS:
            return False
        if token.lower in _JOINING or token.lower == "as":
            return token is tokens[index + 1]
    return False


def _starts_verb(
    tokens: list[Token], index: int, words: PartnerWords, pieces: Mapping[int, Piece]
) -> bool:
    """Return whether the list is over because a verb begins the next clause."""
    token = tokens[index]
    if token.start in pieces or token.lower not in words.verbs:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    ends = following is None or not following.is_word or following.lower in _JOINING | _STOPS
    noun = token.lower in words.people | words.collectives | words.bodies
    if noun and ends:
        return False
    if token.lower in words.lexicon.third_person or token.lower.endswith("ing"):
        return not (noun and ends)
    return following is not None and following.lower in _DETERMINERS


def _ends_list(
    tokens: list[Token], index: int, pieces: Mapping[int, Piece], item: _Item
) -> bool:
    lower = tokens[index].lower
    if lower not in _STOPS:
        return len(item.tokens) >= _LONGEST_ITEM
    if lower in {"in", "at", "within"}:
        following = tokens[index + 1 : index + 3]
        return not any(t.start in pieces and pieces[t.start].run_kind == "unit" for t in following)
    return True


def _partners(text: str, items: list[_Item], words: PartnerWords) -> Iterator[Partner]:
    """Yield the items that are partners; modifiers are joined to the item they belong to."""
    pending: _Item | None = None
    last: Partner | None = None
    for index, item in enumerate(items):
        core, determined = _core(item)
        if not core:
            if pending is None and last is None:
                continue
            if item.tokens[-1].lower == "others":
                continue
            break
        kind = _kind(item, core, words, determined=determined)
        begin = core[0].start
        if kind is None:
            if len(core) > _LONGEST_MODIFIER:
                break
            if not _stands(core, items[index + 1 :], last, words):
                pending = item if pending is None else pending
                continue
            kind = "group"
        if pending is not None:
            begin = _core(pending)[0][0].start
            pending = None
        elif last is not None and _belongs(last, item, core, text, words):
            last = replace(last, end=core[-1].end)
            continue
        if last is not None:
            yield last
        last = Partner(
            begin,
            core[-1].end,
            kind,
            item.piece,
            _tail(text, item, core),
            item.introduced,
            determined,
        )
    if last is not None:
        yield last
    elif pending is not None:
        core, determined = _core(pending)
        yield Partner(core[0].start, core[-1].end, "field", determined=determined)


def _stands(
    core: list[Token], following: list[_Item], last: Partner | None, words: PartnerWords
) -> bool:
    """Return whether words that are no known head are an item, not modifiers of the next one.

    "school system, local community": a body with a modifier before a comma. "suppliers and
    manufacturers": a plural in a list whose other items are partners.
    """
    word = core[-1].lower
    if len(core) > 1 and word in words.bodies:
        return bool(following) and (following[0].joined == "," or _has_other(following[0]))
    regular = word.endswith("s") and not word.endswith(("ss", "us", "is", "ings"))
    return regular and last is not None and word not in words.verbs


def _has_other(item: _Item) -> bool:
    return item.tokens[:1] != [] and item.tokens[0].lower in {"other", "the"}


def _core(item: _Item) -> tuple[list[Token], bool]:
    """Return an item's words without articles and the like, and whether there was one."""
    tokens = item.tokens
    start = 0
    while start < len(tokens) and tokens[start].lower in _DETERMINERS:
        if item.piece is not None and tokens[start].start >= item.piece.start:
            break
        start += 1
    end = len(tokens)
    while end > start and tokens[end - 1].lower in _LINKING | {"the"}:
        end -= 1
    return tokens[start:end], start > 0


def _kind(
    item: _Item, core: list[Token], words: PartnerWords, *, determined: bool
) -> str | None:
    """Return what an item is by its head, or None if nothing shows that it is a partner."""
    head = next((i for i, t in enumerate(core) if t.lower in _LINKING | {"in", "at"}), len(core)) - 1
    if head < 0:
        return None
    word = core[head].lower.rstrip("'’")
    piece = item.piece
    if piece is not None and core[head].start >= piece.start and core[head].end <= piece.end:
        return "name"
    if word in words.teams:
        return "team"
    if word in words.titles:
        return "post" if not word.endswith("s") else "group"
    if word in words.people:
        return "group"
    if word in words.collectives:
        bare = len(core) == 1 and word in words.bare
        return None if bare and not determined else "group"
    if word in words.bodies:
        if word.endswith("s") or determined or piece is not None:
            return "group"
        return None
    return None


def _belongs(
    last: Partner, item: _Item, core: list[Token], text: str, words: PartnerWords
) -> bool:
    """Return whether an item is the other half of a pair: "schools and offices"."""
    if item.joined != "and" or len(core) != 1 or item.piece is not None:
        return False
    if len(item.tokens) > 1:
        return False
    if "," in text[last.end : core[0].start]:
        return False
    word = core[0].lower
    before = text[last.start : last.end].split()[-1].lower()
    plural_bodies = {w for w in words.bodies if w.endswith("s")}
    if word in plural_bodies | words.teams and before in plural_bodies | words.teams:
        return True
    return word in words.collectives and before in plural_bodies | words.collectives


def _tail(text: str, item: _Item, core: list[Token]) -> str:
    if item.piece is None:
        return ""
    return text[item.piece.full_end : core[-1].end].strip() if core[-1].end > item.piece.full_end else ""
