"""The engine's own server, opened read-only on one generation, as a child of the gate."""

import contextlib
import http.client
import importlib.metadata
import math
import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self
from urllib.parse import urlencode

from graph.endpoint import keeper
from graph.endpoint.limits import Limits
from graph.endpoint.problems import EngineGoneError, LateAnswerError, RefusedError
from graph.endpoint.protocol import QueryRequest
from graph.errors import GraphFolderError, MissingExtraError
from graph.folder.generation import Generation

__all__ = ["Answer", "Upstream", "find_server"]

_LOOPBACK: Final = "127.0.0.1"
_START_SECONDS: Final = 15.0
_GRACE_SECONDS: Final = 2.0
_PIECE: Final = 1 << 16
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine answered: its status, and whether it had run out of its time by then.

    A late answer is never to be believed: the engine may have ended it early without a word.
    """

    status: int
    is_late: bool


def find_server() -> Path:
    """Return the program of the engine's server, which the package oxigraph installs.

    Raises:
        MissingExtraError: If it is not installed.
    """
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        for file in importlib.metadata.distribution("oxigraph").files or ():
            if file.stem == "oxigraph" and file.parent.name in {"bin", "Scripts"}:
                program = Path(str(file.locate())).resolve()
                if program.is_file():
                    return program
    found = shutil.which("oxigraph")
    if found is None:
        raise MissingExtraError(
            "the endpoint needs the engine's server; run: pip install 'orggraph[serve]'",
            extra="serve",
        )
    return Path(found)


class Upstream:
    """A running server of one generation. It is ended by `stop`, or when this process ends."""

    def __init__(
        self, generation: Generation, limits: Limits, process: subprocess.Popen[bytes], port: int
    ) -> None:
        self.generation = generation
        self.has_failed = False
        self._limits = limits
        self._process = process
        self._port = port
        self._in_flight = 0
        self._lock = threading.Lock()
        self._files = contextlib.ExitStack()
        self._files.enter_context(generation.in_use())

    @classmethod
    def start(cls, generation: Generation, limits: Limits) -> Self:
        """Return a server that answers.

        Raises:
            GraphFolderError: If the server does not start on this generation.
            MissingExtraError: If the server is not installed.
        """
        server = find_server()
        for _ in range(_TRIES):
            port = _free_port()
            command = [
                *(sys.executable, "-I", "-S", str(Path(keeper.__file__))),
                *(str(limits.memory_bytes), str(server), "serve-read-only"),
                *("--location", str(generation.store_folder), "--bind", f"{_LOOPBACK}:{port}"),
                *("--timeout-s", str(math.ceil(limits.seconds))),
            ]
            process = subprocess.Popen(  # noqa: S603 - a list of our own arguments, and no shell
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            if _is_answering(process, port):
                return cls(generation, limits, process, port)
            _end(process)
        raise GraphFolderError(
            f"{generation.store_folder}: the engine's server does not start; build again",
            folder=generation.folder,
        )

    @property
    def is_alive(self) -> bool:
        """Return True while the server runs."""
        return self._process.poll() is None

    @property
    def is_idle(self) -> bool:
        """Return True when no request is being worked on."""
        return self._in_flight == 0

    def __enter__(self) -> Self:
        with self._lock:
            self._in_flight += 1
        return self

    def __exit__(self, *exception: object) -> None:
        with self._lock:
            self._in_flight -= 1

    def ask(self, request: QueryRequest, accept: str, sink: IO[bytes]) -> Answer:
        """Return how a query was answered; the answer itself is written to ``sink``.

        Raises:
            LateAnswerError: If it took too long.
            RefusedError: If it grew too large.
            EngineGoneError: If the server is gone.
        """
        fields = [("query", request.query)]
        fields += (("default-graph-uri", iri) for iri in request.default_graphs)
        fields += (("named-graph-uri", iri) for iri in request.named_graphs)
        return self._send(
            "POST", "/query", accept, sink, body=urlencode(fields).encode("ascii"),
            seconds=self._limits.seconds, most_bytes=self._limits.answer_bytes,
        )  # fmt: skip

    def read_graph(self, graph: str | None, accept: str, sink: IO[bytes]) -> Answer:
        """Return how the request for a graph was answered; it is written to ``sink``.

        Raises:
            LateAnswerError: If it took too long.
            EngineGoneError: If the server is gone.
        """
        target = "/store?default" if graph is None else f"/store?{urlencode({'graph': graph})}"
        return self._send(
            "GET", target, accept, sink, body=None,
            seconds=self._limits.download_seconds, most_bytes=None,
        )  # fmt: skip

    def stop(self) -> None:
        """End the server and give up the generation."""
        _end(self._process)
        self._files.close()

    def _send(
        self,
        method: str,
        target: str,
        accept: str,
        sink: IO[bytes],
        *,
        body: bytes | None,
        seconds: float,
        most_bytes: int | None,
    ) -> Answer:
        begun = time.monotonic()
        deadline = begun + seconds + _GRACE_SECONDS
        headers = {"Accept": accept, "Connection": "close"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection(_LOOPBACK, self._port, timeout=seconds)
        try:
            connection.request(method, target, body, headers)
            self._wait_until(connection, deadline)
            response = connection.getresponse()
            size = 0
            while piece := response.read1(_PIECE):
                size += len(piece)
                if most_bytes is not None and size > most_bytes:
                    raise RefusedError(
                        f"the answer is larger than {most_bytes:,} bytes; add a LIMIT"
                    )
                sink.write(piece)
                self._wait_until(connection, deadline)
            return Answer(response.status, is_late=time.monotonic() - begun >= seconds)
        except TimeoutError as error:
            self.has_failed = True
            raise LateAnswerError(seconds) from error
        except (http.client.HTTPException, OSError) as error:
            self.has_failed = True
            raise EngineGoneError(
                "the engine stopped over this query (it may have needed too much memory); "
                "narrow it, or come again"
            ) from error
        finally:
            connection.close()

    @staticmethod
    def _wait_until(connection: http.client.HTTPConnection, deadline: float) -> None:
        """Let the next wait end at the deadline.

        Raises:
            TimeoutError: If the deadline has passed.
        """
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if connection.sock is not None:
            connection.sock.settimeout(left)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _is_answering(process: subprocess.Popen[bytes], port: int) -> bool:
    """Return True once the server takes connections, False when it ended or takes too long."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((_LOOPBACK, port), 1):
            return True
        time.sleep(0.01)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the keeper, which ends the server."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
