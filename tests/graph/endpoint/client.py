"""A small HTTP client that shows everything of an answer, and an endpoint that runs in a thread."""

import contextlib
import http.client
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from graph.endpoint.limits import Limits
from graph.endpoint.server import Endpoint

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """Return the content as text, without the line break at its end."""
        return self.content.decode("utf-8").rstrip("\n")

    @property
    def type(self) -> str:
        """Return the media type."""
        return self.headers["content-type"].partition(";")[0]


def send(
    port: int,
    method: str,
    target: str,
    body: bytes | None = None,
    **headers: str,
) -> Answer:
    """Return the answer to a request; ``content_type=`` stands for the header Content-Type."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body, named)
        response = connection.getresponse()
        received = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, received, response.read())
    finally:
        connection.close()


def ask(port: int, query: str, accept: str = JSON, **parameters: str) -> Answer:
    """Return the answer to a query that is sent by GET."""
    target = f"/sparql?{urlencode({'query': query, **parameters})}"
    return send(port, "GET", target, Accept=accept)


@contextlib.contextmanager
def serving(folder: Path, limits: Limits | None = None, **settings: str) -> Iterator[Endpoint]:
    """Yield an endpoint on a free port that answers until the block ends."""
    depth = sys.getrecursionlimit()
    with Endpoint(folder, port=0, limits=limits, allowed_hosts=settings.values()) as endpoint:
        thread = threading.Thread(target=endpoint.run)
        thread.start()
        try:
            yield endpoint
        finally:
            endpoint.close()
            thread.join()
            sys.setrecursionlimit(depth)
