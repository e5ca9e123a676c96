"""Requests that are not answered as asked, each with its HTTP status and a line that says why.

```
RequestError                   a status, a line of text, further headers
├── MalformedError        400  the request, or the query in it, cannot be understood
├── RefusedError          403  it is understood, and not done: an update, SERVICE, over a limit
├── BrokenAnswerError     502  the engine gave no whole answer
├── EngineGoneError       503  the engine is not there for the moment
└── LateAnswerError       504  the query was stopped at its limit
```
"""

from collections.abc import Mapping
from http import HTTPStatus

from graph.errors import OrgGraphError

__all__ = [
    "BrokenAnswerError",
    "EngineGoneError",
    "LateAnswerError",
    "MalformedError",
    "RefusedError",
    "RequestError",
]


class RequestError(OrgGraphError):
    """A request that is not answered as asked.

    Attributes:
        status: The HTTP status.
        headers: Further headers of the answer.
    """

    def __init__(
        self, status: HTTPStatus, message: str, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = dict(headers or {})


class MalformedError(RequestError):
    """The request, or the query in it, cannot be understood."""

    def __init__(self, message: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, message)


class RefusedError(RequestError):
    """The request is understood, and not done."""

    def __init__(self, message: str) -> None:
        super().__init__(HTTPStatus.FORBIDDEN, message)


class BrokenAnswerError(RequestError):
    """The engine gave no whole answer, though it was in time."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.BAD_GATEWAY, "the engine gave no whole answer; come again")


class EngineGoneError(RequestError):
    """The engine is not there for the moment."""

    def __init__(self, message: str) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, message, headers={"Retry-After": "2"})


class LateAnswerError(RequestError):
    """The query was stopped at its limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            HTTPStatus.GATEWAY_TIMEOUT,
            f"the query was stopped after {seconds:g} s; narrow it or add a LIMIT",
        )
