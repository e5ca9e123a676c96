"""The door to the command line: ``orggraph`` and ``python -m orggraph``."""

import io
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line on the arguments of the process.

    Raises:
        SystemExit: Always, with the exit status: 0 done, 1 answered "no", 2 wrong usage or an
            unusable graph, 130 interrupted, 141 where the reader of the output had gone.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal of another encoding gets escapes for what it cannot show; files are UTF-8
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        from orggraph.cli.program import program

        program(prog_name="orggraph")
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
