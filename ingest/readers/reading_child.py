"""The child process of `bounded`: bytes of files in, their text out, until its input ends.

It is started as a file, by itself. A request is a line of JSON with the format, the number of bytes
and the limits, and then the bytes; the answer is a line of JSON with "text" and "encoding", with
"reason", "remedy" and "place" (and "ends" where the process is of no more use), or with "missing",
the name of a library.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO, Final

__all__ = ["answer", "main"]

_ANEW: Final = "save it again from its source, or as plain text"


def main(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["bytes"])
        _set_limits(request)
        given = answer(data, request["format"])
        answers.write(json.dumps(given).encode("ascii") + b"\n")
        answers.flush()
        if "ends" in given:
            return


def _set_limits(request: dict[str, Any]) -> None:
    """Have the kernel end this process at its limits, whatever a library is doing."""
    from ingest import limits

    for name, value in request["limits"].items():
        setattr(limits, name, value)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + request["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (request["memory"], resource.RLIM_INFINITY))


def answer(data: bytes, file_format: str) -> dict[str, str]:
    """Return the answer to one request."""
    from ingest import limits
    from ingest.readers.formats import extract_here
    from ingest.readers.rejection import UnreadableError

    try:
        text, encoding = extract_here(data, file_format)
        if len(text) > limits.MAX_TEXT_CHARACTERS:
            # Too long to be read, and so to be sent: what is cut off is not missed.
            text = text[: limits.MAX_TEXT_CHARACTERS + 1]
    except UnreadableError as error:
        return {"reason": error.reason, "remedy": error.remedy, "place": error.place}
    except ImportError as error:
        return {"missing": error.name or "a library"}
    except MemoryError:
        reason = f"reading it needs more than {limits.MAX_READING_BYTES >> 20:,} MB of memory"
        return {"reason": reason, "remedy": _ANEW, "place": "", "ends": "yes"}
    except RecursionError:
        return {"reason": "it is nested too deeply", "remedy": _ANEW, "place": ""}
    except Exception as error:  # whatever a library raises for a file that it cannot read
        reason = f"the {file_format} file is damaged ({type(error).__name__})"
        return {"reason": reason, "remedy": _ANEW, "place": ""}
    return {"text": text, "encoding": encoding}


if __name__ == "__main__":
    # the package this file belongs to, wherever it is: the interpreter was started apart from it
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main(sys.stdin.buffer, sys.stdout.buffer)
