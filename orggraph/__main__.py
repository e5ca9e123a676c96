"""The door to the command line: ``orggraph`` and ``python -m orggraph``."""

import io
import os
import sys

__all__ = ["main"]

# What a shell reports for a program that was ended because its reader had gone (128 + SIGPIPE).
CLOSED_PIPE = 141


def main() -> None:
    """Run the command line on the arguments of the process.

    Raises:
        SystemExit: Always, with the exit status: 0 done, 1 answered "no", 2 wrong usage or an
            unusable graph, 130 interrupted, 141 where the reader of the output had gone.
    """
    from orggraph.cli.program import program

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal of another encoding gets escapes for what it cannot show; files are UTF-8
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        try:
            program(prog_name="orggraph")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        raise SystemExit(CLOSED_PIPE) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _silence() -> None:
    """Point standard output at nothing, so that the flush at exit has nobody to complain to."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


if __name__ == "__main__":
    main()
