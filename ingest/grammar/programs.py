"""Programs, and what is easily taken for one: laws and policies, systems, events."""

from collections.abc import Iterator
from typing import Final

from ingest.grammar.collaboration import outside_partners
from ingest.grammar.topics import topic_mentions
from ingest.language.reading import Reading
from ingest.record import Mention

__all__ = ["find_mentions"]

_KINDS: Final = frozenset({"program", "law", "system", "event"})


def find_mentions(reading: Reading) -> Iterator[Mention]:
    """Yield a mention for every program, law, system and event, in text order."""
    outside = outside_partners(reading)
    for mention in topic_mentions(reading, _KINDS):
        if mention.start not in outside:
            yield mention
