"""Documents go out of the state of the last build and come into it, with their names and counts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.incremental.build_state import (
    header_text,
    pack,
    read_header,
    text_of,
    unpack,
    use_hash,
    use_text,
)
from ingest.incremental.reach import Reach
from ingest.incremental.state_file import StateFile
from ingest.resolution.marks import name_marks
from ingest.resolution.names_table import NameRow
from ingest.resolution.summary import DocumentSummary, NameUse
from ingest.resolution.versions import DescriptionKey, description_key

__all__ = ["DocumentExchange"]

Document = tuple[str, int]


@dataclass(slots=True)
class _KnownName:
    """A name as the state knows it, while documents go and come.

    Attributes:
        number: Its number.
        row: The name and its counts.
        documents: The numbers of the documents that use it.
        before: Its counts and the lowest hash before the change; None for a new name.
        lost_first: Whether the document of the lowest hash went.
    """

    number: int
    row: NameRow
    documents: list[int]
    before: tuple[int, int, str] | None
    lost_first: bool = False


class DocumentExchange:
    """Takes documents out of a state and puts others in.

    Args:
        state: The state.
        reach: Begins with whatever is another one by this.
    """

    def __init__(self, state: StateFile, reach: Reach) -> None:
        self._state = state
        self._reach = reach
        self._names: dict[int, _KnownName] = {}
        self._family_keys: set[DescriptionKey] = set()

    def remove_document(self, document: Document) -> None:
        """Take a document and its names out."""
        number, header, names, current = self._state.rows(
            "SELECT id, header, names, current FROM document WHERE sha256 = ? AND part = ?",
            *document,
        )[0]
        for name in unpack(names):
            known = self._name(name)
            known.row.total -= 1
            known.row.live -= current
            known.documents.remove(number)
            known.lost_first |= known.row.first_sha256 == document[0]
        self._family_keys.add(description_key(read_header(header), self._state.scopes))
        self._state.run("DELETE FROM document WHERE id = ?", number)

    def add_document(self, summary: DocumentSummary, source: str) -> None:
        """Put a document and its names in; whether it is current is told later."""
        number = self._state.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM document")[0][0]
        names = []
        for use in summary.names:
            known = self._name(self._number_of(summary.employer, use))
            known.row.total += 1
            known.documents.append(number)
            known.row.first_sha256 = min(known.row.first_sha256, summary.sha256)
            names.append(known.number)
        key = description_key(summary, self._state.scopes)
        self._family_keys.add(key)
        self._state.run(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, '', 0)",
            number,
            summary.sha256,
            summary.part,
            text_of(source),
            header_text(summary),
            pack(names),
            self._family(key),
        )

    def settle(self) -> None:
        """Tell which versions are current now, and begin with what has changed by all this."""
        for key in sorted(self._family_keys):
            self._settle_family(key)
        for known in self._names.values():
            self._settle_name(known)

    def _settle_family(self, key: DescriptionKey) -> None:
        text = text_of(key)
        for number, thing, marks in self._state.rows(
            "SELECT id, thing, marks FROM family WHERE key = ?", text
        ):
            self._reach.begin_with(unpack(marks), thing)
            group = self._state.group(number)
            if group is None:
                tries = [
                    name
                    for (name,) in self._state.rows("SELECT hash FROM try WHERE owner = ?", -number)
                ]
                self._reach.begin_with_tries(tries)
                self._state.run("DELETE FROM family WHERE id = ?", number)
                self._state.run("DELETE FROM document WHERE family = ?", number)
                self._state.drop("mark", unpack(marks), -number)
                self._state.drop("try", tries, -number)
                continue
            self._reach.families.add(number)
            current = (group.current.sha256, group.current.part)
            for document, sha256, part, names, was in self._state.rows(
                "SELECT id, sha256, part, names, current FROM document WHERE family = ?", number
            ):
                is_current = (sha256, part) == current
                if is_current != bool(was):
                    for name in unpack(names):
                        self._name(name).row.live += 1 if is_current else -1
                    self._state.run(
                        "UPDATE document SET current = ? WHERE id = ?", is_current, document
                    )

    def _settle_name(self, known: _KnownName) -> None:
        row = known.row
        if row.total and known.lost_first:
            row.first_sha256 = self._first(known.documents)
        if (row.live, row.total, row.first_sha256) != known.before:
            marks, thing = self._state.rows(
                "SELECT marks, thing FROM name WHERE id = ?", known.number
            )[0]
            self._reach.begin_with(unpack(marks), thing)
            if row.use.kind == "unit" and (known.before is None or not row.total):
                self._reach.begin_with_unit(unpack(marks))
            if not row.total:
                self._state.run("DELETE FROM name WHERE id = ?", known.number)
                self._state.drop("mark", unpack(marks), known.number)
                return
            self._reach.names.add(known.number)
        self._state.run(
            "UPDATE name SET live = ?, total = ?, first_sha256 = ?, documents = ? WHERE id = ?",
            row.live,
            row.total,
            row.first_sha256,
            pack(known.documents),
            known.number,
        )

    def _first(self, documents: Iterable[int]) -> str:
        found = self._state.rows(
            "SELECT MIN(sha256) FROM document WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(documents)),
        )
        return str(found[0][0])

    def _name(self, number: int) -> _KnownName:
        if number not in self._names:
            row = self._state.name(number)
            found = self._state.rows("SELECT documents FROM name WHERE id = ?", number)
            documents = list(unpack(found[0][0]))
            before = (row.live, row.total, row.first_sha256) if row.total else None
            self._names[number] = _KnownName(number, row, documents, before)
        return self._names[number]

    def _number_of(self, employer: str, use: NameUse) -> int:
        text, whose = use_text(use), text_of(employer)
        hashed = use_hash(employer, text)
        found = self._state.rows(
            "SELECT id FROM name WHERE hash = ? AND employer = ? AND use = ?", hashed, whose, text
        )
        if found:
            return int(found[0][0])
        marks = sorted(name_marks(use, self._state.scopes[employer], None))
        number = self._state.insert(
            "INSERT INTO name VALUES (NULL, ?, ?, ?, 0, 0, '~', ?, 0, 0, ?)",
            whose,
            text,
            hashed,
            b"",
            pack(marks),
        )
        self._state.put("mark", marks, number)
        return number

    def _family(self, key: DescriptionKey) -> int:
        text = text_of(key)
        found = self._state.rows("SELECT id FROM family WHERE key = ?", text)
        if found:
            return int(found[0][0])
        return self._state.insert("INSERT INTO family VALUES (NULL, ?, 0, ?, ?)", text, b"", b"")
