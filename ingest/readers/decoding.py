"""Decoding: a file's bytes -> its text and the encoding it was written in."""

import codecs
import re
from typing import Final

from ingest.readers.rejection import UnreadableError

__all__ = ["decode"]

SNIFFED_BYTES: Final = 65_536
"""How many bytes from the start are looked at for control characters and a declared encoding."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL_SHARE: Final = 200
"""One control character in so many bytes is an accident of copying; more of them are no text."""

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=[\"']?([\w.:-]{2,40})"
)
_CP1252_HOLES: Final = b"\x81\x8d\x8f\x90\x9d"
_SAVE_AS_TEXT: Final = "save it as UTF-8 text"


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, byte order mark and carriage returns kept, and the encoding's Python name.

    A byte order mark decides; else UTF-8 if the bytes are valid; else what an HTML page declares;
    else what charset-normalizer finds most likely.

    Raises:
        UnreadableError: If the bytes hold more control characters than a text has by accident, or a
            byte order mark announces an encoding that the rest is not in.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                reason = f"it begins as {encoding} text and does not go on so"
                raise UnreadableError(reason, _SAVE_AS_TEXT, place=f"byte {error.start}") from error
    control = _CONTROL.search(data, 0, SNIFFED_BYTES)
    if control is not None and _is_binary(data[:SNIFFED_BYTES]):
        raise UnreadableError(
            "it holds binary data, not text", _SAVE_AS_TEXT, place=f"byte {control.start()}"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_other(data)


def _is_binary(data: bytes) -> bool:
    """Return whether there are more control characters than a slip in copying leaves."""
    return len(_CONTROL.findall(data)) * CONTROL_SHARE > len(data)


def _decode_other(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data, 0, SNIFFED_BYTES)
    if declared is not None:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            return data.decode(name), name
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # a page may declare what it is not
    if not any(byte in data for byte in _CP1252_HOLES) and _is_western(data):
        encoding = "cp1252" if any(0x80 <= byte < 0xA0 for byte in data) else "iso8859-1"
        return data.decode(encoding), encoding
    return _guess(data)


def _is_western(data: bytes) -> bool:
    """Return whether high bytes are few and stand by letters: accents, quotes and dashes."""
    high = sum(byte >= 0x80 for byte in data)
    return 4 * high <= len(data)


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableError("its encoding cannot be told", _SAVE_AS_TEXT)
    name = codecs.lookup(best.encoding).name
    return data.decode(name), name
