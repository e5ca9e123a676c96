"""The state of the last build, brought up to other documents: what is known, and who is tied to it.

Works on a copy of the file. Documents go and come with their names and counts; then whatever shares
a mark with something that changed, or has been joined with it, or tried for one IRI with it, is
found, again and again until nothing more is.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ingest.build_state import (
    header_text,
    pack,
    read_header,
    read_use,
    text_of,
    unpack,
    use_hash,
    use_text,
)
from ingest.marks import is_form, is_link, is_place, link_of, name_marks, place_of
from ingest.names_table import NameRow
from ingest.summary import DocumentSummary, NameUse
from ingest.versions import DescriptionKey, VersionGroup, description_key, group_versions

__all__ = ["KnownName", "Reach", "StateChange"]

Document = tuple[str, int]


@dataclass(slots=True)
class KnownName:
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


@dataclass(slots=True)
class Reach:
    """What a change may have to do with: numbers of names, descriptions and things.

    Attributes:
        names: Numbers of names.
        families: Numbers of descriptions.
        things: Numbers of the things that these were.
        marks: Marks that were followed.
        waiting: Marks to follow.
        waiting_things: Things to follow.
    """

    names: set[int] = field(default_factory=set)
    families: set[int] = field(default_factory=set)
    things: set[int] = field(default_factory=set)
    marks: set[int] = field(default_factory=set)
    waiting: set[int] = field(default_factory=set)
    waiting_things: set[int] = field(default_factory=set)


class StateChange:
    """A copy of the last build's state, while it is brought up to other documents.

    Args:
        database: The copy.
        scopes: The scope of each employer's name.
        forms: Of each form that the aliases file names: all forms of the same entries.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        scopes: Mapping[str, str],
        forms: Mapping[int, frozenset[int]],
    ) -> None:
        self.database = database
        self.scopes = scopes
        self.reach = Reach()
        self._forms = forms
        self._names: dict[int, KnownName] = {}
        self._family_keys: set[DescriptionKey] = set()

    # documents

    def remove_document(self, document: Document) -> None:
        """Take a document and its names out."""
        number, header, names, current = self.rows(
            "SELECT id, header, names, current FROM document WHERE sha256 = ? AND part = ?",
            *document,
        )[0]
        for name in unpack(names):
            known = self._name(name)
            known.row.total -= 1
            known.row.live -= current
            known.documents.remove(number)
            known.lost_first |= known.row.first_sha256 == document[0]
        self._family_keys.add(description_key(read_header(header), self.scopes))
        self.run("DELETE FROM document WHERE id = ?", number)

    def add_document(self, summary: DocumentSummary, source: str) -> None:
        """Put a document and its names in; whether it is current is told later."""
        number = self.rows("SELECT COALESCE(MAX(id), 0) + 1 FROM document")[0][0]
        names = []
        for use in summary.names:
            known = self._name(self._number_of(summary.employer, use))
            known.row.total += 1
            known.documents.append(number)
            known.row.first_sha256 = min(known.row.first_sha256, summary.sha256)
            names.append(known.number)
        key = description_key(summary, self.scopes)
        self._family_keys.add(key)
        self.run(
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
        for number, thing, marks in self.rows(
            "SELECT id, thing, marks FROM family WHERE key = ?", text
        ):
            self._wait_for(unpack(marks))
            if thing:
                self.reach.waiting_things.add(thing)
            group = self.group(number)
            if group is None:
                self.run("DELETE FROM family WHERE id = ?", number)
                self.run("DELETE FROM document WHERE family = ?", number)
                self._drop("mark", unpack(marks), -number)
                tries = self.rows("SELECT hash FROM try WHERE owner = ?", -number)
                self._drop("try", (name for (name,) in tries), -number)
                continue
            self.reach.families.add(number)
            current = (group.current.sha256, group.current.part)
            for document, sha256, part, names, was in self.rows(
                "SELECT id, sha256, part, names, current FROM document WHERE family = ?", number
            ):
                is_current = (sha256, part) == current
                if is_current != bool(was):
                    for name in unpack(names):
                        self._name(name).row.live += 1 if is_current else -1
                    self.run("UPDATE document SET current = ? WHERE id = ?", is_current, document)

    def _settle_name(self, known: KnownName) -> None:
        row = known.row
        if row.total and known.lost_first:
            row.first_sha256 = self._first(known.documents)
        if (row.live, row.total, row.first_sha256) != known.before:
            marks, thing = self.rows("SELECT marks, thing FROM name WHERE id = ?", known.number)[0]
            if thing:
                self.reach.waiting_things.add(thing)
            self._wait_for(unpack(marks))
            if row.use.kind == "unit" and (known.before is None or not row.total):
                self.reach.waiting.update(place_of(mark) for mark in unpack(marks) if is_link(mark))
            if not row.total:
                self.run("DELETE FROM name WHERE id = ?", known.number)
                self._drop("mark", unpack(marks), known.number)
                return
            self.reach.names.add(known.number)
        self.run(
            "UPDATE name SET live = ?, total = ?, first_sha256 = ?, documents = ? WHERE id = ?",
            row.live,
            row.total,
            row.first_sha256,
            pack(known.documents),
            known.number,
        )

    def _first(self, documents: Iterable[int]) -> str:
        found = self.rows(
            "SELECT MIN(sha256) FROM document WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(documents)),
        )
        return str(found[0][0])

    def _name(self, number: int) -> KnownName:
        if number not in self._names:
            row = self._read_name(number)
            found = self.rows("SELECT documents FROM name WHERE id = ?", number)
            documents = list(unpack(found[0][0]))
            before = (row.live, row.total, row.first_sha256) if row.total else None
            self._names[number] = KnownName(number, row, documents, before)
        return self._names[number]

    def _read_name(self, number: int) -> NameRow:
        employer, use, live, total, first = self.rows(
            "SELECT employer, use, live, total, first_sha256 FROM name WHERE id = ?", number
        )[0]
        return NameRow(json.loads(employer), read_use(use), live, total, first)

    def _number_of(self, employer: str, use: NameUse) -> int:
        text, whose = use_text(use), text_of(employer)
        hashed = use_hash(employer, text)
        found = self.rows(
            "SELECT id FROM name WHERE hash = ? AND employer = ? AND use = ?", hashed, whose, text
        )
        if found:
            return int(found[0][0])
        marks = sorted(name_marks(use, self.scopes[employer], None))
        number = self._insert(
            "INSERT INTO name VALUES (NULL, ?, ?, ?, 0, 0, '~', ?, 0, 0, ?)",
            whose,
            text,
            hashed,
            b"",
            pack(marks),
        )
        self._put("mark", marks, number)
        return number

    def _family(self, key: DescriptionKey) -> int:
        text = text_of(key)
        found = self.rows("SELECT id FROM family WHERE key = ?", text)
        if found:
            return int(found[0][0])
        return self._insert("INSERT INTO family VALUES (NULL, ?, 0, ?, ?)", text, b"", b"")

    # reaching

    def grow(self) -> None:
        """Follow marks and things until nothing more is reached."""
        reach = self.reach
        self._follow_members(reach.names, reach.families)
        while reach.waiting or reach.waiting_things:
            names: set[int] = set()
            families: set[int] = set()
            while reach.waiting:
                self._follow_mark(reach.waiting.pop(), names, families)
            while reach.waiting_things:
                self._follow_thing(reach.waiting_things.pop(), names, families)
            names -= reach.names
            families -= reach.families
            reach.names |= names
            reach.families |= families
            self._follow_members(names, families)

    def _follow_members(self, names: Iterable[int], families: Iterable[int]) -> None:
        for table, numbers in (("name", names), ("family", families)):
            for number in numbers:
                marks, thing = self.rows(
                    f"SELECT marks, thing FROM {table} WHERE id = ?",  # noqa: S608 - our own words
                    number,
                )[0]
                self._wait_for(unpack(marks))
                if thing and thing not in self.reach.things:
                    self.reach.waiting_things.add(thing)
        for number in families:
            for (hashed,) in self.rows("SELECT hash FROM try WHERE owner = ?", -number):
                self._follow_try(hashed)

    def _wait_for(self, marks: Iterable[int]) -> None:
        """Follow the marks of something that was reached: of a place, the unit it hangs on."""
        links = (link_of(mark) if is_place(mark) else mark for mark in marks)
        self.reach.waiting.update(mark for mark in links if self._is_new(mark))

    def _is_new(self, mark: int) -> bool:
        return mark not in self.reach.marks and (not is_form(mark) or mark in self._forms)

    def _follow_mark(self, mark: int, names: set[int], families: set[int]) -> None:
        followed = set(self._forms.get(mark, ())) if is_form(mark) else {mark}
        for one in followed - self.reach.marks:
            self.reach.marks.add(one)
            for (member,) in self.rows("SELECT member FROM mark WHERE hash = ?", one):
                (names if member > 0 else families).add(abs(member))

    def _follow_thing(self, thing: int, names: set[int], families: set[int]) -> None:
        if thing in self.reach.things:
            return
        self.reach.things.add(thing)
        names.update(n for (n,) in self.rows("SELECT id FROM name WHERE thing = ?", thing))
        families.update(n for (n,) in self.rows("SELECT id FROM family WHERE thing = ?", thing))
        for (tries,) in self.rows("SELECT tries FROM thing WHERE id = ?", thing):
            for hashed in unpack(tries):
                self._follow_try(hashed)

    def _follow_try(self, hashed: int) -> None:
        for (owner,) in self.rows("SELECT owner FROM try WHERE hash = ?", hashed):
            if owner > 0:
                if owner not in self.reach.things:
                    self.reach.waiting_things.add(owner)
            elif -owner not in self.reach.families:
                found = self.rows("SELECT thing FROM family WHERE id = ?", -owner)
                self.reach.waiting_things.update(thing for (thing,) in found if thing)

    def reach_for(self, marks: Iterable[int], tries: Iterable[int], places: Iterable[int]) -> bool:
        """Return whether more is reached, now that the outcome is known.

        Args:
            marks: The marks of what was reached.
            tries: The hashes of the IRIs that were tried.
            places: The places whose units are others now.
        """
        before = len(self.reach.names), len(self.reach.families)
        self._wait_for(marks)
        self.reach.waiting.update(place for place in places if self._is_new(place))
        for hashed in tries:
            self._follow_try(hashed)
        self.grow()
        return before != (len(self.reach.names), len(self.reach.families))

    # what was reached

    def names(self) -> Iterator[tuple[int, NameRow]]:
        """Yield the names that were reached, with their numbers, in any order."""
        for number in self.reach.names:
            yield number, self._read_name(number)

    def groups(self) -> Iterator[tuple[int, VersionGroup]]:
        """Yield the descriptions that were reached, with their numbers, in any order."""
        for number in self.reach.families:
            group = self.group(number)
            if group is not None:
                yield number, group

    def group(self, number: int) -> VersionGroup | None:
        """Return a description with its versions; None when it has none any more."""
        headers = [
            read_header(header)
            for (header,) in self.rows("SELECT header FROM document WHERE family = ?", number)
        ]
        groups = group_versions(headers, self.scopes)
        return groups[0] if groups else None

    # rows

    def put_marks(self, table: str, number: int, marks: Iterable[int]) -> None:
        """Replace the marks of a name or of a family."""
        member = number if table == "name" else -number
        new = sorted(marks)
        old = unpack(self.rows(f"SELECT marks FROM {table} WHERE id = ?", number)[0][0])  # noqa: S608 - our own words
        self._drop("mark", set(old) - set(new), member)
        self._put("mark", set(new) - set(old), member)
        self.run(f"UPDATE {table} SET marks = ? WHERE id = ?", pack(new), number)  # noqa: S608 - our own words

    def replace_hashes(
        self, table: str, owner: int, old: Iterable[int], new: Iterable[int]
    ) -> None:
        """Replace what a thing or a family (below zero) is found by in the table try or shape."""
        self._drop(table, old, owner)
        self._put(table, new, owner)

    def _put(self, table: str, hashes: Iterable[int], owner: int) -> None:
        self.database.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES (?, ?)",  # noqa: S608 - our own words
            [(hashed, owner) for hashed in hashes],
        )

    def _drop(self, table: str, hashes: Iterable[int], owner: int) -> None:
        column = {"mark": "member", "try": "owner", "shape": "thing"}[table]
        self.database.executemany(
            f"DELETE FROM {table} WHERE hash = ? AND {column} = ?",  # noqa: S608 - our own words
            [(hashed, owner) for hashed in hashes],
        )

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a statement of our own."""
        return self.database.execute(sql, values).fetchall()

    def run(self, sql: str, *values: object) -> None:
        """Carry out a statement of our own."""
        self.database.execute(sql, values)

    def _insert(self, sql: str, *values: object) -> int:
        number = self.database.execute(sql, values).lastrowid
        if number is None:
            raise sqlite3.DatabaseError("a row has no number")
        return number
