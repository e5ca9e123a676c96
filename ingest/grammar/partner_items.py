"""Partner items: the items of a list as words, read from behind a cue up to where the list ends."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ingest.grammar.pieces import Piece, find_pieces
from ingest.grammar.tokens import Token, read_tokens
from ingest.language.lexicon import Lexicon, lexicon_of, plural
from ingest.language.reading import Reading
from ingest.profile import Profile

__all__ = ["LINKING", "Item", "PartnerWords", "partner_words", "read_items"]

LINKING: Final = frozenset({"of", "from"})
"""Words that go on with an item: "members of the board"."""

_JOINING: Final = frozenset({"and", "or", "&", "/", "and/or"})
_MARKING: Final = frozenset({",", "including", "/"})
_JOINTS: Final = _JOINING | _MARKING | {"as", "along", "such"}
_QUOTES: Final = frozenset({"'", "\u2019", "\u00bf", '"', "\u201c", "\u201d"})
_PLACING: Final = frozenset({"in", "at", "within"})
_TOKEN_LIMITS: Final = (12, 28, 60)
_AHEAD: Final = 3
_CHARACTER_LIMIT: Final = 420
_LONGEST_ITEM: Final = 9
_LONGEST_BRACKET: Final = 60


@dataclass(frozen=True, slots=True, eq=False)
class PartnerWords:
    """The compiled lists of a profile.

    Attributes:
        people: Heads of partners that are people, singular and plural.
        collectives: People as a body: "staff".
        bare: Collectives that are adjectives when they stand alone: "public".
        bodies: Units, agencies and groups, singular and plural.
        teams: Heads of teams.
        titles: Heads of titles.
        parts: Nouns for a part of an organisation, in the singular.
        determiners: Words before an item that are no part of it.
        stops: Words at which a list ends.
        cared_for: People of whom "with" says what they have: "children with needs".
        lexicon: The verbs behind which a list is over.
    """

    people: frozenset[str]
    collectives: frozenset[str]
    bare: frozenset[str]
    bodies: frozenset[str]
    teams: frozenset[str]
    titles: frozenset[str]
    parts: frozenset[str]
    determiners: frozenset[str]
    stops: frozenset[str]
    cared_for: frozenset[str]
    lexicon: Lexicon

    def is_partner(self, word: str) -> bool:
        """Return whether a word may head a partner."""
        return word in self.people or word in self.collectives or word in self.bodies


@cache
def partner_words(profile: Profile) -> PartnerWords:
    """Return the compiled word lists of a profile."""
    lexicon = lexicon_of(profile)
    return PartnerWords(
        people=_both_numbers(profile.words("partner_people")),
        collectives=frozenset(profile.words("partner_collectives")),
        bare=frozenset(profile.words("partner_adjectives")),
        bodies=_both_numbers(profile.words("partner_bodies")),
        teams=lexicon.team_words,
        titles=lexicon.title_words,
        parts=frozenset({"division", "department", "office", "unit", "section", "bureau"}),
        determiners=frozenset(profile.words("partner_determiners")),
        stops=frozenset(profile.words("partner_stops")),
        cared_for=lexicon.cared_for | frozenset(profile.words("people_described")),
        lexicon=lexicon,
    )


def _both_numbers(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, plural(word)))


@dataclass(slots=True)
class Item:
    """An item while it is read.

    Attributes:
        tokens: Its words.
        piece: The capitalised name in it; the last one, if there are two.
        joined: What joins it to the item before: "", ",", "and", "/" or "including".
        introduced: Whether "including" or "such as" stands before it.
        serial: Whether it is the last item of "A, B, and C".
    """

    tokens: list[Token] = field(default_factory=list)
    piece: Piece | None = None
    joined: str = ""
    introduced: bool = False
    serial: bool = False


def read_items(reading: Reading, start: int, end: int) -> list[Item]:
    """Return the items of the list that begins at ``start``, up to where it ends."""
    end = min(end, start + _CHARACTER_LIMIT)
    names = find_pieces(reading)
    first, last = (bisect_left(names, at, key=_start) for at in (start, end))
    pieces = {piece.start: piece for piece in names[first:last]}
    words = partner_words(reading.profile)
    text, items, tokens = reading.text, list[Item](), list[Token]()
    for limit in _TOKEN_LIMITS:
        if tokens and not text.startswith("/", tokens[-1].end):
            tokens += read_tokens(text, tokens[-1].end, end, limit=limit - len(tokens))
        else:
            tokens = read_tokens(text, start, end, limit=limit)
        reader = _Reader(tokens, pieces, words)
        items = list(reader.items())
        if len(tokens) < limit or reader.index < len(tokens) - _AHEAD:
            break
    return items


def _start(piece: Piece) -> int:
    return piece.start


class _Reader:
    """Reads the tokens behind a cue, item by item."""

    def __init__(
        self, tokens: list[Token], pieces: Mapping[int, Piece], words: PartnerWords
    ) -> None:
        self.tokens = tokens
        self.pieces = pieces
        self.words = words
        self.index = 0
        self.commas = 0
        self.item = Item()

    def items(self) -> Iterator[Item]:
        """Yield the items; the one in which the list ends is left out if it is a new clause."""
        while self.index < len(self.tokens):
            token = self.tokens[self.index]
            if token.start in self.pieces or token.text == "(":
                if not self._take_whole(token):
                    break
            elif (joint := self._joint())[0]:
                if self._series_is_over(joint[0]):
                    break
                if self.item.tokens:
                    yield self.item
                self._join(*joint)
                if self._verb_follows():
                    return
            elif token.text in _QUOTES:
                self.index += 1
            elif not token.is_word or self._list_ends(token.lower):
                break
            elif self._is_subject(token.lower):
                return
            else:
                self.item.tokens.append(token)
                self.index += 1
        if self.item.tokens and not self._trails():
            yield self.item

    def _trails(self) -> bool:
        """Return whether the last item is no item: "with the crew, sails" has no "and"."""
        held = self.item
        if held.joined != "," or held.piece is not None or len(held.tokens) > 1:
            return False
        return not self.words.is_partner(held.tokens[0].lower)

    def _take_whole(self, token: Token) -> bool:
        """Return True and pass over a name or words in brackets, or False if the list ends."""
        if token.text == "(":
            return self._skip_bracket()
        return self._take_piece(self.pieces[token.start])

    def _take_piece(self, piece: Piece) -> bool:
        """Return True and take a name whole, or False if a new clause begins with it."""
        held = self.item
        # A token may reach over the end of a name: then nothing was taken of it.
        linking = LINKING | {"in", "the"}
        if held.piece is not None and held.tokens and held.tokens[-1].lower not in linking:
            return False
        held.piece = piece
        while self.index < len(self.tokens) and self.tokens[self.index].start < piece.full_end:
            if self.tokens[self.index].end <= piece.end:
                held.tokens.append(self.tokens[self.index])
            self.index += 1
        return True

    def _skip_bracket(self) -> bool:
        """Return True and pass over words in brackets, or False if there are too many."""
        start = self.tokens[self.index].start
        for index in range(self.index, len(self.tokens)):
            if self.tokens[index].end - start > _LONGEST_BRACKET:
                return False
            if self.tokens[index].text == ")":
                self.index = index + 1
                return True
        return False

    def _joint(self) -> tuple[str, int]:
        """Return what joins two items here, and its width in tokens; "" if nothing does."""
        lower = self.tokens[self.index].lower
        if lower not in _JOINTS:
            return "", 0
        following = [token.lower for token in self.tokens[self.index + 1 : self.index + 3]]
        if lower == "as" and following == ["well", "as"]:
            return "and", 3
        if lower == "along" and following[:1] == ["with"]:
            return "and", 2
        if lower == "such" and following[:1] == ["as"]:
            return "including", 2
        if lower in _MARKING:
            return lower, 1
        if lower in _JOINING:
            return "and", 3 if following == ["/", "or"] else 1
        return "", 0

    def _join(self, joint: str, width: int) -> None:
        """Begin the next item behind what joins it."""
        if self.item.tokens:
            self.item = Item(joined=joint, introduced=self.item.introduced)
        elif joint != ",":
            self.item.serial = joint == "and" and self.item.joined == "," and self.commas > 1
            self.item.joined = joint
        self.item.introduced |= joint == "including"
        self.commas += joint == ","
        self.index += width
        if self.index < len(self.tokens) and self.tokens[self.index].lower == "with":
            self.index += 1

    def _series_is_over(self, joint: str) -> bool:
        """Return whether a comma ends "A, B, and C": no further "and" follows it at once."""
        if joint != "," or not self.item.serial or not self.item.tokens:
            return False
        following = self.tokens[self.index + 1 : self.index + 2]
        return not (following and following[0].lower in _JOINING | {"as"})

    def _verb_follows(self) -> bool:
        """Return whether the list is over because a verb begins the next clause."""
        if self.index >= len(self.tokens):
            return False
        token = self.tokens[self.index]
        lexicon = self.words.lexicon
        if token.start in self.pieces or token.lower not in lexicon.verb_forms:
            return False
        following = self.tokens[self.index + 1 : self.index + 2]
        after = following[0] if following else None
        ends = after is None or not after.is_word or after.lower in _JOINING
        ends = ends or (after is not None and after.lower in self.words.stops)
        if self.words.is_partner(token.lower) and ends:
            return False
        if token.lower in lexicon.third_person or token.lower.endswith("ing"):
            return True
        return after is not None and after.lower in self.words.determiners

    def _list_ends(self, lower: str) -> bool:
        """Return whether a word ends the list: a purpose, a relative clause, too long an item."""
        following = self.tokens[self.index + 1 : self.index + 3]
        if lower not in self.words.stops:
            fresh = lower == "new" and bool(self.item.tokens) and bool(following)
            return len(self.item.tokens) >= _LONGEST_ITEM or (fresh and following[0].lower == "to")
        if lower not in _PLACING:
            return True
        return not any(self._is_part(token) for token in following)

    def _is_part(self, token: Token) -> bool:
        """Return whether a name is that of a unit: "Nets Division", "Nets division"."""
        piece = self.pieces.get(token.start)
        if piece is None or piece.run_kind == "unit":
            return piece is not None
        behind = (later for later in self.tokens[self.index :] if later.start >= piece.full_end)
        return next(behind, token).lower in self.words.parts

    def _is_subject(self, lower: str) -> bool:
        """Return whether a verb shows that the item is the subject of the next clause."""
        if self.item.joined != "," or not self.item.tokens:
            return False
        return lower in self.words.lexicon.third_person and not self.words.is_partner(lower)
