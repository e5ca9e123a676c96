"""What a change of names changes in the graph of what spans documents.

Merges and findings go and come with the things they are about. A pair that may be one is told by
shapes: all pairs of a shape that something changed left or entered are looked at again.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from graph.folder.last_graph import LastGraph
from graph.iri import IriSpace
from graph.model import Review, ReviewCandidate
from ingest.incremental.build_state import unclear_pairs, unpack
from ingest.incremental.changed_names import ChangedNames, members_of
from ingest.incremental.state_file import StateFile
from ingest.resolution.aliases import Aliases
from ingest.resolution.candidates import REASONS, Shape, pairs_of, shapes_of
from ingest.resolution.clustering import Key
from ingest.resolution.marks import hash_of, is_form, name_forms

__all__ = ["changed_review"]

Pair = tuple[str, str]


def changed_review(
    state: StateFile,
    changed: ChangedNames,
    aliases: Aliases,
    space: IriSpace,
    last: LastGraph,
    versions: Iterable[str],
) -> tuple[set[str], Review]:
    """Return the subjects of the review graph that go or come anew, and what comes.

    Args:
        state: The state, brought up to the change.
        changed: What was decided again.
        aliases: What a person decided.
        space: The IRIs under the base.
        last: The graph before.
        versions: The IRIs that versions had that went.
    """
    graph = space.review_graph
    gone: set[str] = set()
    for iri in {*changed.before, *changed.after, *changed.versions_before, *versions}:
        gone |= last.review_about(iri, graph)
    before = {pair for pair, _ in _pairs(changed.members_before.items())}
    gone |= {
        iri for pair in before if last.has_subject(iri := space.review("candidate", *pair), graph)
    }
    candidates = _Pairs(state, changed, aliases, space).candidates(before)
    decision = changed.decision
    return gone, Review(
        graph,
        merges=tuple(sorted(decision.made.merges, key=lambda merge: merge.iri)),
        candidates=tuple(sorted(candidates, key=lambda candidate: candidate.iri)),
        findings=tuple(sorted(decision.findings, key=lambda finding: finding.iri)),
    )


def _pairs(members: Iterable[tuple[int, dict[Key, str]]]) -> Iterator[tuple[Pair, int]]:
    """Yield the pairs of IRIs among the members of shapes, each with the hash of the shape."""
    for hashed, iris in members:
        keys = sorted(iris)
        if len(keys) > 1:
            for first, second in pairs_of(_shape(hashed, keys), keys):
                a, b = sorted((iris[first], iris[second]))
                yield (a, b), hashed


def _shape(hashed: int, keys: list[Key]) -> Shape:
    """Return the shape of a hash, which some keys have."""
    for shape in chain.from_iterable(shapes_of(key, ()) for key in keys):
        if hash_of("shape", *map(str, shape)) & ~7 | shape.rule == hashed:
            return shape
    return Shape(hashed & 7, keys[0].kind, keys[0].scope, "")  # of an acronym, which none asks for


class _Pairs:
    """The pairs that may be one after a change, among those that it may have to do with."""

    def __init__(
        self, state: StateFile, changed: ChangedNames, aliases: Aliases, space: IriSpace
    ) -> None:
        self.state = state
        self.changed = changed
        self.space = space
        self.different = [alias for alias in aliases.entries if alias.different]
        self.pairs_of_shape: dict[int, set[Pair]] = {}

    def candidates(self, before: set[Pair]) -> Iterator[ReviewCandidate]:
        """Yield every such pair that holds now, ``before`` being those that shapes told before."""
        shapes = {*self.changed.members_before}
        shapes.update(shape for thing in self.changed.after.values() for shape in thing.shapes)
        pairs = set(before)
        for shape in shapes:
            pairs |= self.of_shape(shape)
        unclear = {tuple(sorted(pair)) for pair in unclear_pairs(self.changed.decision)}
        for first, second in sorted({*pairs, *((a, b) for a, b in unclear if a != b)}):
            rule = self.rule(first, second)
            if rule is not None and not self.is_forbidden(first, second):
                iri = self.space.review("candidate", first, second)
                yield ReviewCandidate(iri, first, second, REASONS[rule])

    def of_shape(self, shape: int) -> set[Pair]:
        """Return the pairs of a shape."""
        if shape not in self.pairs_of_shape:
            found = _pairs([(shape, members_of(self.state, shape))])
            self.pairs_of_shape[shape] = {pair for pair, _ in found}
        return self.pairs_of_shape[shape]

    def rule(self, first: str, second: str) -> int | None:
        """Return the first rule that tells a pair; None when none does."""
        numbers, shapes = [], []
        for iri in (first, second):
            found = self.state.rows("SELECT id, shapes FROM thing WHERE iri = ?", iri)
            if not found:
                return None
            numbers.append(found[0][0])
            shapes.append(set(unpack(found[0][1])))
        if self.state.rows(
            "SELECT 1 FROM unclear WHERE (first = ?1 AND second = ?2) "
            "OR (first = ?2 AND second = ?1)",
            *numbers,
        ):
            return 0
        common = sorted(shapes[0] & shapes[1], key=lambda shape: shape & 7)
        return next((s & 7 for s in common if (first, second) in self.of_shape(s)), None)

    def is_forbidden(self, first: str, second: str) -> bool:
        """Return whether a person wrote that two things are not one."""
        after = self.changed.after
        if first in after and second in after:
            clustering = self.changed.decision.joining.clustering
            return clustering.is_forbidden(after[first].key, after[second].key)
        if (first in after) != (second in after) or not self.different:
            return False  # what a person told apart is reached together
        one, other = self._forms(first), self._forms(second)
        return any(
            (one & own and other & name_forms(alias.kind, name))
            or (other & own and one & name_forms(alias.kind, name))
            for alias in self.different
            for own in (name_forms(alias.kind, alias.name),)
            for name in alias.different
        )

    def _forms(self, iri: str) -> set[int]:
        found = self.state.rows(
            "SELECT name.marks FROM thing JOIN name ON name.thing = thing.id WHERE thing.iri = ?1 "
            "UNION ALL SELECT family.marks FROM thing JOIN family ON family.thing = thing.id "
            "WHERE thing.iri = ?1",
            iri,
        )
        return {mark for (marks,) in found for mark in unpack(marks) if is_form(mark)}
