"""Finding entities by what people type: exact names, word search, and one typing error."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.answers import Node, NodePage, Quote, SearchHit, SearchPage
from graph.folding import fold, fold_loosely, singulars, words_of
from graph.read_models.read_database import ReadDatabase, node_of
from graph.vocabulary import Org, Osg

__all__ = ["find_nodes", "iter_nodes", "list_nodes", "search"]

_NODE: Final = (
    "node.iri, node.kind, node.label, node.code, node.acronym, node.described, node.generic, "
    "node.unexpanded, node.root"
)
_WITHIN: Final = (
    "AND node.id IN (SELECT source FROM edge WHERE target = ? "
    "AND relation IN (SELECT value FROM json_each(?)))"
)
_OF_KINDS: Final = "AND node.kind IN (SELECT value FROM json_each(?))"
# How many hits are ranked: a search for "specialist" in a large organisation has tens of thousands,
# and shows names by their IRIs instead.
_RANKED: Final = 200
_MOST_QUOTES: Final = 100
_WHY: Final = {"code": "code", "acronym": "acronym", "label": "name", "name": "name"}


def find_nodes(database: ReadDatabase, text: str, kinds: Sequence[str]) -> tuple[Node, ...]:
    """Return the entities of exactly that IRI, code, name, acronym or plural, case folded.

    Described posts come first, then by label. A name that fits without its small words ("director
    of the Division of Y" for "director, Division of Y") counts when none fits as it stands.
    """
    if ":" in text:
        number = database.find_number(text.strip())
        if number is not None:
            node = database.nodes([number])[number]
            return (node,) if not kinds or node.kind in kinds else ()
    folded = fold(text)
    tries = [("name.folded", [folded]), ("name.folded", list(singulars(folded)))]
    tries.append(("name.folded", [f"{folded}s"]))
    loose = fold_loosely(text)
    tries.append(("name.loose", [loose, *singulars(loose)]))
    for column, values in tries:
        found = _named(database, column, [value for value in values if value], kinds)
        if found:
            return found
    return ()


def _named(
    database: ReadDatabase, column: str, values: Sequence[str], kinds: Sequence[str]
) -> tuple[Node, ...]:
    if not values:
        return ()
    condition, bound = _of_kinds(kinds)
    rows = database.rows(
        f"SELECT DISTINCT {_NODE} FROM name JOIN node ON node.id = name.node "  # noqa: S608 - names of columns and question marks
        f"WHERE {column} IN (SELECT value FROM json_each(?)) {condition}",
        [json.dumps(values), *bound],
    )
    nodes = [node_of(row) for row in rows]
    return tuple(sorted(nodes, key=lambda node: (not node.described, node.label, node.iri)))


def list_nodes(database: ReadDatabase, kind: str, *, limit: int, offset: int) -> NodePage:
    """Return one page of the current entities of a kind, by label and IRI."""
    rows = database.rows(
        f"SELECT {_NODE} FROM node WHERE kind = ? AND current "  # noqa: S608 - names of columns
        "ORDER BY label COLLATE NOCASE, iri LIMIT ? OFFSET ?",
        (kind, limit, offset),
    )
    total = database.rows("SELECT COUNT(*) FROM node WHERE kind = ? AND current", (kind,))[0][0]
    return NodePage(tuple(map(node_of, rows)), total)


def iter_nodes(database: ReadDatabase, kinds: Sequence[str]) -> Iterator[Node]:
    """Yield the current entities of the kinds (all when empty), by kind, label and IRI."""
    condition, bound = _of_kinds(kinds)
    rows = database.iter_rows(
        f"SELECT {_NODE} FROM node WHERE current {condition} "  # noqa: S608 - names of columns
        "ORDER BY kind, label COLLATE NOCASE, iri",
        bound,
    )
    yield from map(node_of, rows)


def search(
    database: ReadDatabase,
    text: str,
    kinds: Sequence[str],
    *,
    unit: int | None,
    limit: int,
    offset: int,
) -> SearchPage:
    """Return one page of hits: exact names, then words in names, then words in quotes.

    Each word must occur; the last one may be a beginning. A word of four letters or more that
    no name has is taken for the words that are one typing error away.
    """
    words = words_of(text)
    if not words:
        return _everything(database, kinds, unit=unit, limit=limit, offset=offset)
    whole = " AND ".join(map(_quoted, words))
    expression = f"{whole} *"
    found = _Found(database, unit, kinds, room=offset + 2 * limit)
    found.add_exact(fold(text))
    # Words that hundreds of names have need no beginnings of words beside them, and no quotes.
    if found.add_common(whole) or found.add_common(expression):
        return found.page(limit=limit, offset=offset)
    found.add_names(expression, "name")
    # The beginning of a word has too many quotes: it counts when the words themselves have none.
    if not found.add_quotes(whole):
        found.add_quotes(expression)
    if not found.hits:
        near = _near_expression(database, words)
        if near is not None and not found.add_common(near, "near"):
            found.add_names(near, "near")
    return found.page(limit=limit, offset=offset)


class _Found:
    """Hits in the order in which they were found, each entity once: numbers, kinds and reasons.

    Args:
        database: The read models.
        unit: Only posts in this unit.
        kinds: The kinds that a page shows; all when empty.
        room: How many hits are wanted at least, where there are that many.
    """

    def __init__(
        self, database: ReadDatabase, unit: int | None, kinds: Sequence[str], *, room: int
    ) -> None:
        self._database = database
        self._kinds = kinds
        self._room = room
        self.at_least = False
        self.hits: dict[int, tuple[str, str, int | None]] = {}
        self._kind_of: dict[int, str] = {}
        self._within = ""
        self._bound: tuple[int | str, ...] = ()
        if unit is not None:
            self._within = _WITHIN
            self._bound = (unit, _membership(database))

    def add_exact(self, folded: str) -> None:
        """Add what has exactly this name: codes and acronyms first, described posts first."""
        rows = self._database.rows(
            "SELECT node.id, node.kind, name.how, name.text FROM name "  # noqa: S608 - our own words
            f"JOIN node ON node.id = name.node WHERE name.folded = ? {self._within} "
            "ORDER BY CASE name.how WHEN 'code' THEN 0 WHEN 'acronym' THEN 1 WHEN 'label' THEN 2 "
            "ELSE 3 END, node.described DESC, node.label, node.iri",
            (folded, *self._bound),
        )
        for number, kind, how, matched in rows:
            self._add(number, kind, _WHY.get(how, "name"), matched, None)

    def add_common(self, expression: str, why: str = "name") -> bool:
        """Return whether too many names have the words to be ranked, after adding some if so.

        They come in the order of IRIs, those of the wanted kinds first.
        """
        if len(self._names(expression, (), _RANKED + 1)) <= _RANKED:
            return False
        most = max(_RANKED, self._room)
        rows = self._names(expression, self._kinds, most) if self._kinds else []
        rows += self._names(expression, (), most)
        for number, kind, label in rows:
            self._add(number, kind, why, label, None)
        self.at_least = True
        return True

    def add_names(self, expression: str, why: str) -> None:
        """Add what has the words in its names: in the title first, short titles first.

        Every hit has every word, so that how rare a word is decides nothing: the engine's own rank,
        which counts all names of each word, is not asked for.
        """
        rows = self._database.rows(
            "SELECT node.id, node.kind, node.label, node.described, node.iri "  # noqa: S608 - our own words
            "FROM node_words JOIN node ON node.id = node_words.rowid "
            f"WHERE node_words MATCH ? {self._within} LIMIT ?",
            (expression, *self._bound, _RANKED),
        )
        in_title = {
            number
            for (number,) in self._database.rows(
                "SELECT node.id FROM node_words JOIN node ON node.id = node_words.rowid "  # noqa: S608 - our own words
                f"WHERE node_words MATCH ? {self._within} LIMIT ?",
                (f"label : ({expression})", *self._bound, _RANKED),
            )
        }
        rows.sort(key=lambda row: (row[0] not in in_title, len(row[2]), not row[3], *row[2::2]))
        for number, kind, label, *_ in rows:
            self._add(number, kind, why, label, None)

    def add_quotes(self, expression: str) -> bool:
        """Return whether quotes have the words, after adding their subjects, shortest quote first.

        The engine's own rank counts every quote of every word first, which is too slow for "the".
        """
        rows = self._database.rows(
            "SELECT node.id, node.kind, claim.quote, claim.id, LENGTH(claim.quote), node.label, "  # noqa: S608 - our own words
            "version.iri, claim.start, claim.iri FROM quote_words "
            "JOIN claim ON claim.id = quote_words.rowid JOIN node ON node.id = claim.subject "
            "JOIN version ON version.id = claim.version "
            f"WHERE quote_words MATCH ? AND claim.live {self._within} LIMIT ?",
            (expression, *self._bound, max(_MOST_QUOTES, self._room) + 1),
        )
        self.at_least = self.at_least or len(rows) > max(_MOST_QUOTES, self._room)
        rows = rows[: max(_MOST_QUOTES, self._room)]
        rows.sort(key=lambda row: row[4:])
        for number, kind, quote, claim, *_ in rows:
            self._add(number, kind, "quote", quote, claim)
        return bool(rows)

    def page(self, *, limit: int, offset: int) -> SearchPage:
        """Return one page of the hits of the wanted kinds; the counts are of all kinds."""
        counts: dict[str, int] = {}
        for number in self.hits:
            counts[self._kind_of[number]] = counts.get(self._kind_of[number], 0) + 1
        kinds = self._kinds
        wanted = [n for n in self.hits if not kinds or self._kind_of[n] in kinds]
        shown = wanted[offset : offset + limit]
        nodes = self._database.nodes(shown)
        quotes = self._quotes([claim for n in shown if (claim := self.hits[n][2]) is not None])
        hits = []
        for number in shown:
            why, matched, claim = self.hits[number]
            quote = None if claim is None else quotes[claim]
            hits.append(SearchHit(nodes[number], why, matched, quote))
        return SearchPage(tuple(hits), len(wanted), dict(sorted(counts.items())), self.at_least)

    def _names(self, expression: str, kinds: Sequence[str], limit: int) -> list[tuple[Any, ...]]:
        condition, bound = _of_kinds(kinds)
        return self._database.rows(
            "SELECT node.id, node.kind, node.label FROM node_words "  # noqa: S608 - our own words
            "JOIN node ON node.id = node_words.rowid "
            f"WHERE node_words MATCH ? {self._within} {condition} LIMIT ?",
            (expression, *self._bound, *bound, limit),
        )

    def _quotes(self, claims: Sequence[int]) -> dict[int, Quote]:
        """Return the quotes of claims by their numbers."""
        if not claims:
            return {}
        numbers = json.dumps(claims)
        iris = self._database.rows(
            "SELECT iri, id FROM claim WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
        )
        quotes = self._database.quotes(
            "WHERE claim.id IN (SELECT value FROM json_each(?))", (numbers,)
        )
        by_iri = {quote.claim: quote for quote in quotes}
        return {number: by_iri[iri] for iri, number in iris}

    def _add(self, number: int, kind: str, why: str, matched: str, claim: int | None) -> None:
        if number not in self.hits:
            self.hits[number] = (why, matched, claim)
            self._kind_of[number] = kind


def _everything(
    database: ReadDatabase, kinds: Sequence[str], *, unit: int | None, limit: int, offset: int
) -> SearchPage:
    within, bound_unit = "", list[int | str]()
    if unit is not None:
        within, bound_unit = _WITHIN, [unit, _membership(database)]
    rows = database.rows(
        f"SELECT kind, COUNT(*) FROM node WHERE current {within} GROUP BY kind",  # noqa: S608 - our own words
        bound_unit,
    )
    counts: Mapping[str, int] = dict(sorted(rows))
    condition, bound = _of_kinds(kinds)
    rows = database.rows(
        f"SELECT {_NODE} FROM node WHERE current {within} {condition} "  # noqa: S608 - our own words
        "ORDER BY kind, label COLLATE NOCASE, iri LIMIT ? OFFSET ?",
        [*bound_unit, *bound, limit, offset],
    )
    hits = tuple(SearchHit(node, "name", node.label) for node in map(node_of, rows))
    total = sum(count for kind, count in counts.items() if not kinds or kind in kinds)
    return SearchPage(hits, total, counts)


def _near_expression(database: ReadDatabase, words: Sequence[str]) -> str | None:
    """Return a search for words that are one error from these; None when one has none."""
    parts = []
    for word in words:
        near = _near_words(database, word)
        if not near:
            return None
        parts.append("(" + " OR ".join(map(_quoted, near)) + ")")
    return " AND ".join(parts)


def _near_words(database: ReadDatabase, word: str) -> list[str]:
    if len(word) < 4:
        return [word]
    keys = [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]
    rows = database.rows(
        "SELECT DISTINCT word FROM near_word WHERE shortened IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    return sorted(found for (found,) in rows if _one_error(word, found))


def _one_error(one: str, other: str) -> bool:
    """Return True for words that differ by one letter too many, missing, wrong or swapped."""
    if one == other:
        return True
    if len(one) > len(other):
        one, other = other, one
    start = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    if len(one) != len(other):
        return one[start:] == other[start + 1 :]
    return one[start + 1 :] == other[start + 1 :] or (
        one[start : start + 2] == other[start : start + 2][::-1]
        and one[start + 2 :] == other[start + 2 :]
    )


def _membership(database: ReadDatabase) -> str:
    # A post is in a unit that it heads, too: the specific property stands for the general one.
    return json.dumps([database.relation(Org.POST_IN), database.relation(Osg.HEADS)])


def _of_kinds(kinds: Sequence[str]) -> tuple[str, list[Any]]:
    return (_OF_KINDS, [json.dumps(list(kinds))]) if kinds else ("", [])


def _quoted(word: str) -> str:
    # FTS5 takes what stands in double quotes as plain text; folded words hold no quotes.
    return f'"{word}"'
