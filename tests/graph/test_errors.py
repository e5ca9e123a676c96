"""The errors: one root, the tree as it is drawn, fields that can be read."""

import inspect
import re
from pathlib import Path

from graph import errors
from graph.errors import (
    AliasesError,
    GraphFolderError,
    LockedError,
    MissingExtraError,
    NotFoundError,
    OrgGraphError,
    QueryError,
    QueryTimeoutError,
)


def test_every_error_is_an_orggraph_error() -> None:
    """Whoever catches the root catches every error, and ``__all__`` names them all."""
    classes = {
        name: found
        for name, found in inspect.getmembers(errors, inspect.isclass)
        if found.__module__ == "graph.errors"
    }
    assert sorted(classes) == sorted(errors.__all__)
    assert all(issubclass(found, OrgGraphError) for found in classes.values())


def test_the_docstring_draws_the_tree() -> None:
    """The drawing in the docstring holds each class once, indented below its parent."""
    parents: list[tuple[int, str]] = []
    drawn: dict[str, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"([ │├└─]*)(\w+Error)\s", line)
        if found is None:
            continue
        depth = len(found[1])
        parents = [entry for entry in parents if entry[0] < depth]
        drawn[found[2]] = parents[-1][1] if parents else "Exception"
        parents.append((depth, found[2]))
    actual = {name: getattr(errors, name).__base__.__name__ for name in errors.__all__}
    assert drawn == actual


def test_errors_carry_their_fields() -> None:
    """What an error knows can be read from it, not only from its text."""
    assert NotFoundError("no post 'x'", what="x", suggestions=("y",)).suggestions == ("y",)
    assert GraphFolderError("no graph", folder=Path("g")).folder == Path("g")
    assert LockedError("locked", pid=7).pid == 7
    assert (QueryError("bad", line=2, column=3).line, QueryError("bad").column) == (2, None)
    assert QueryTimeoutError("stopped", limit_seconds=30).limit_seconds == 30
    assert AliasesError("bad", line=4).line == 4
    assert MissingExtraError("no streamlit", extra="dashboard").extra == "dashboard"
