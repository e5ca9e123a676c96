"""A small process that holds the engine's server and ends it when nobody holds the keeper.

It is started as a script, so that it imports nothing of orggraph. Its standard input is a pipe from
the gate: when the gate is gone, killed or not, the pipe ends, and with it the server.
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading


def main() -> None:
    """Run the command that the arguments give, until it ends or the pipe does."""
    memory, *command = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (int(memory), int(memory)))
    # A list of arguments that the gate made, and no shell.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as server:  # noqa: S603 - see above
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
        try:
            sys.stdin.buffer.read()
        finally:
            server.kill()


def _end_with(server: subprocess.Popen[bytes]) -> None:
    """End this process as soon as the server has ended by itself."""
    os._exit(server.wait() and 1)


if __name__ == "__main__":
    main()
