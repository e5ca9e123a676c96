"""How much of a stranger's file is read: every limit by name, in one place.

A file over a limit is a rejection with its reason and what to do; nothing is cut off in silence.
docs/security.md lists them.
"""

from typing import Final

__all__ = [
    "MAX_ARCHIVE_FILES",
    "MAX_DESCRIPTION_CHARACTERS",
    "MAX_DOCUMENT_SECONDS",
    "MAX_FILE_BYTES",
    "MAX_PAGES",
    "MAX_READING_BYTES",
    "MAX_READING_SECONDS",
    "MAX_TEXT_CHARACTERS",
    "MAX_UNPACKED_BYTES",
]

MAX_FILE_BYTES: Final = 50_000_000
"""The largest file that is opened, in bytes."""

MAX_TEXT_CHARACTERS: Final = 5_000_000
"""The longest text of a file, in code points: some seven hundred descriptions."""

MAX_DESCRIPTION_CHARACTERS: Final = 1_000_000
"""The longest text of one description, in code points; a common one has seven thousand."""

MAX_PAGES: Final = 500
"""The most pages of a PDF."""

MAX_UNPACKED_BYTES: Final = 200_000_000
"""How large the files in a Word document may be in all when they are unpacked, in bytes."""

MAX_ARCHIVE_FILES: Final = 5_000
"""The most files in a Word document."""

MAX_READING_SECONDS: Final = 20
"""How long the processor may work on the reading of one page, PDF or Word document, in seconds."""

MAX_READING_BYTES: Final = 2 << 30
"""How much memory the process that reads them may have, in bytes."""

MAX_DOCUMENT_SECONDS: Final = 120
"""How long one document may take, on the clock, where several processes work side by side."""
