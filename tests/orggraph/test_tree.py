"""A chain is drawn so that every director, quote and ending of it can be seen."""

from graph.answers import Chain, Edge, Node, Quote
from orggraph.cli.tree import chain_lines, node_name, relation_words

HELPER = Node("i:helper", "post", "Garden Helper", code="0042", described=True)
HEAD = Node("i:head", "post", "chief, Division of Gardens")
PRINCIPAL = Node("i:principal", "post", "principal", generic=True)
DIVISION = Node("i:division", "unit", "Division of Gardens")
OFFICE = Node("i:office", "unit", "Office of Parks")


def edge(source: Node, relation: str, target: Node, *texts: str) -> Edge:
    """Return an edge with a quote for each text."""
    quotes = tuple(
        Quote(
            claim=f"i:claim{number}",
            subject=source.iri,
            subject_label=source.label,
            relation=relation,
            object=target.iri,
            object_label=target.label,
            text=text,
            version="i:version",
            document="Garden Helper",
            source="helper.txt",
            start=10,
            end=10 + len(text),
            section="summary",
            rule="a-rule",
            confidence=0.9,
        )
        for number, text in enumerate(texts)
    )
    return Edge(source, relation, f"i:{relation}", target, quotes)


def test_every_director_is_drawn_with_its_quotes_and_the_end_says_so() -> None:
    """Two directors stand side by side, a unit leads on to its parent, each end is told."""
    chain = Chain(
        start=HELPER,
        down=False,
        levels=(
            (
                edge(HELPER, "underDirectionOf", PRINCIPAL, "under the principal"),
                edge(HELPER, "underDirectionOf", DIVISION, "under the\nDivision", "again"),
            ),
            (
                edge(DIVISION, "headedBy", HEAD),
                edge(DIVISION, "subOrganizationOf", OFFICE, "in the Office"),
            ),
        ),
        not_stated=(PRINCIPAL, HEAD, OFFICE),
    )

    assert list(chain_lines(chain)) == [
        "Garden Helper (0042)",
        "├─ under direction of principal (any school's)",
        "│  “under the principal” helper.txt 10-29",
        "│  └─ (who directs is not stated)",
        "└─ under direction of Division of Gardens",
        "   “under the Division” helper.txt 10-28",
        "   “again” helper.txt 10-15",
        "   ├─ headed by chief, Division of Gardens (no description)",
        "   │  └─ (who directs is not stated)",
        "   └─ part of Office of Parks",
        "      “in the Office” helper.txt 10-23",
        "      └─ (who directs is not stated)",
    ]


def test_a_circle_is_drawn_once() -> None:
    """An edge back to a post already drawn says so and ends there."""
    chain = Chain(
        start=HELPER,
        down=False,
        levels=((edge(HELPER, "underDirectionOf", HEAD, "under the chief"),),),
        not_stated=(),
        repeated=(edge(HEAD, "underDirectionOf", HELPER, "under the helper"),),
    )

    assert list(chain_lines(chain)) == [
        "Garden Helper (0042)",
        "└─ under direction of chief, Division of Gardens (no description)",
        "   “under the chief” helper.txt 10-25",
        "   └─ under direction of Garden Helper (0042) (see above)",
        "      “under the helper” helper.txt 10-26",
    ]


def test_those_below_are_drawn_from_the_top() -> None:
    """Downward an edge is followed from who directs to who is directed, in other words."""
    chain = Chain(
        start=HEAD,
        down=True,
        levels=(
            (
                edge(HELPER, "underDirectionOf", HEAD, "under the chief"),
                edge(HEAD, "supervises", PRINCIPAL, "supervises principals"),
            ),
        ),
        not_stated=(),
    )

    assert list(chain_lines(chain)) == [
        "chief, Division of Gardens (no description)",
        "├─ directs Garden Helper (0042)",
        "│  “under the chief” helper.txt 10-25",
        "│  └─ (nobody below is stated)",
        "└─ supervises principal (any school's)",
        "   “supervises principals” helper.txt 10-31",
        "   └─ (nobody below is stated)",
    ]


def test_a_name_cannot_draw() -> None:
    """Control characters in a name are written out, and an unknown relation keeps its name."""
    assert node_name(Node("i:x", "unit", "Office\x1b[2J\nof X")) == "Office\\x1b[2J of X"
    assert relation_words("advises") == "advises"
