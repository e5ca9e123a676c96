"""Where posts are named: who directs, who is supervised, and other titles in capitals."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.grammar.subordinates import find_facts as find_led
from ingest.grammar.supervision import find_facts as find_lines
from ingest.language.lexicon import lexicon_of
from ingest.language.names import NameRun
from ingest.language.reading import Reading
from ingest.record import Mention, Reference

__all__ = ["find_posts"]

_WORDS: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset({"of", "for", "the", "and", "in"})
_BLANKS: Final = re.compile(r"\s+")


def find_posts(reading: Reading) -> Iterator[Mention]:
    """Yield every place where a post other than the described one is named, in text order.

    The name is the title, with the unit behind a comma where the text gives one to it: "director,
    Division of X".
    """
    found: dict[tuple[int, int], str] = {}
    for fact in (*find_lines(reading), *find_led(reading)):
        if fact.object.kind == "post":
            for evidence in fact.evidence:
                span = _find(reading.text, fact.object.name, evidence.start, evidence.end)
                if span is not None:
                    found.setdefault(span, _full_name(fact.object))
    taken = {start for start, _ in found}
    for run in reading.runs:
        if run.start not in taken and _is_other_post(reading, run):
            found.setdefault((run.start, run.end), run.name)
    for (start, end), name in sorted(found.items()):
        text, section = reading.text[start:end], reading.section_at(start)
        yield Mention("post", name, None, (), text, start, end, section)


def _find(text: str, name: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a name stands, whatever blanks part its words."""
    at = text.find(name, start, end)
    if at >= 0:
        return at, at + len(name)
    first, *others = name.split()
    at = text.find(first, start, end)
    while at >= 0:
        behind = at + len(first)
        for word in others:
            blank = _BLANKS.match(text, behind, end)
            if blank is None or not text.startswith(word, blank.end(), end):
                break
            behind = blank.end() + len(word)
        else:
            return at, behind
        at = text.find(first, at + 1, end)
    return None


def _full_name(post: Reference) -> str:
    return f"{post.name}, {post.of_unit}" if post.of_unit else post.name


def _is_other_post(reading: Reading, run: NameRun) -> bool:
    """Return whether a title in capitals names one other post: no plural, no skill, not itself."""
    lexicon = lexicon_of(reading.profile)
    words = run.name.lower().split()
    if run.kind != "post" or len(words) == 1 or words[-1].endswith("s"):
        return False
    own = set(_WORDS.findall(reading.subject.name.lower()))
    content = [word for word in words if word not in _SMALL]
    if sum(word in own for word in content) > len(content) / 2:
        return False
    return reading.section_at(run.start) not in lexicon.skill_sections
