"""The graph folder on disk: texts, cached extractions, generations, one lock, one switch.

::

    graph folder/
        CURRENT            the number of the generation that readers open
        lock               held by the process that builds
        report.json        what the last build reported
        sources.sqlite     what is known of the sources without opening them
        stamps.json        what the file system said of files of generations that were whole
        texts/             the decoded text of every document, by the sha256 of its bytes
        extractions/       what was read from it, by extractor and sha256
        generations/N/     a store, its read models, a report and a manifest

Killed at any moment, the last whole generation stands: a generation counts only when CURRENT
names it, and CURRENT is switched by one rename.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from graph.errors import GraphFolderError
from graph.folder.durable import TEMPORARY_SUFFIX, sync_file, sync_folder, write_atomically
from graph.folder.entries import read_entry, write_entry
from graph.folder.generation import Generation
from graph.folder.lock import hold_lock
from graph.folder.mending import drop_unfinished, drop_unneeded, find_damage, mend, numbers
from graph.folder.stamps import forget_stamps, note_stamps

if TYPE_CHECKING:
    from graph.folder.publication import Publication

__all__ = ["Workspace"]

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_MOST_SYNCED: Final = 1_000
_MARK: Final = "orggraph-folder/1\n"


class Workspace:
    """A graph folder. Reading needs no lock; whatever writes generations holds `lock`.

    Attributes:
        folder: Where it is.
        mended: What `lock` found amiss and put right, each as a clause.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mended: tuple[str, ...] = ()
        self._unsynced_texts: list[Path] = []

    @classmethod
    def create(cls, folder: Path | str) -> Self:
        """Return the workspace in a folder, which is made when it is missing.

        Raises:
            GraphFolderError: If the folder holds other things, or cannot be written to.
        """
        path = Path(folder)
        try:
            path.mkdir(parents=True, exist_ok=True)
            if not (path / "FORMAT").exists():
                if any(map(_is_of_others, path.iterdir())):
                    raise GraphFolderError(
                        f"{path}: not empty and not a graph folder; name another", folder=path
                    )
                write_atomically(path / "FORMAT", _MARK.encode())
            for name in ("texts", "extractions", "generations"):
                (path / name).mkdir(exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise GraphFolderError(
                f"{path}: a file stands where the graph folder would be; name a folder", folder=path
            ) from error
        except OSError as error:
            raise GraphFolderError(f"{path}: cannot be written ({error})", folder=path) from error
        return cls.open(path)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Return the workspace in a folder that was made by `create`.

        Raises:
            GraphFolderError: If there is none, or it is of another version.
        """
        path = Path(folder)
        try:
            mark = (path / "FORMAT").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise GraphFolderError(
                f"{path}: no graph here; build one with 'orggraph build SOURCE'",
                folder=path,
            ) from error
        if mark != _MARK:
            raise GraphFolderError(
                f"{path}: a graph folder of another version ({mark.strip()!r})", folder=path
            )
        return cls(path)

    # generations

    def current(self) -> Generation | None:
        """Return the generation that readers open; None before the first build.

        Raises:
            GraphFolderError: If CURRENT names a generation that is not there or not whole.
        """
        try:
            text = (self.folder / "CURRENT").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise GraphFolderError(
                f"{self.folder}: CURRENT cannot be read ({error}); build again", folder=self.folder
            ) from error
        if not (text.isascii() and text.isdecimal()):
            raise GraphFolderError(
                f"{self.folder}: CURRENT holds {text!r}, not a number; build again",
                folder=self.folder,
            )
        return Generation.read(self.folder / "generations" / str(int(text)))

    def generations(self) -> tuple[Generation, ...]:
        """Return the whole generations that are kept, oldest first, the current one last."""
        current = self.current()
        if current is None:
            return ()
        whole = []
        for number in numbers(self.folder):
            if number <= current.number:
                with contextlib.suppress(GraphFolderError):
                    whole.append(Generation.read(self.folder / "generations" / str(number)))
        return tuple(whole)

    def sound_current(self) -> Generation | None:
        """Return the current generation; None if there is none, or one with lost or cut files."""
        try:
            current = self.current()
        except GraphFolderError:
            return None
        if current is None or find_damage(self.folder, current.number):
            return None
        return current

    def give_way(self, generation: Generation) -> Generation | None:
        """Return what stands in for the current generation, some of whose bytes were altered.

        The caller holds `lock`, and has to make a new generation. `mended` says what was amiss.

        Raises:
            OSError: If the folder cannot be written to.
        """
        forget_stamps(self.folder, generation.number)
        self.mended = (*self.mended, *mend(self.folder))
        current = self.sound_current()
        return None if current == generation else current

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the one writer's lock; what an interruption or damage left is mended first.

        Raises:
            LockedError: If another build runs on this folder.
            GraphFolderError: If the folder cannot be written to.
        """
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(hold_lock(self.folder / "lock"))
                for name in ("texts", "extractions", "generations"):
                    (self.folder / name).mkdir(exist_ok=True)
                self.mended = mend(self.folder)
                self._drop_unfinished()
            except OSError as error:
                raise GraphFolderError(
                    f"{self.folder}: cannot be written ({error})", folder=self.folder
                ) from error
            yield

    @contextlib.contextmanager
    def begin_generation(self, *, input_key: str | None = None) -> Iterator["Publication"]:
        """Yield the next generation to be written; it is dropped unless it was published.

        The caller holds `lock`.

        Raises:
            GraphFolderError: If the folder cannot be written to.
        """
        # Imported here: reading a graph needs nothing of what writes one.
        from graph.folder.publication import Publication

        number = max((0, self._current_number() or 0, *numbers(self.folder))) + 1
        folder = self.folder / "generations" / str(number)
        try:
            folder.mkdir()
        except OSError as error:
            raise GraphFolderError(
                f"{folder}: cannot be written ({error})", folder=folder
            ) from error
        publication = Publication(folder, number, input_key, self.switch)
        try:
            yield publication
        finally:
            if not publication.is_published:
                shutil.rmtree(folder, ignore_errors=True)

    def switch(self, generation: Generation) -> None:
        """Make a whole generation the current one and drop all but it and the one before.

        Raises:
            GraphFolderError: If CURRENT cannot be written.
        """
        try:
            self._sync_texts()
            write_atomically(self.folder / "CURRENT", f"{generation.number}\n".encode())
            report = (generation.folder / "report.json").read_bytes()
            write_atomically(self.folder / "report.json", report)
            self._drop_unfinished()
            note_stamps(self.folder, generation)
        except OSError as error:
            raise GraphFolderError(
                f"{self.folder}: cannot be written ({error})", folder=self.folder
            ) from error

    # texts and cached extractions

    def has_text(self, sha256: str) -> bool:
        """Return whether there is a text of a document, perhaps an altered one.

        Raises:
            ValueError: If ``sha256`` is not a hexadecimal SHA-256.
        """
        return os.path.exists(self._name("texts", sha256))  # noqa: PTH110 - asked of very many

    def write_text(self, sha256: str, text: str, encoding: str) -> None:
        """Keep the decoded text of a document whose bytes have the hash.

        Raises:
            ValueError: If ``sha256`` is not a hexadecimal SHA-256.
            OSError: If the folder cannot be written to.
        """
        path = self._text_path(sha256)
        content = text.encode("utf-8", "surrogatepass")
        exact = "yes" if _is_exact(sha256, text, encoding) else "no"
        # What a killed build leaves lies in the graph folder itself, where the next one finds it.
        write_entry(path, content, temporary_folder=self.folder, encoding=encoding, exact=exact)
        self._sync_later(path)

    def read_text(self, sha256: str) -> str:
        """Return the decoded text of a document, as it was when it was read.

        Raises:
            GraphFolderError: If the text is missing or was altered.
            ValueError: If ``sha256`` is not a hexadecimal SHA-256.
        """
        return self._read_text_entry(sha256)[1].decode("utf-8", "surrogatepass")

    def read_encoding(self, sha256: str) -> str:
        """Return the encoding in which a document was read.

        Raises:
            GraphFolderError: If the text is missing or was altered.
            ValueError: If ``sha256`` is not a hexadecimal SHA-256.
        """
        return str(self._read_text_entry(sha256)[0].get("encoding"))

    def read_cached(self, sha256: str, extractor: str) -> list[dict[str, Any]] | None:
        """Return the cached extractions of a document; None when there are none, or damaged ones.

        Raises:
            ValueError: If a name could leave the folder.
        """
        entry = read_entry(self._cache_path(sha256, extractor))
        if entry is None:
            return None
        return [json.loads(line) for line in entry[1].splitlines()]

    def has_cached(self, sha256: str, extractor: str) -> bool:
        """Return whether there are cached extractions of a document, perhaps damaged ones.

        Raises:
            ValueError: If a name could leave the folder.
        """
        return self._cache_path(sha256, extractor).exists()

    def has_whole_cached(self, sha256: str, extractor: str) -> bool:
        """Return whether there are cached extractions of a document that are not damaged.

        Raises:
            ValueError: If a name could leave the folder.
        """
        return read_entry(self._cache_path(sha256, extractor)) is not None

    def cache_name(self, sha256: str, extractor: str) -> str:
        """Return the path of the file that holds the cached extractions of a document, if any.

        Raises:
            ValueError: If a name could leave the folder.
        """
        if not _PLAIN_NAME.fullmatch(extractor):
            raise ValueError(f"not a plain name of an extractor: {extractor!r}")
        return self._name(f"extractions/{extractor}", sha256)

    def sync_text_later(self, sha256: str) -> None:
        """Have the switch sync a text that another process wrote.

        Raises:
            ValueError: If ``sha256`` is not a hexadecimal SHA-256.
        """
        self._sync_later(self._text_path(sha256))

    def write_cached(
        self, sha256: str, extractor: str, extractions: Sequence[Mapping[str, Any]]
    ) -> None:
        """Keep the extractions of a document (its JSON records) for the next build.

        Raises:
            ValueError: If a name could leave the folder.
            OSError: If the folder cannot be written to.
        """
        lines = [json.dumps(extraction, ensure_ascii=True) for extraction in extractions]
        content = "".join(f"{line}\n" for line in lines).encode("ascii")
        write_entry(self._cache_path(sha256, extractor), content, temporary_folder=self.folder)

    def drop_unneeded(self, sources: Set[str], extractor: str) -> int:
        """Return how many texts and cached extractions were removed: those that nothing needs.

        The caller holds `lock`. Needed are the sources of this build, by the SHA-256 of their
        bytes, and those of every generation that is there.

        Raises:
            OSError: If something cannot be removed.
        """
        return drop_unneeded(self.folder, sources, extractor)

    def drop_if_empty(self) -> None:
        """Remove the graph folder if nothing was ever kept in it, and nobody else uses it.

        The caller holds `lock`.
        """
        own = ("FORMAT", "lock", "sources.sqlite", "texts", "extractions", "generations")
        with contextlib.suppress(OSError):
            if any(path.name not in own for path in self.folder.iterdir()):
                return
            for name in own[3:]:
                (self.folder / name).rmdir()  # fails where something is in it
            for name in own[:3]:
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()

    def _read_text_entry(self, sha256: str) -> tuple[Mapping[str, str], bytes]:
        path = self._text_path(sha256)
        entry = read_entry(path)
        if entry is None:
            raise GraphFolderError(
                f"{path}: text is missing or altered; build again from the sources", folder=path
            )
        return entry

    def _text_path(self, sha256: str) -> Path:
        return Path(self._name("texts", sha256))

    def _cache_path(self, sha256: str, extractor: str) -> Path:
        return Path(self.cache_name(sha256, extractor))

    def _name(self, folder: str, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a hexadecimal SHA-256: {sha256!r}")
        return f"{self.folder}/{folder}/{sha256[:2]}/{sha256}"

    def _sync_later(self, path: Path) -> None:
        # Of more than that nobody asks which they are.
        if len(self._unsynced_texts) <= _MOST_SYNCED:
            self._unsynced_texts.append(path)

    def _sync_texts(self) -> None:
        # A graph that outlasts a power cut needs the texts that its quotes stand in.
        if len(self._unsynced_texts) > _MOST_SYNCED:
            os.sync()
        else:
            for path in self._unsynced_texts:
                sync_file(path)
            for folder in {path.parent for path in self._unsynced_texts}:
                sync_folder(folder)
            sync_folder(self.folder / "texts")
        self._unsynced_texts.clear()

    def _current_number(self) -> int | None:
        """Return the number in CURRENT, whatever is behind it."""
        try:
            return int((self.folder / "CURRENT").read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def _drop_unfinished(self) -> None:
        drop_unfinished(self.folder, self._current_number())


def _is_exact(sha256: str, text: str, encoding: str) -> bool:
    """Return whether a text holds every byte of its document, as that of a plain text file does."""
    try:
        return hashlib.sha256(text.encode(encoding)).hexdigest() == sha256
    except (LookupError, UnicodeError):
        return False


def _is_of_others(path: Path) -> bool:
    """Return False for what is left of a build that was killed before it had marked the folder."""
    return not (path.name.startswith(".FORMAT.") and path.name.endswith(TEMPORARY_SUFFIX))
