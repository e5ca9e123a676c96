"""Spoiling: files as they come out of a broken export."""

from typing import Final

from ingest.synthesis.chance import Chance

__all__ = ["SPOILS", "spoil"]

SPOILS: Final = ("binary", "empty", "html", "utf-16", "cp1252")
"""Bytes of no text; nothing; a server's error page; UTF-16 without a mark; Windows' own bytes."""

_ERROR_PAGE: Final = """<!DOCTYPE html>
<html><head><title>{code} {reason}</title></head>
<body><h1>{reason}</h1><p>The requested page was not found on this server.</p>
<hr><address>Reference {number}</address></body></html>
"""


def spoil(text: str, kind: str, chance: Chance) -> bytes:
    """Return the bytes of a file of which one kind of accident is left.

    Args:
        text: What the file should have held.
        kind: One of `SPOILS`.
        chance: What the bytes depend on.
    """
    if kind == "empty":
        return b""
    if kind == "binary":
        return bytes(chance.number(0, 255) for _ in range(chance.number(400, 4000)))
    if kind == "html":
        code, reason = chance.pick([(404, "Not Found"), (403, "Forbidden"), (500, "Server Error")])
        return _ERROR_PAGE.format(
            code=code, reason=reason, number=chance.number(10**8, 10**9)
        ).encode("utf-8")
    if kind == "utf-16":
        return text.encode("utf-16-le")
    return text.replace("'", "\u2019").encode("cp1252", errors="replace")
