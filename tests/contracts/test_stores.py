"""One suite for every implementation of `graph.store.interface.Store`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from graph.answers import Iri, Table
from graph.errors import GraphFolderError, QueryError
from graph.store.interface import Literal, Store, cell_of
from graph.store.opening import ENGINES, open_store
from graph.store.oxigraph import OxigraphStore
from graph.store.rdflib_memory import RdflibStore
from tests.graph.sample import sample_nquads

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_A: Final = "https://example.org/a"
_B: Final = "https://example.org/b"
_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
_GRAPH: Final = "https://example.org/graph"
_QUADS: Final = (
    f'<{_A}> <{_LABEL}> "A \\"quoted\\"\\nname" .\n'
    f"<{_A}> <https://example.org/knows> <{_B}> .\n"
    f'<{_A}> <https://example.org/age> "12"^^<{_XSD}integer> .\n'
    f'<{_A}> <https://example.org/share> "0.5"^^<{_XSD}decimal> .\n'
    f'<{_A}> <https://example.org/open> "true"^^<{_XSD}boolean> .\n'
    f'<{_B}> <{_LABEL}> "B\U0001f469" .\n'
    f'<{_B}> <{_LABEL}> "Be"@en <{_GRAPH}> .\n'
    f'<{_B}> <https://example.org/since> "1982-05"^^<{_XSD}gYearMonth> <{_GRAPH}> .\n'
)

Opener = Callable[[Path], Store]


def _on_disk(folder: Path) -> Store:
    """Return a store on disk that is still opened for writing."""
    return OxigraphStore.create(folder / "store")


_STORES: Final[dict[str, Opener]] = {
    "oxigraph in memory": lambda _: OxigraphStore.in_memory(),
    "oxigraph on disk": _on_disk,
    "rdflib in memory": lambda _: RdflibStore(),
}


@pytest.fixture(params=_STORES, ids=str)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Yield an empty store of each kind."""
    with ExitStack() as stack:
        store = _STORES[request.param](tmp_path)
        stack.callback(store.close)
        yield store


@pytest.fixture
def store(empty: Store, tmp_path: Path) -> Store:
    """Return a store with a few quads of every kind."""
    empty.load(_file(tmp_path, _QUADS))
    return empty


def _file(folder: Path, quads: str) -> Path:
    path = folder / "quads.nq"
    path.write_bytes(quads.encode())
    return path


def test_counts(store: Store) -> None:
    """Quads are counted over all graphs and in the default graph."""
    assert store.count() == (8, 6)


def test_a_second_load_adds(store: Store, tmp_path: Path) -> None:
    """Loading adds to what is there, and the same quad is there once."""
    store.load(_file(tmp_path, f'<{_A}> <{_LABEL}> "Another" .\n<{_B}> <{_LABEL}> "Be"@en .\n'))
    store.load(_file(tmp_path, _QUADS))
    assert store.count() == (10, 8)


def test_an_empty_store(empty: Store) -> None:
    """An empty store has no quads, no graphs and no subjects."""
    assert (empty.count(), empty.named_graphs(), list(empty.iter_subjects())) == ((0, 0), (), [])


def test_loading_is_all_or_nothing(store: Store, tmp_path: Path) -> None:
    """A file with one bad line is refused as a whole, with its name."""
    bad = _file(tmp_path, f'<{_A}> <{_LABEL}> "New" .\nnot a quad\n')
    with pytest.raises(GraphFolderError, match=r"quads\.nq: not N-Quads"):
        store.load(bad)
    assert store.count() == (8, 6)


def test_a_missing_file_is_told(empty: Store, tmp_path: Path) -> None:
    """A file that is not there gives an error with its name."""
    with pytest.raises(GraphFolderError, match=r"missing\.nq: cannot be loaded"):
        empty.load(tmp_path / "missing.nq")


def test_subjects_of_the_default_graph(store: Store) -> None:
    """Each subject comes once, with all its properties of that graph and no other."""
    found = {subject: set(properties) for subject, properties in store.iter_subjects()}
    assert found == {
        _A: {
            (_LABEL, Literal('A "quoted"\nname', f"{_XSD}string")),
            ("https://example.org/knows", Iri(_B)),
            ("https://example.org/age", Literal("12", f"{_XSD}integer")),
            ("https://example.org/share", Literal("0.5", f"{_XSD}decimal")),
            ("https://example.org/open", Literal("true", f"{_XSD}boolean")),
        },
        _B: {(_LABEL, Literal("B\U0001f469", f"{_XSD}string"))},
    }


def test_a_subject_comes_once_in_whatever_order_it_was_loaded(empty: Store, tmp_path: Path) -> None:
    """Quads of two subjects that were loaded in turns are grouped by subject."""
    for number in range(5):
        for name in (_A, _B):
            empty.load(_file(tmp_path, f'<{name}> <{_LABEL}> "{number}" .\n'))
    found = [(subject, len(properties)) for subject, properties in empty.iter_subjects()]
    assert sorted(found) == [(_A, 5), (_B, 5)]


def test_subjects_of_a_named_graph(store: Store) -> None:
    """A named graph has its own subjects; a language is kept."""
    assert store.named_graphs() == (_GRAPH,)
    ((subject, properties),) = store.iter_subjects(_GRAPH)
    language = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    assert (subject, set(properties)) == (
        _B,
        {
            (_LABEL, Literal("Be", language, "en")),
            ("https://example.org/since", Literal("1982-05", f"{_XSD}gYearMonth")),
        },
    )


def test_no_subjects_in_a_graph_that_is_not_there(store: Store) -> None:
    """An unknown graph is an empty one."""
    assert list(store.iter_subjects("https://example.org/none")) == []


