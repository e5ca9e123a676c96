"""The gate: an HTTP server of the standard library, one thread a connection."""

import contextlib
import io
import shutil
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Final, Self
from urllib.parse import urlsplit

from graph.endpoint.answers import answer_graph, answer_query, write_graph
from graph.endpoint.description import PAGE_FILES, describe_service, query_page, read_page_file
from graph.endpoint.guard import allow_deep_queries, check_query
from graph.endpoint.hosts import known_hosts
from graph.endpoint.limits import Limits
from graph.endpoint.negotiation import GRAPH_FORMATS, PAGE, RESULT_FORMATS, accepts_page, choose
from graph.endpoint.pool import UpstreamPool
from graph.endpoint.problems import EngineGoneError, MalformedError, RequestError
from graph.endpoint.protocol import HttpRequest, read_graph_request, read_query_request
from graph.errors import GraphFolderError

__all__ = ["Endpoint"]

SPARQL_PATH: Final = "/sparql"
STORE_PATH: Final = "/store"
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT")
_IDLE_SECONDS: Final = 30.0
_SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Endpoint:
    """A SPARQL endpoint on a graph folder; a context manager.

    Attributes:
        limits: What one request may cost.
        pool: The servers of the engine behind it.
        hosts: The values of the Host header that are answered.
    """

    def __init__(
        self,
        folder: Path | str,
        *,
        host: str = "127.0.0.1",
        port: int = 7878,
        limits: Limits | None = None,
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        """Start the engine and take the port; nothing is answered before `run`.

        Raises:
            GraphFolderError: If the folder has no graph, or the port cannot be had.
            MissingExtraError: If the engine's server is not installed.
        """
        self.limits = limits or Limits()
        self.pool = UpstreamPool(folder, self.limits)
        try:
            self._server = _Server(self, host, port)
        except OSError as error:
            self.pool.close()
            raise GraphFolderError(
                f"port {port} on {host} cannot be had ({error.strerror}); name another by --port"
            ) from error
        self.hosts = known_hosts(host, self.port, allowed_hosts)
        self._host = f"[{host}]" if ":" in host else host
        self._busy = threading.BoundedSemaphore(self.limits.parallel)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """Return the port that is listened on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """Return the address of the endpoint."""
        return f"http://{self._host}:{self.port}{SPARQL_PATH}"

    def run(self) -> None:
        """Answer requests until `close` is called in another thread, or Ctrl-C comes."""
        allow_deep_queries()
        with contextlib.suppress(KeyboardInterrupt):
            self._server.serve_forever(poll_interval=0.1)

    def close(self) -> None:
        """Stop answering, and end the engine."""
        self._server.shutdown_if_running()
        self._server.server_close()
        self.pool.close()

    def answer(self, request: HttpRequest) -> "Reply":
        """Return what is answered to a request.

        Raises:
            RequestError: If it is not answered as asked.
        """
        match request.path:
            case "/sparql":
                return self._answer_query(request)
            case "/store":
                return self._answer_graph(request)
            case "/" if request.method in {"GET", "HEAD"}:
                return Reply(io.BytesIO(query_page()), PAGE.media_type)
            case path if path in PAGE_FILES and request.method in {"GET", "HEAD"}:
                content, media_type = read_page_file(path) or (b"", "")
                return Reply(io.BytesIO(content), media_type)
        raise RequestError(
            HTTPStatus.NOT_FOUND,
            f"nothing is here; the endpoint is {SPARQL_PATH}, whole graphs are at {STORE_PATH}",
        )

    def _answer_query(self, request: HttpRequest) -> "Reply":
        asked = read_query_request(request)
        accept = request.headers.get("accept")
        if asked is None:
            if accepts_page(accept):
                return Reply(io.BytesIO(query_page()), PAGE.media_type)
            return self._describe(accept)
        query = check_query(asked.query, self.limits)
        formats = GRAPH_FORMATS if query.kind in {"construct", "describe"} else RESULT_FORMATS
        offer = choose(accept, formats)
        with self._turn(), self.pool.lease() as upstream:
            content = answer_query(upstream, query, asked, offer, self.limits)
            return Reply(content, offer.media_type, upstream.generation.number)

    def _answer_graph(self, request: HttpRequest) -> "Reply":
        asked = read_graph_request(request)
        offer = choose(request.headers.get("accept"), GRAPH_FORMATS)
        with self._turn(), self.pool.lease() as upstream:
            content = answer_graph(upstream, asked, offer, self.limits)
            return Reply(content, offer.media_type, upstream.generation.number)

    def _describe(self, accept: str | None) -> "Reply":
        offer = choose(accept, GRAPH_FORMATS)
        return Reply(
            write_graph(describe_service(self.address, self.limits), offer), offer.media_type
        )

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait a moment for a turn among the requests that are worked on.

        Yields:
            Nothing; the turn ends with the block.

        Raises:
            EngineGoneError: If too many are being worked on.
        """
        if not self._busy.acquire(timeout=1.0):
            raise EngineGoneError(
                f"{self.limits.parallel} requests are being worked on; come again"
            )
        try:
            yield
        finally:
            self._busy.release()


class Reply:
    """A content with its media type and the generation that it was read from."""

    def __init__(self, content: IO[bytes], media_type: str, generation: int | None = None) -> None:
        self.content = content
        self.media_type = media_type
        self.generation = generation


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, endpoint: Endpoint, host: str, port: int) -> None:
        self.endpoint = endpoint
        if ":" in host:
            self.address_family = socket.AF_INET6
        self._is_running = threading.Event()
        super().__init__((host, port), _Handler)

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        self._is_running.set()
        try:
            super().serve_forever(poll_interval)
        finally:
            self._is_running.clear()

    def shutdown_if_running(self) -> None:
        if self._is_running.is_set():
            self.shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that goes away in the middle is no fault of this server."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "orggraph"
    sys_version = ""
    timeout = _IDLE_SECONDS

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_") and name.removeprefix("do_") in _METHODS:
            return self._serve
        raise AttributeError(name)

    def log_message(self, *arguments: object) -> None:
        """Write no log: queries may hold what nobody else should read."""

    def _serve(self) -> None:
        endpoint = self.server.endpoint
        try:
            self._check_host(endpoint.hosts)
            target = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self._read_body(endpoint.limits)
            request = HttpRequest(self.command, target.path, target.query, headers, body)
            reply = endpoint.answer(request)
        except RequestError as error:
            self._refuse(error)
            return
        with reply.content as content:
            size = content.seek(0, io.SEEK_END)
            content.seek(0)
            headers = {"Content-Type": reply.media_type, "Content-Length": str(size)}
            if reply.generation is not None:
                headers["X-Orggraph-Generation"] = str(reply.generation)
            self._begin(HTTPStatus.OK, {**headers, "Vary": "Accept"})
            if self.command != "HEAD":
                shutil.copyfileobj(content, self.wfile)

    def _check_host(self, hosts: frozenset[str]) -> None:
        host = self.headers.get("Host", "").strip().lower()
        if host not in hosts:
            raise RequestError(
                HTTPStatus.MISDIRECTED_REQUEST,
                "this endpoint is not called by that name; let it know the name by --allow-host",
            )

    def _read_body(self, limits: Limits) -> bytes:
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            raise RequestError(HTTPStatus.LENGTH_REQUIRED, "send the body with a Content-Length")
        text = self.headers.get("Content-Length", "0")
        if not text.isascii() or not text.isdigit():
            self.close_connection = True
            raise MalformedError("the Content-Length is no number")
        # In a form a character may take three times four bytes.
        if int(text) > 12 * limits.query_characters + 10_000:
            self.close_connection = True
            raise RequestError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"the query is too long; at most {limits.query_characters} characters are read",
            )
        return self.rfile.read(int(text))

    def _refuse(self, error: RequestError) -> None:
        content = f"{error}\n".encode("utf-8", "replace")
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            **error.headers,
        }
        if self.close_connection:
            headers["Connection"] = "close"
        self._begin(error.status, headers)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, **_SECURITY}.items():
            self.send_header(name, value)
        self.end_headers()
