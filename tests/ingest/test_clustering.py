"""Disjoint sets of keys: the same whatever the order, never across a forbidden pair."""

from itertools import permutations

from ingest.resolution.clustering import Clustering, Key

A, B, C = (Key("unit", "", name) for name in "abc")
SHORT = Key("unit", "", "A", acronym=True)


def test_the_order_of_unions_does_not_matter() -> None:
    """The same unions in any order give the same sets with the same representative."""
    results = set()
    for pairs in permutations([(C, B), (B, A), (A, SHORT)]):
        clustering = Clustering([A, B, C, SHORT])
        for first, second in pairs:
            assert clustering.union(first, second, "why")
        results.add(tuple((root, tuple(keys)) for root, keys in clustering.clusters().items()))
    assert results == {((A, (SHORT, A, B, C)),)}


def test_a_forbidden_pair_is_never_joined_not_even_by_a_third() -> None:
    """What a person told apart stays apart when each is joined to a third."""
    clustering = Clustering([A, B, C])
    clustering.forbid(A, C)
    assert clustering.union(A, B, "why")
    assert not clustering.union(B, C, "why")
    assert clustering.find(B) != clustering.find(C)
    assert clustering.is_forbidden(B, C)


def test_a_union_has_a_reason_and_a_second_one_changes_nothing() -> None:
    """The first reason is kept; a key that was never joined has none."""
    clustering = Clustering([A, B, C])
    clustering.union(A, B, "first")
    assert clustering.union(A, B, "second")
    assert clustering.reason_for(B) == "first"
    assert clustering.reason_for(C) is None


def test_keys_can_be_added_later() -> None:
    """A key that is added is a set of its own; adding it again changes nothing."""
    clustering = Clustering([A, B])
    clustering.union(A, B, "why")
    clustering.add(B)
    clustering.add(C)
    assert C in clustering
    assert clustering.clusters() == {A: [A, B], C: [C]}
