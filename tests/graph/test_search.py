"""Word search: what is found, why, in which order, how it is counted and narrowed."""

from pathlib import Path
from typing import Final

import pytest

from graph.answers import SearchPage
from graph.folding import fold, fold_loosely, singulars
from graph.reading import search as search_module
from graph.reading.reader import GraphReader
from graph.vocabulary import Org, Osg
from tests.graph.small_graphs import build_small, iri_of, small_nquads

_UNDER: Final = Osg.UNDER_DIRECTION_OF.value
_IN: Final = Org.POST_IN.value
_HEADS: Final = Osg.HEADS.value
_KNOWS: Final = Osg.KNOWS_PROGRAM.value
_EDGES: Final = (
    ("Reading Coach", _UNDER, "Director of Reading and Écriture"),
    ("Coach", _IN, "u:Office of Coaching"),
    ("Director of Reading and Écriture", _HEADS, "u:Office of Reading"),
    ("Coach", _KNOWS, "p:Reading Recovery"),
    ("Baker", _KNOWS, "p:Bread"),
)
_QUOTES: Final = {
    _EDGES[3]: "Knowledge of the reading recovery programme and of children's books",
    _EDGES[4]: 'Bakes "bread" AND OR NOT NEAR( * ^ programme',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a small organisation."""
    quads = small_nquads(_EDGES, quotes=_QUOTES, described=["Coach"])
    return build_small(tmp_path_factory.mktemp("search") / "graph", quads).folder


def _hits(page: SearchPage) -> list[tuple[str, str]]:
    return [(hit.node.label, hit.why) for hit in page.hits]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("coach", [("Coach", "name"), ("Reading Coach", "name"), ("Office of Coaching", "name")]),
        ("reading coach", [("Reading Coach", "name")]),
        ("coach reading", [("Reading Coach", "name")]),
        ("ecriture", [("Director of Reading and Écriture", "name")]),
        ("office & coaching", []),
        ("office of coaching", [("Office of Coaching", "name")]),
        ("READING REC", [("Reading Recovery", "name"), ("Coach", "quote")]),
        ("childrens books", [("Coach", "quote")]),
        ("children's books", [("Coach", "quote")]),
        ("rediang", []),
        ("reding", [("Reading Coach", "near"), ("Reading Recovery", "near"),
                    ("Office of Reading", "near"), ("Director of Reading and Écriture", "near")]),
        ("coahc raeding", [("Reading Coach", "near")]),
        ("xcoach", [("Coach", "near"), ("Reading Coach", "near")]),
        ("coxch", [("Coach", "near"), ("Reading Coach", "near")]),
        ("zzz", []),
        ("bread AND OR NOT NEAR", [("Baker", "quote")]),
        ('"bread"', [("Bread", "name"), ("Baker", "quote")]),
        ("label:coach", []),
    ],
)  # fmt: skip
def test_search(folder: Path, text: str, hits: list[tuple[str, str]]) -> None:
    """Titles before quotes; beginnings of the last word; one typing error when nothing fits."""
    with GraphReader.open(folder) as reader:
        page = reader.search(text)
    assert (_hits(page), page.total, page.at_least) == (hits, len(hits), False)


def test_what_was_matched(folder: Path) -> None:
    """A hit shows the name, or the quote with its place."""
    with GraphReader.open(folder) as reader:
        first, second = reader.search("reading recovery").hits
    assert (first.matched, first.quote) == ("Reading Recovery", None)
    assert second.matched == _QUOTES[_EDGES[3]]
    assert second.quote is not None
    assert (second.quote.text, second.quote.object_label) == (second.matched, "Reading Recovery")


def test_kinds_pages_and_counts(folder: Path) -> None:
    """Kinds narrow the hits but not the counts; pages follow one another."""
    with GraphReader.open(folder) as reader:
        page = reader.search("reading")
        posts = reader.search("reading", ("post", "unit"), limit=2, offset=1)
    assert dict(page.counts) == {"post": 3, "program": 1, "unit": 1}
    assert _hits(posts) == [hit for hit in _hits(page) if hit[0] != "Reading Recovery"][1:3]
    assert (posts.total, dict(posts.counts)) == (4, dict(page.counts))


def test_within_a_unit(folder: Path) -> None:
    """A unit narrows to the posts in it, those that head it included."""
    with GraphReader.open(folder) as reader:
        in_coaching = reader.search("coach", unit=iri_of("u:Office of Coaching"))
        in_reading = reader.search("", unit=iri_of("u:Office of Reading"))
        quoted = reader.search("programme", unit=iri_of("u:Office of Coaching"))
    assert _hits(in_coaching) == [("Coach", "name")]
    assert _hits(in_reading) == [("Director of Reading and Écriture", "name")]
    assert (in_reading.total, dict(in_reading.counts)) == (1, {"post": 1})
    assert _hits(quoted) == [("Coach", "quote")]


def test_empty_text_lists_everything(folder: Path) -> None:
    """Without words everything is listed by kind and label, page by page, with counts."""
    with GraphReader.open(folder) as reader:
        page = reader.search(" ?! ", limit=3)
        posts = reader.search("", ("program",), limit=3)
    assert _hits(page) == [
        ("Baker", "name"),
        ("Coach", "name"),
        ("Director of Reading and Écriture", "name"),
    ]
    assert (page.total, dict(page.counts)) == (8, {"post": 4, "program": 2, "unit": 2})
    assert (_hits(posts), posts.total) == ([("Bread", "name"), ("Reading Recovery", "name")], 2)


def test_common_words_are_cut_and_say_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that too many names or quotes have are not ranked, and the total is a lower bound."""
    monkeypatch.setattr(search_module, "_RANKED", 2)
    monkeypatch.setattr(search_module, "_MOST_QUOTES", 1)
    with GraphReader.open(folder) as reader:
        names = reader.search("reading", limit=1)
        programs = reader.search("reading", ("program",), limit=1)
        beginning = reader.search("readi", limit=1)
        further = reader.search("reading", limit=2, offset=1)
        quotes = reader.search("programme", limit=0)
    assert (names.total, names.at_least) == (2, True)
    assert (_hits(programs), programs.at_least) == ([("Reading Recovery", "name")], True)
    assert (beginning.total, beginning.at_least) == (2, True)
    assert (len(further.hits), further.total) == (2, 4)
    assert (quotes.total, quotes.at_least) == (1, True)


@pytest.mark.parametrize(
    ("text", "folded", "loose"),
    [
        ("Director, Student Well-Being & Achievement",
         "director student well being and achievement", "director student well being achievement"),
        ("  PARENTS’ and Children's  ", "parents and childrens", "parents childrens"),
        ("Straße Éclair ﬁn", "strasse eclair fin", "strasse eclair fin"),
        ("The Office of the", "the office of the", "office"),
        ("_-_", "", ""),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str, loose: str) -> None:
    """Case, accents, apostrophes, punctuation and ligatures do not matter."""
    assert (fold(text), fold_loosely(text)) == (folded, loose)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("iep", ()),
        ("ieps", ("iep",)),
        ("agencies", ("agency", "agencie")),
        ("branches", ("branche", "branch")),
        ("process", ()),
        ("gas", ()),
    ],
)
def test_singulars(name: str, found: tuple[str, ...]) -> None:
    """A plural may have one or two singulars; a short word and one in "ss" has none."""
    assert singulars(name) == found