def test_select_gives_plain_values(store: Store) -> None:
    """Numbers and truth values come as such, IRIs as IRIs, what is unbound as None."""
    table = store.select(
        f"SELECT ?o ?none WHERE {{ <{_A}> ?p ?o FILTER(?p != <{_LABEL}>) }} ORDER BY ?p"
    )
    assert table == Table(("o", "none"), ((12, None), (Iri(_B), None), (True, None), (0.5, None)))
    assert isinstance(table.rows[1][0], Iri)


def test_the_default_graph_is_no_union(store: Store) -> None:
    """What stands in a named graph is found there only."""
    pattern = "{ ?s <https://example.org/since> ?o }"
    assert store.select(f"ASK {pattern}") == Table(("answer",), ((False,),))
    assert store.select(f"SELECT ?g ?o {{ GRAPH ?g {pattern} }}") == Table(
        ("g", "o"), ((_GRAPH, "1982-05"),)
    )


def test_construct_and_describe_give_triples(store: Store) -> None:
    """A query for a graph has the three columns of a triple."""
    construct = (
        "CONSTRUCT { ?o <https://example.org/known> ?s } { ?s <https://example.org/knows> ?o }"
    )
    assert store.select(construct) == Table(
        ("subject", "predicate", "object"), ((_B, "https://example.org/known", _A),)
    )
    assert store.select(f"DESCRIBE <{_B}>") == Table(
        ("subject", "predicate", "object"), ((_B, _LABEL, "B\U0001f469"),)
    )


@pytest.mark.parametrize(
    ("limit", "count", "truncated"), [(2, 2, True), (6, 6, False), (0, 0, True)]
)
def test_a_limit_cuts_and_says_so(store: Store, limit: int, count: int, *, truncated: bool) -> None:
    """A table at its limit is marked when there was more."""
    table = store.select("SELECT ?s ?p ?o { ?s ?p ?o }", limit=limit)
    assert (len(table.rows), table.truncated) == (count, truncated)


@pytest.mark.parametrize(
    "query", ["SELECT ?s", "INSERT DATA { <a:a> <a:a> <a:a> }", "DELETE WHERE { ?s ?p ?o }", ""]
)
def test_what_is_no_query_is_refused(store: Store, query: str) -> None:
    """Broken queries and updates are refused, and nothing changes."""
    with pytest.raises(QueryError, match="not a SPARQL query"):
        store.select(query)
    assert store.count() == (8, 6)


def test_every_store_holds_the_same_sample(empty: Store, tmp_path: Path) -> None:
    """A whole organisation has the same counts and the same quads in every store."""
    empty.load(_file(tmp_path, sample_nquads()))
    other = OxigraphStore.in_memory()
    other.load(tmp_path / "quads.nq")
    assert empty.count() == other.count()
    assert empty.named_graphs() == other.named_graphs()
    for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"):
        query = f"SELECT ?g ?s ?p ?o {{ {pattern} }}"
        assert set(empty.select(query).rows) == set(other.select(query).rows)


def test_blank_nodes_are_told_apart_from_iris(empty: Store, tmp_path: Path) -> None:
    """Foreign data may hold blank nodes; they are written with an underscore."""
    empty.load(_file(tmp_path, "_:x <https://example.org/knows> _:x .\n"))
    ((subject, properties),) = empty.iter_subjects()
    assert subject.startswith("_:")
    assert properties == (("https://example.org/knows", subject),)
    ((cell,),) = empty.select("SELECT ?s { ?s ?p ?o }").rows
    assert str(cell).startswith("_:")


def test_a_store_on_disk_is_found_again(tmp_path: Path) -> None:
    """What was loaded is there when the folder is opened read-only."""
    with OxigraphStore.create(tmp_path / "store") as written:
        written.load(_file(tmp_path, _QUADS))
    store = open_store(tmp_path / "store")
    assert store.count() == (8, 6)
    store.close()
    with pytest.raises(ValueError, match="the store was closed"):
        store.count()


def test_a_missing_or_damaged_store_is_told(tmp_path: Path) -> None:
    """The error names the folder and says what to do."""
    with pytest.raises(GraphFolderError, match=r"none: store cannot be opened .*; build again"):
        open_store(tmp_path / "none")
    with OxigraphStore.create(tmp_path / "store") as written:
        written.load(_file(tmp_path, _QUADS))
    for path in (tmp_path / "store").iterdir():
        if path.name.startswith(("MANIFEST", "CURRENT")):
            path.write_bytes(b"damage")
    with pytest.raises(GraphFolderError, match=r"store: store cannot be opened"):
        open_store(tmp_path / "store")


def test_engines_by_name(tmp_path: Path) -> None:
    """Each engine is opened by its name; what it cannot do is told."""
    assert [type(open_store(engine=engine)) for engine in ENGINES] == [OxigraphStore, RdflibStore]
    with pytest.raises(ValueError, match="rdflib keeps nothing on disk"):
        open_store(tmp_path, engine="rdflib")
    with pytest.raises(ValueError, match="no engine 'other'; there are oxigraph, rdflib"):
        open_store(engine="other")  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(
    ("text", "datatype", "cell"),
    [
        ("12", "integer", 12),
        ("x", "integer", "x"),
        ("1e3", "double", 1000.0),
        ("NaN", "double", "NaN"),
        ("-INF", "float", "-INF"),
        ("x", "decimal", "x"),
        ("1", "boolean", True),
        ("false", "boolean", False),
        ("maybe", "boolean", "maybe"),
        ("007", "string", "007"),
    ],
)
def test_cells(text: str, datatype: str, cell: object) -> None:
    """A literal that is no value of its type stays text; so does what JSON cannot hold."""
    found = cell_of(text, f"{_XSD}{datatype}")
    assert (found, type(found)) == (cell, type(cell))
