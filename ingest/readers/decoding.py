"""Decoding: a file's bytes -> its text and the encoding it was written in."""

import codecs
from typing import Final

__all__ = ["UndecodableError", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = bytes(b for b in range(32) if b not in (9, 10, 12, 13, 27))


class UndecodableError(ValueError):
    """The bytes are no text; the message says what they look like, ``place`` where it shows."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message)
        self.place = place


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, byte order mark and carriage returns kept, and the encoding's Python name.

    A byte order mark decides; else UTF-8 if the bytes are valid; else what charset-normalizer
    finds most likely among the single-byte encodings of western texts.

    Raises:
        UndecodableError: If the bytes hold control characters that no text has, or a byte order
            mark announces an encoding that the rest is not in.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                message = f"it begins as {encoding} and does not go on so"
                raise UndecodableError(message, f"byte {error.start}") from error
    for at, byte in enumerate(data[:8192]):
        if byte in _CONTROL:
            raise UndecodableError("it holds binary data, not text", f"byte {at}")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_single_byte(data)


def _decode_single_byte(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data, cp_isolation=["cp1252", "latin_1", "mac_roman", "cp1250"]).best()
    encoding = "cp1252" if best is None else best.encoding
    if encoding in ("latin_1", "cp1250") and _fits_cp1252(data):
        encoding = "cp1252" if any(0x80 <= byte < 0xA0 for byte in data) else "latin_1"
    return data.decode(encoding, errors="replace"), codecs.lookup(encoding).name


def _fits_cp1252(data: bytes) -> bool:
    return not any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")
