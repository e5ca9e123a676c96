"""Characters in XML 1.0: what it forbids is replaced, and a carriage return is kept.

A parser turns a bare carriage return into a line feed (section 2.11), so that it is written as a
reference; what section 2.2 forbids cannot be written at all.
"""

import re
from collections import Counter
from typing import IO, Final

__all__ = ["XmlCharacterFilter"]

# In UTF-8: the controls but tab and line feed, and the two noncharacters U+FFFE and U+FFFF.
_SPECIAL: Final = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()
_LONGEST: Final = 3


class XmlCharacterFilter:
    """A stream of UTF-8 XML whose text may hold anything; the markup is taken to be clean."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""
        self._counts: Counter[str] = Counter()

    def write(self, piece: bytes) -> int:
        """Return the number of bytes taken; the last two wait for what follows."""
        text = self._held + piece
        cut = max(len(text) - (_LONGEST - 1), 0)
        # A character that begins before the cut may end behind it: it waits as a whole.
        if text[max(cut - 2, 0) : cut].endswith((b"\xef", b"\xef\xbf")):
            cut = text.rindex(b"\xef", 0, cut)
        self._held = text[cut:]
        self._stream.write(_SPECIAL.sub(self._replace, text[:cut]))
        return len(piece)

    def flush(self) -> None:
        """Flush the stream below; what waits for the next piece keeps waiting."""
        self._stream.flush()

    def finish(self) -> None:
        """Write what still waits."""
        self._stream.write(_SPECIAL.sub(self._replace, self._held))
        self._held = b""

    def replaced(self) -> tuple[tuple[str, int], ...]:
        """Return how often each forbidden character was replaced, by its name, sorted."""
        return tuple(sorted(self._counts.items()))

    def _replace(self, found: re.Match[bytes]) -> bytes:
        if found[0] == b"\r":
            return b"&#13;"
        self._counts[f"U+{ord(found[0].decode()):04X}"] += 1
        return _REPLACEMENT
