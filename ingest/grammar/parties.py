"""Parties: the posts and units named in a list such as "the principal and the Division of X"."""

from dataclasses import dataclass
from typing import Final

from ingest.grammar.tails import read_post, with_tail
from ingest.grammar.unit_phrases import Party, read_unit
from ingest.grammar.window import Window
from ingest.language.lexicon import Lexicon
from ingest.language.reading import Reading

__all__ = ["Parties", "Party", "read_parties"]

WINDOW: Final = 420
"""How many characters behind a cue may name the parties."""

_NEAR: Final = 220
"""How many name most of them; what comes close to that end is read again with all of WINDOW."""

_LONGEST_ITEM: Final = 110
_REMARKS: Final = frozenset({"for", "in", "on", "as", "when", "with", "where", "during", "at"})
_LONGEST_REMARK: Final = 12
_JOINING: Final = frozenset({"and", "or", "and/or", "&", "/"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one list, in text order.

    Attributes:
        parties: At least one.
        joined_by: ``and``, ``or`` or ``and/or`` where there are several; else None.
        or_designee: Whether the list ends with "or designee".
        end: Where the list ends.
    """

    parties: tuple[Party, ...]
    joined_by: str | None
    or_designee: bool
    end: int


def read_parties(reading: Reading, start: int, end: int) -> Parties | None:
    """Return the posts and units that the text names from ``start`` on, or None if it names none.

    Args:
        reading: The description.
        start: Where the first name, or its article, begins.
        end: Where the clause ends at the latest.
    """
    near = min(end, start + _NEAR)
    window = Window(reading, start, near)
    first = _item(window, 0)
    if first is None:
        return None
    found, read = _list_from(window, *first)
    if near < end and window.tokens[read - 1].end > near - _LONGEST_ITEM:
        window = Window(reading, start, min(end, start + WINDOW))
        first = _item(window, 0)
        return None if first is None else _list_from(window, *first)[0]
    return found


def _list_from(window: Window, first: Party, at: int) -> tuple[Parties, int]:
    """Return the list that begins with a party, and the index up to which it was read.

    Args:
        window: The tokens.
        first: The first party.
        at: The index behind it.
    """
    parties, joined = [first], set[str]()
    designee = False
    pending: list[Party] = []
    while True:
        link, behind = _link(window, at)
        if link is None:
            break
        if link == "(":
            after = _designee(window, behind + 1) if _is_alternative(window, behind) else None
            if after is None and (further := _behind_bracket(window, behind)) is not None:
                at = further
                continue
            if after is None:
                break
            designee, at = True, after + 1
            continue
        if link != "," and (after := _designee(window, behind)) is not None:
            designee, at = True, after
            if pending:
                parties.extend(pending)
                pending = []
                joined.add(link)
            continue
        if link != "," and _is_people(window, behind) and not parties[-1].of_unit and not pending:
            parties[-1], at = _with_people(window, parties[-1], behind)
            continue
        found = _item(window, _members(window, behind))
        if found is None or not _belongs(window, *found, link):
            break
        party, at = found
        pending.append(party)
        if link != ",":
            parties.extend(pending)
            pending = []
            joined.add(link)
    shared = _shared(parties, window.lexicon)
    joined_by = None
    if len(parties) > 1:
        joined_by = "and/or" if len(joined) > 1 else next(iter(joined))
    return Parties(tuple(shared), joined_by, designee, parties[-1].end), at


def _link(window: Window, index: int) -> tuple[str | None, int]:
    """Return what joins the next name ("," for a comma alone) and where that name begins."""
    token = window.at(index)
    comma = token is not None and token.text in {",", ";"}
    if comma:
        index += 1
        token = window.at(index)
    if token is not None and token.text == "(":
        return "(", index + 1
    if token is not None and token.text == "/":
        following = window.at(index + 1)
        if following is not None and following.lower in {"and", "or", "and/or"}:
            index += 1
            token = following
    if token is None:
        return None, index
    if token.lower in _JOINING:
        slash = window.at(index + 1)
        if slash is not None and slash.text == "," and token.lower != "/":
            return token.lower.replace("&", "and"), _behind_remark(window, index + 1)
        if token.lower == "and" and slash is not None and slash.text == "/":
            return "and/or", index + 3
        return {"&": "and", "/": "or"}.get(token.lower, token.lower), index + 1
    if token.lower == "as" and [t.lower for t in window.tokens[index : index + 3]] == [
        "as",
        "well",
        "as",
    ]:
        return "and", index + 3
    return ("," if comma else None), index


def _behind_remark(window: Window, index: int) -> int:
    """Return the index behind a remark in commas: "and, for matters of the site, to the X"."""
    first = window.at(index + 1)
    if first is None or first.lower not in _REMARKS:
        return index
    for at in range(index + 2, min(index + _LONGEST_REMARK, len(window.tokens))):
        if window.tokens[at].text == ",":
            return at + 2 if window.next_word(at + 1) in {"to", "of", "from", "by"} else at + 1
    return index


def _designee(window: Window, index: int) -> int | None:
    """Return the index behind "designee" or "his or her designee", or None."""
    for ahead in range(index, min(index + 4, len(window.tokens))):
        word = window.tokens[ahead].lower
        if word in {"designee", "designees"}:
            return ahead + 1
        if word not in window.lexicon.determiners and word not in {"or", "her/his", "s"}:
            return None
    return None


def _is_people(window: Window, index: int) -> bool:
    """Return whether only a noun for people stands here ("and staff")."""
    token, following = window.at(index), window.at(index + 1)
    return (
        token is not None
        and token.lower in window.lexicon.people_words
        and token.lower not in window.lexicon.title_words
        and (following is None or not following.is_word or following.lower in {"in", "within"})
    )


def _behind_bracket(window: Window, index: int) -> int | None:
    """Return the index behind a remark in brackets that "and" follows, or None."""
    for at in range(index, min(index + _LONGEST_REMARK, len(window.tokens))):
        if window.tokens[at].text == ")":
            return at + 1 if window.next_word(at + 1) in _JOINING else None
    return None


def _is_alternative(window: Window, index: int) -> bool:
    """Return whether "or" stands here."""
    token = window.at(index)
    return token is not None and token.lower in {"or", "and/or"}


def _belongs(window: Window, party: Party, behind: int, link: str) -> bool:
    """Return whether a party is one of the list: a known one, or "or other staff", "and the X,"."""
    if party.certain:
        return True
    if party.kind != "post" or link == ",":
        return False
    if link == "or" and party.name.lower().split()[-1] in window.lexicon.people_words:
        return True
    last = party.name.rpartition(" ")[2].lower()
    person = window.lexicon.is_person(last) or f"{last}s" in window.lexicon.occupations
    return (party.determined or person) and not window.next_word(behind)


def _members(window: Window, index: int) -> int:
    """Return the index of the unit in "members of the Board", else the index itself."""
    token, link = window.at(index), window.at(index + 1)
    if token is None or link is None or token.lower not in window.lexicon.people_words:
        return index
    return index + 2 if link.lower == "of" else index


def _with_people(window: Window, party: Party, index: int) -> tuple[Party, int]:
    """Return a party widened by "and staff", with the unit that follows."""
    people = window.tokens[index]
    name = window.words(party.start, people.end)
    wider = party._replace(name=_without_article(name), end=people.end)
    return with_tail(window, wider, index + 1)


def _item(window: Window, index: int) -> tuple[Party, int] | None:
    """Return the post or unit that begins at an index, and the index behind it."""
    first = window.skip_determiners(index)
    token = window.at(first)
    if token is None or not token.is_word:
        return None
    found = read_post(window, first) or read_unit(window, first)
    if found is None:
        return None
    party, behind = found
    return party._replace(determined=first > index), behind


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else name


def _shared(parties: list[Party], lexicon: Lexicon) -> list[Party]:
    """Return the parties with a tail that two titles share on both.

    "the chief and associate superintendent of X" is a chief of X and an associate superintendent of
    X; with an article before the second title, or as "principal", the first one stands alone.
    """
    shared = list(parties)
    for index in range(len(shared) - 2, -1, -1):
        party, following = shared[index], shared[index + 1]
        apart = party.name[0].isupper() and following.name[0].islower() and following.suffix
        if (
            party.kind == following.kind == "post"
            and not (following.determined or apart)
            and party.of_unit is None
            and not party.suffix
            and party.name.lower() not in lexicon.whole_titles
        ):
            name = party.name
            if following.suffix.strip():
                suffix = following.suffix.strip()
                name = f"{name}{suffix}" if suffix.startswith(",") else f"{name} {suffix}"
            shared[index] = party._replace(
                name=name, of_unit=following.of_unit, suffix=following.suffix
            )
    return shared
