"""A window: the tokens behind a cue with the names among them, for parsing a list of names."""

from typing import Final

from ingest.grammar.tokens import Token, read_tokens
from ingest.language.lexicon import Lexicon, lexicon_of
from ingest.language.reading import Reading

__all__ = ["LONGEST_FIELD", "TITLE_GAP", "Window"]

TITLE_GAP: Final = 3
"""How many words may stand between two heads of one title."""

LONGEST_FIELD: Final = 5
"""How many words a field or a unit in lower case may have."""


class Window:
    """The tokens of a stretch of text; every method takes and gives token indexes.

    Attributes:
        text: The whole text.
        lexicon: The profile's words.
        acronyms: What the text abbreviates.
        tokens: The tokens of the stretch.
        runs: The capitalised names of the stretch, by where they begin.
        units: The names of all units of the description.
    """

    def __init__(self, reading: Reading, start: int, end: int, limit: int = 60) -> None:
        self.text = reading.text
        self.lexicon: Lexicon = lexicon_of(reading.profile)
        self.acronyms = reading.acronyms
        self.units = reading.unit_names
        self.tokens = read_tokens(self.text, start, end, limit, titles=self.lexicon.title_words)
        self.runs = {run.start: run for run in reading.runs_between(start, end)}

    def at(self, index: int) -> Token | None:
        """Return the token at an index, or None behind the last one."""
        return self.tokens[index] if index < len(self.tokens) else None

    def next_word(self, index: int) -> str:
        """Return the word at an index in lower case; empty at the end and for a mark."""
        token = self.at(index)
        return token.lower if token is not None and token.is_word else ""

    def skip_determiners(self, index: int) -> int:
        """Return the index of the first token from here on that is no article or the like."""
        while (token := self.at(index)) is not None and token.lower in self.lexicon.determiners:
            index += 1
        return index

    def verb_at(self, index: int) -> bool:
        """Return whether a verb in the third person stands here."""
        return self.lexicon.is_verb(self.tokens[index].lower, self.next_word(index + 1))

    def has_object(self, index: int) -> bool:
        """Return whether a word follows that may be a verb's object or go with it."""
        return self.next_word(index + 1) not in {"", "and", "or", "in", "within", "at"}

    def behind(self, offset: int, index: int) -> int:
        """Return the index of the first token at or behind an offset."""
        while index < len(self.tokens) and self.tokens[index].start < offset:
            index += 1
        return index

    def words(self, start: int, end: int) -> str:
        """Return the characters of a span with single blanks between words."""
        return " ".join(self.text[start:end].split())

    def field(self, index: int) -> tuple[int, int] | None:
        """Return (end, index behind) of a field in lower case: "curriculum and instruction"."""
        at = index
        while (token := self.at(at)) is not None and at - index < LONGEST_FIELD:
            if not token.is_word or token.start in self.runs:
                break
            if token.lower in self.lexicon.name_ends:
                break
            if self.verb_at(at) and (at == index or self.has_object(at)):
                break
            at += 1
        if at == index:
            return None
        link = self.at(at)
        if link is not None and link.lower in {"and", "&"}:
            more = self._rest_of_field(at + 1)
            if more is not None:
                at = more
        return self.tokens[at - 1].end, at

    def _rest_of_field(self, index: int) -> int | None:
        """Return the index behind the words after "and" where they still belong to a field."""
        at = index
        while (token := self.at(at)) is not None and at - index < TITLE_GAP:
            word = token.lower
            if not token.is_word or (word in self.lexicon.name_ends and at > index):
                break
            if word in self.lexicon.name_ends or word in self.lexicon.verb_forms:
                return None
            if token.start in self.runs:
                return None
            if word in self.lexicon.title_words or word in self.lexicon.people_words:
                return None
            at += 1
        ending = self.at(at)
        if at == index:
            return None
        alone = at == index + 1 and self.tokens[index].lower.endswith("s")
        return at if ending is None or not ending.is_word or not alone else None
