"""What a change may have to do with: whatever shares marks with it, also through others.

Followed are the links of names and descriptions, what was joined to one thing with them, and what
wanted one IRI with it, again and again until nothing more is found.
"""

from collections.abc import Iterable, Iterator, Mapping

from ingest.incremental.build_state import unpack
from ingest.incremental.state_file import StateFile
from ingest.resolution.marks import is_form, is_link, is_place, link_of, place_of
from ingest.resolution.names_table import NameRow
from ingest.resolution.versions import VersionGroup

__all__ = ["Reach"]


class Reach:
    """The names, descriptions and things that a change reaches.

    Args:
        state: The state, in which documents have gone and come.
        forms: Of each form that the aliases file names: all forms of the same entries.

    Attributes:
        names: Numbers of names.
        families: Numbers of descriptions.
        things: Numbers of the things that these were.
    """

    def __init__(self, state: StateFile, forms: Mapping[int, frozenset[int]]) -> None:
        self.names: set[int] = set()
        self.families: set[int] = set()
        self.things: set[int] = set()
        self._state = state
        self._forms = forms
        self._followed: set[int] = set()
        self._waiting: set[int] = set()
        self._waiting_things: set[int] = set()

    def begin_with(self, marks: Iterable[int], thing: int = 0) -> None:
        """Begin with the marks of something that has changed, and what it was joined to."""
        self._wait_for(marks)
        if thing and thing not in self.things:
            self._waiting_things.add(thing)

    def begin_with_unit(self, marks: Iterable[int]) -> None:
        """Begin with the posts in a unit whose name came or went."""
        self._waiting.update(place_of(mark) for mark in marks if is_link(mark))

    def begin_with_tries(self, tries: Iterable[int]) -> None:
        """Begin with whatever wanted an IRI that is free now, by the hashes of the IRIs."""
        for hashed in tries:
            self._follow_try(hashed)

    def grow(self) -> None:
        """Follow marks and things until nothing more is reached."""
        self._follow_members(self.names, self.families)
        while self._waiting or self._waiting_things:
            names: set[int] = set()
            families: set[int] = set()
            while self._waiting:
                self._follow_mark(self._waiting.pop(), names, families)
            while self._waiting_things:
                self._follow_thing(self._waiting_things.pop(), names, families)
            names -= self.names
            families -= self.families
            self.names |= names
            self.families |= families
            self._follow_members(names, families)

    def _follow_members(self, names: Iterable[int], families: Iterable[int]) -> None:
        for table, numbers in (("name", names), ("family", families)):
            for number in numbers:
                marks, thing = self._state.rows(
                    f"SELECT marks, thing FROM {table} WHERE id = ?",  # noqa: S608 - our own words
                    number,
                )[0]
                self._wait_for(unpack(marks))
                if thing and thing not in self.things:
                    self._waiting_things.add(thing)
        for number in families:
            for (hashed,) in self._state.rows("SELECT hash FROM try WHERE owner = ?", -number):
                self._follow_try(hashed)

    def _wait_for(self, marks: Iterable[int]) -> None:
        """Follow the marks of something that was reached: of a place, the unit it hangs on."""
        links = (link_of(mark) if is_place(mark) else mark for mark in marks)
        self._waiting.update(mark for mark in links if self._is_new(mark))

    def _is_new(self, mark: int) -> bool:
        return mark not in self._followed and (not is_form(mark) or mark in self._forms)

    def _follow_mark(self, mark: int, names: set[int], families: set[int]) -> None:
        followed = set(self._forms.get(mark, ())) if is_form(mark) else {mark}
        for one in followed - self._followed:
            self._followed.add(one)
            for (member,) in self._state.rows("SELECT member FROM mark WHERE hash = ?", one):
                (names if member > 0 else families).add(abs(member))

    def _follow_thing(self, thing: int, names: set[int], families: set[int]) -> None:
        if thing in self.things:
            return
        self.things.add(thing)
        names.update(n for (n,) in self._state.rows("SELECT id FROM name WHERE thing = ?", thing))
        families.update(
            n for (n,) in self._state.rows("SELECT id FROM family WHERE thing = ?", thing)
        )
        for (tries,) in self._state.rows("SELECT tries FROM thing WHERE id = ?", thing):
            for hashed in unpack(tries):
                self._follow_try(hashed)

    def _follow_try(self, hashed: int) -> None:
        for (owner,) in self._state.rows("SELECT owner FROM try WHERE hash = ?", hashed):
            if owner > 0:
                if owner not in self.things:
                    self._waiting_things.add(owner)
            elif -owner not in self.families:
                found = self._state.rows("SELECT thing FROM family WHERE id = ?", -owner)
                self._waiting_things.update(thing for (thing,) in found if thing)

    def reaches_more(
        self, marks: Iterable[int], tries: Iterable[int], places: Iterable[int]
    ) -> bool:
        """Return whether more is reached, now that the outcome is known.

        Args:
            marks: The marks of what was reached.
            tries: The hashes of the IRIs that were tried.
            places: The places whose units are others now.
        """
        before = len(self.names), len(self.families)
        self._wait_for(marks)
        self._waiting.update(place for place in places if self._is_new(place))
        for hashed in tries:
            self._follow_try(hashed)
        self.grow()
        return before != (len(self.names), len(self.families))

    def iter_names(self) -> Iterator[tuple[int, NameRow]]:
        """Yield the names that were reached, with their numbers, in any order."""
        for number in self.names:
            yield number, self._state.name(number)

    def iter_groups(self) -> Iterator[tuple[int, VersionGroup]]:
        """Yield the descriptions that were reached, with their numbers, in any order."""
        for number in self.families:
            group = self._state.group(number)
            if group is not None:
                yield number, group
