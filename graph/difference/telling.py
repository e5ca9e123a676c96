"""Differences put in words: of things that are in both graphs, and of those that came or went.

What came or went only because something else changed is told there: a director that nobody else
speaks of stands in the change of director, and not on a line of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.difference.changes import Action, Change, Edge, Quotation, Thing
from graph.difference.matching import match_things
from graph.difference.view import GraphView
from graph.difference.wording import listed, phrase_of, some_of, title_of, wording_of
from graph.folding import fold
from graph.vocabulary import Org, Osg

__all__ = ["Differences"]

# An official title and a pay grade are told as what a post has, never on their own.
_TOLD_OF_POSTS: Final = frozenset({"role", "grade"})
_BELONGING: Final = frozenset({str(Osg.HEADS), str(Org.POST_IN)})
_MOST_TOLD: Final = 5


@dataclass(frozen=True, slots=True)
class _Turn:
    """One statement that came or went: who says it, and where it is read."""

    thing: Thing
    edge: Edge


class Differences:
    """The differences between two graphs, found once."""

    def __init__(self, before: GraphView, after: GraphView) -> None:
        self._views = (before, after)
        self._before, self._after = before.things, after.things
        matching = match_things(self._before, self._after)
        self._pairs, self._merged = matching.pairs, matching.merged
        self._gone = self._before.keys() - self._pairs.keys() - self._merged.keys()
        taken = set(self._pairs.values())
        self._new = {key for key in self._after if key not in taken}
        # Things that came or went because something else changed, and are told there.
        self._told: tuple[set[str], set[str]] = (set(), set())
        self._speakers = (_speakers(self._before), _speakers(self._after))

    def changes(self) -> Iterator[Change]:
        """Yield the differences, in no special order."""
        for old_key, new_key in sorted(self._pairs.items()):
            old, new = self._before[old_key], self._after[new_key]
            if old.kind not in _TOLD_OF_POSTS:
                yield from self._changes_of_name(old, new)
            yield from self._changes_of_edges(old, new)
        for old_key, new_key in sorted(self._merged.items()):
            yield self._merge(self._before[old_key], self._after[new_key])
        yield from self._things(Action.REMOVED, self._before, self._gone, self._told[0])
        yield from self._things(Action.ADDED, self._after, self._new, self._told[1])

    def _changes_of_name(self, old: Thing, new: Thing) -> Iterator[Change]:
        quotes = [view.name_quote(t) for view, t in zip(self._views, (old, new), strict=True)]
        base = _change(Action.CHANGED, old, new)
        base = replace(base, quotes_before=quotes[0], quotes_after=quotes[1])
        # Of two names that both graphs know, each may have another one in front.
        if (
            fold(new.label) not in old.names
            or fold(old.label) in new.former_names - old.former_names
        ):
            yield replace(
                base,
                action=Action.RENAMED,
                property="name",
                before=(old.label,),
                after=(new.label,),
                words=f"{new.kind} renamed from “{old.label}” to “{new.label}”",
            )
        if old.code != new.code and new.kind == "post":
            yield replace(
                base,
                property="code",
                before=some_of(old.code),
                after=some_of(new.code),
                words=f"{title_of(new)}: code changed from {old.code or '-'} to {new.code or '-'}",
            )
        if old.is_described != new.is_described:
            now = "is described now" if new.is_described else "is not described any more"
            yield replace(base, property="description", words=f"{title_of(new)} {now}")

    def _merge(self, old: Thing, new: Thing) -> Change:
        """Return that a thing is one with another now."""
        turns = [
            _Turn(self._before[key], edge)
            for key in sorted(self._speakers[0].get(old.key, ()))
            for edge in sorted(self._before[key].edges)
            if edge.target == old.key and not edge.is_value
        ]
        return replace(
            _change(Action.MERGED, old, new),
            before=(old.label,),
            after=(new.label,),
            words=f"{old.kind} “{title_of(old)}” merged into “{title_of(new)}”",
            quotes_before=self._quotes(0, turns) or self._views[0].name_quote(old),
            quotes_after=self._views[1].name_quote(new),
        )

    def _with_merged(self, old: Thing, new: Thing) -> Thing:
        """Return a thing with what was said of those that are one with it now."""
        parts = [self._before[key] for key, whole in self._merged.items() if whole == new.key]
        if not parts:
            return old
        # What the whole does not say is told with the merge: the part that said it is gone.
        edges = {edge for part in parts for edge in part.edges if self._carried(edge) in new.edges}
        return replace(old, edges=old.edges | edges)

    def _changes_of_edges(self, old: Thing, new: Thing) -> Iterator[Change]:
        old = self._with_merged(old, new)
        kept = {self._carried(edge) for edge in old.edges} & new.edges
        went = [edge for edge in sorted(old.edges) if self._carried(edge) not in kept]
        came = [edge for edge in sorted(new.edges) if edge not in kept]
        properties = {wording_of(edge.relation).property for edge in (*went, *came)}
        for name in sorted(properties):
            gone = [edge for edge in went if wording_of(edge.relation).property == name]
            arrived = [edge for edge in came if wording_of(edge.relation).property == name]
            if wording_of((gone or arrived)[0].relation).is_replaced:
                yield self._replaced(old, new, gone, arrived)
            else:
                yield from self._added_and_removed(old, new, gone, arrived)

    def _carried(self, edge: Edge) -> Edge:
        """Return an edge of the earlier graph as the later graph would write it."""
        if edge.is_value:
            return edge
        target = self._pairs.get(edge.target, self._merged.get(edge.target, edge.target))
        return replace(edge, target=target)

    def _replaced(self, old: Thing, new: Thing, gone: list[Edge], came: list[Edge]) -> Change:
        """Return the change of a property in which one target takes the place of another."""
        self._tell(0, gone)
        self._tell(1, came)
        name = wording_of((gone or came)[0].relation).property
        before, after = self._targets(gone, self._before), self._targets(came, self._after)
        was = self._with_remark(gone, self._before, self._gone, "not named any more")
        now = self._with_remark(came, self._after, self._new, "new")
        if gone and came:
            action, verb = Action.CHANGED, f"changed from {was} to {now}"
        elif came:
            action, verb = Action.ADDED, f"{now} added"
        else:
            action, verb = Action.REMOVED, f"{was} removed"
        return replace(
            _change(action, old, new),
            property=name,
            before=before,
            after=after,
            words=f"{title_of(new)}: {name} {verb}",
            quotes_before=self._quotes(0, [_Turn(old, edge) for edge in gone]),
            quotes_after=self._quotes(1, [_Turn(new, edge) for edge in came]),
        )

    def _added_and_removed(
        self, old: Thing, new: Thing, gone: list[Edge], came: list[Edge]
    ) -> Iterator[Change]:
        """Yield the changes of a property of which a thing may have many."""
        base = _change(Action.CHANGED, old, new)
        for target in sorted({self._carried(edge).target for edge in gone}):
            lost = [edge for edge in gone if self._carried(edge).target == target]
            instead = [edge for edge in came if edge.target == target]
            if lost[0].target in self._gone and not lost[0].is_value:
                continue  # told of the thing that went
            came = [edge for edge in came if edge.target != target]
            yield self._how(base, old, new, lost, instead)
        for target in sorted({edge.target for edge in came}):
            arrived = [edge for edge in came if edge.target == target]
            if target in self._new and not arrived[0].is_value:
                continue  # told of the thing that came
            yield self._how(base, old, new, [], arrived)

    def _how(
        self, base: Change, old: Thing, new: Thing, gone: list[Edge], came: list[Edge]
    ) -> Change:
        """Return the change in how a thing stands to one other."""
        before = tuple(f"{phrase_of(edge)} {self._name(edge, self._before)}" for edge in gone)
        after = tuple(f"{phrase_of(edge)} {self._name(edge, self._after)}" for edge in came)
        name = wording_of((gone or came)[0].relation).property
        if gone and came:
            words = f"{title_of(new)}: {name} changed: {listed(before)}, now {listed(after)}"
        elif came:
            base = replace(base, action=Action.ADDED)
            words = f"{title_of(new)}: {name} added: {listed(after)}"
        else:
            base = replace(base, action=Action.REMOVED)
            words = f"{title_of(new)}: {name} removed: {listed(before)}"
        return replace(
            base,
            property=name,
            before=before,
            after=after,
            words=words,
            quotes_before=self._quotes(0, [_Turn(old, edge) for edge in gone]),
            quotes_after=self._quotes(1, [_Turn(new, edge) for edge in came]),
        )

    def _things(
        self, action: Action, things: Mapping[str, Thing], keys: set[str], told: set[str]
    ) -> Iterator[Change]:
        """Yield the things that came or went, with who speaks of them."""
        is_new = action is Action.ADDED
        speakers: dict[str, list[_Turn]] = {}
        for thing in things.values():
            for edge in sorted(thing.edges):
                if edge.target in keys and not edge.is_value:
                    speakers.setdefault(edge.target, []).append(_Turn(thing, edge))
        for key in sorted(keys - told):
            thing = things[key]
            if thing.kind in _TOLD_OF_POSTS:
                continue
            turns = speakers.get(key, [])
            said = tuple(
                sorted(f"{title_of(turn.thing)} {phrase_of(turn.edge)} it" for turn in turns)
            )
            stated = (
                f"it {phrase_of(edge)} {self._name(edge, things)}" for edge in sorted(thing.edges)
            )
            about = "; ".join((*said, *stated)[:_MOST_TOLD])
            view = int(is_new)
            quotes = self._quotes(view, turns) or self._views[view].name_quote(thing)
            base = _change(action, None if is_new else thing, thing if is_new else None)
            yield replace(
                base,
                before=() if is_new else (thing.label,),
                after=(thing.label,) if is_new else (),
                words=f"{thing.kind} {action}: {title_of(thing)}{f' ({about})' if about else ''}",
                quotes_before=() if is_new else quotes,
                quotes_after=quotes if is_new else (),
            )

    def _tell(self, view: int, edges: Iterable[Edge]) -> None:
        """Note that the targets of edges are told with them, and the units that they only head."""
        things, fresh = (self._before, self._after)[view], (self._gone, self._new)[view]
        for edge in edges:
            if edge.is_value or edge.target not in fresh or things[edge.target].is_described:
                continue
            self._told[view].add(edge.target)
            for own in things[edge.target].edges:
                if own.relation in _BELONGING and own.target in fresh:
                    is_only_headed = self._speakers[view].get(own.target) == {edge.target}
                    if is_only_headed and not things[own.target].edges:
                        self._told[view].add(own.target)

    def _with_remark(
        self, edges: Iterable[Edge], things: Mapping[str, Thing], fresh: set[str], remark: str
    ) -> str:
        """Return the names of targets, with a remark on those that only one graph has."""
        names = sorted(
            f"“{self._name(edge, things)}”{self._remark(edge, things, fresh, remark)}"
            for edge in edges
        )
        return " and ".join(names)

    @staticmethod
    def _remark(edge: Edge, things: Mapping[str, Thing], fresh: set[str], remark: str) -> str:
        is_told = not edge.is_value and edge.target in fresh
        return f" ({remark})" if is_told and things[edge.target].kind not in _TOLD_OF_POSTS else ""

    def _targets(self, edges: Iterable[Edge], things: Mapping[str, Thing]) -> tuple[str, ...]:
        return tuple(sorted(self._name(edge, things) for edge in edges))

    @staticmethod
    def _name(edge: Edge, things: Mapping[str, Thing]) -> str:
        if edge.is_value:
            return edge.target
        thing = things.get(edge.target)
        return edge.target if thing is None else title_of(thing)

    def _quotes(self, view: int, turns: Iterable[_Turn]) -> tuple[Quotation, ...]:
        things = (self._before, self._after)[view]
        found: set[Quotation] = set()
        for turn in turns:
            edge = turn.edge
            known = None if edge.is_value else things.get(edge.target)
            value = edge.target if known is None else known.iri
            found.update(self._views[view].quotes(turn.thing.iri, edge.relation, value))
        return tuple(sorted(found))


def _speakers(things: Mapping[str, Thing]) -> Mapping[str, set[str]]:
    """Return for each thing the keys of those that point to it."""
    speakers: dict[str, set[str]] = {}
    for thing in things.values():
        for edge in thing.edges:
            if not edge.is_value:
                speakers.setdefault(edge.target, set()).add(thing.key)
    return speakers


def _change(action: Action, old: Thing | None, new: Thing | None) -> Change:
    thing = new or old
    if thing is None:
        raise ValueError("a change concerns a thing of one of the graphs")
    return Change(
        action=action,
        kind=thing.kind,
        name=thing.label,
        code=thing.code,
        property="",
        before=(),
        after=(),
        words="",
        iri_before=None if old is None else old.iri,
        iri_after=None if new is None else new.iri,
    )
