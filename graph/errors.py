"""The errors that orggraph raises, as one tree.

```
OrgGraphError                  anything orggraph can explain
├── NotFoundError              a named thing is not there: a post, a program, a saved question
├── GraphFolderError           the graph folder is missing, unreadable or not whole
│   └── LockedError            another build is writing to it
├── QueryError                 a query that cannot be run: its syntax, its parameters, refused
│   └── QueryTimeoutError      a query that was stopped at its limit
├── ModelError                 values that no graph may hold: an IRI or a literal RDF forbids
├── AliasesError               the aliases file cannot be understood; carries file and line
├── SourceError                nothing at all could be read from the sources
├── ProfileError               a profile of an organisation's layout cannot be understood
├── ExportError                an export cannot be written
└── MissingExtraError          an optional part of orggraph is not installed
```

Input that is merely bad, such as one unreadable file among many, raises nothing: it becomes a
rejection or a finding with its place. The text of an error is one line: what, where, what to do.
"""

from pathlib import Path

__all__ = [
    "AliasesError",
    "ExportError",
    "GraphFolderError",
    "LockedError",
    "MissingExtraError",
    "ModelError",
    "NotFoundError",
    "OrgGraphError",
    "ProfileError",
    "QueryError",
    "QueryTimeoutError",
    "SourceError",
]


class OrgGraphError(Exception):
    """The root of every error that orggraph raises on purpose."""


class NotFoundError(OrgGraphError):
    """A named thing is not in the graph.

    Attributes:
        what: The name that was asked for.
        suggestions: Names that come close, best first.
    """

    def __init__(self, message: str, *, what: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.what = what
        self.suggestions = suggestions


class GraphFolderError(OrgGraphError):
    """The graph folder cannot be used.

    Attributes:
        folder: The folder in question, if one was given.
    """

    def __init__(self, message: str, *, folder: Path | None = None) -> None:
        super().__init__(message)
        self.folder = folder


class LockedError(GraphFolderError):
    """Another build is writing to the graph folder.

    Attributes:
        pid: The process that holds the lock, if it could be read.
    """

    def __init__(self, message: str, *, folder: Path | None = None, pid: int | None = None) -> None:
        super().__init__(message, folder=folder)
        self.pid = pid


class QueryError(OrgGraphError):
    """A query cannot be run.

    Attributes:
        line: The line in the query, counted from 1, if it is known.
        column: The column in the line, counted from 1, if it is known.
    """

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryTimeoutError(QueryError):
    """A query was stopped because it ran into its limit.

    Attributes:
        limit_seconds: The limit it ran into.
    """

    def __init__(self, message: str, *, limit_seconds: float) -> None:
        super().__init__(message)
        self.limit_seconds = limit_seconds


class ModelError(OrgGraphError):
    """A value cannot stand in a graph, such as a character that no IRI may hold."""


class AliasesError(OrgGraphError):
    """The aliases file cannot be understood.

    Attributes:
        path: The file.
        line: The line at fault, counted from 1; None where the whole file is.
    """

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class SourceError(OrgGraphError):
    """Nothing at all could be read from the sources that were named."""


class ProfileError(OrgGraphError):
    """A profile of an organisation's layout cannot be understood."""


class ExportError(OrgGraphError):
    """An export cannot be written."""


class MissingExtraError(OrgGraphError):
    """An optional part of orggraph is not installed.

    Attributes:
        extra: The name of the extra to install.
    """

    def __init__(self, message: str, *, extra: str) -> None:
        super().__init__(message)
        self.extra = extra
