"""Changing an aliases file as a person would: what is not changed keeps its text and its comments.

An entry that stays as it is keeps every character. In an entry that changes, only the keys that
change are written anew; in a list, only the lines that come or go. A comment inside lines that are
written anew moves above them. New entries are written at the end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from ingest.resolution.aliases import Alias, Aliases, ordered
from ingest.resolution.aliases_file import (
    HEADER,
    entry_values,
    format_aliases,
    parse_aliases,
    parse_entries,
)
from ingest.resolution.naming import fold_name

__all__ = ["edit_aliases"]

_WIDTH: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines ``first`` to ``last`` (from 0, end exclusive) give way to others."""

    first: int
    last: int
    lines: tuple[str, ...]


def edit_aliases(text: str, aliases: Aliases, path: Path = Path("aliases.yaml")) -> str:
    """Return the text of a file after it was changed to state exactly these decisions.

    Args:
        text: The text of the file before; empty for a new one.
        aliases: What it is to state.
        path: How errors name it.

    Raises:
        AliasesError: If the text before cannot be understood.
    """
    root, entries = parse_entries(text, path)
    if text and ordered(entry for _, entry in entries) == ordered(aliases.entries):
        return text
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    is_list = isinstance(root, yaml.SequenceNode) and not root.flow_style
    if not is_list and (root is None or not entries):
        kept = lines if root is None else _without_root(lines, root, _Comments(text))
        edited = _with_new(kept or HEADER.splitlines(), list(aliases.entries), 0)
    elif not is_list:
        edited = _canonical(text, aliases)
    else:
        edited = _edited(text, lines, root, entries, aliases)
    written = _joined(edited, ending)
    if parse_aliases(written, path) != Aliases(ordered(aliases.entries)):
        # Anchors, or a layout not foreseen here: the decisions count more than the layout.
        written = _joined(_canonical(text, aliases), ending)
    return written


def _joined(lines: Sequence[str], ending: str) -> str:
    return "".join(f"{line}{ending}" for line in lines)


def _edited(
    text: str,
    lines: Sequence[str],
    root: yaml.Node | None,
    entries: Sequence[tuple[yaml.Node, Alias]],
    aliases: Aliases,
) -> list[str]:
    left = Counter(aliases.entries)
    left.subtract(entry for _, entry in entries if entry in left)
    new = [entry for entry in ordered(aliases.entries) if left[entry] > 0]
    comments = _Comments(text)
    changes: list[_Change] = []
    known = Counter(aliases.entries)
    for node, entry in entries:
        if known[entry] > 0:
            known[entry] -= 1
            continue
        now = next((other for other in new if _same_thing(other, entry)), None)
        if now is not None:
            new.remove(now)
        changes.extend(_entry_changes(node, entry, now, comments))
    made = list(lines)
    # From the end upward, so that line numbers stay right; at one line, what comes later first.
    order = sorted((c.first, c.last, number) for number, c in enumerate(changes))
    for change in (changes[number] for *_, number in reversed(order)):
        made[change.first : change.last] = change.lines
    indent = 0 if root is None else root.start_mark.column
    return _with_new(_without_double_blanks(made), new, indent)


def _same_thing(one: Alias, other: Alias) -> bool:
    return one.kind == other.kind and fold_name(one.name) == fold_name(other.name)


def _entry_changes(
    node: yaml.Node, before: Alias, now: Alias | None, comments: "_Comments"
) -> Iterator[_Change]:
    first, last = _lines_of(node)
    if now is None:
        yield _Change(first, last, comments.inside(first, last, 0))
        return
    old, new = entry_values(before), entry_values(now)
    pairs = {} if not isinstance(node, yaml.MappingNode) else _pairs(node)
    column = node.start_mark.column
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    on_dash = [key for key in changed if key in pairs and _lines_of_pair(pairs[key])[0] == first]
    if getattr(node, "flow_style", True) or on_dash:
        # The line with the dash changes: the whole entry is written anew.
        dash = max(column - 2, 0)
        yield _Change(first, last, (*comments.inside(first, last, dash), *_written([new], dash)))
        return
    added = []
    for key in changed:
        if key not in pairs:
            added.extend(_written({key: new[key]}, column))
        else:
            yield from _key_changes(pairs[key], old[key], new.get(key), comments)
    if added:
        yield _Change(last, last, tuple(added))


def _key_changes(
    pair: tuple[yaml.Node, yaml.Node], old: object, new: object, comments: "_Comments"
) -> Iterator[_Change]:
    key, value = pair
    first, last = _lines_of_pair(pair)
    column = key.start_mark.column
    texts = _texts_by_line(value)
    if texts is None or not isinstance(new, list) or not isinstance(old, list):
        rest = () if new is None else _written({str(key.value): new}, column)
        yield _Change(first, last, (*comments.inside(first, last, column), *rest))
        return
    dash = value.start_mark.column
    for line, text in texts:
        if text not in new:
            yield _Change(line, line + 1, comments.inside(line, line + 1, dash))
    coming = [text for text in new if text not in old]
    if coming:
        yield _Change(last, last, tuple(_written(coming, dash)))


def _texts_by_line(value: yaml.Node) -> list[tuple[int, str]] | None:
    """Return the line and text of each item of a list that has one on each line, else None."""
    if not isinstance(value, yaml.SequenceNode) or value.flow_style:
        return None
    found = []
    for item in value.value:
        first, last = _lines_of(item)
        if not isinstance(item, yaml.ScalarNode) or last != first + 1:
            return None
        found.append((first, str(item.value).strip()))
    return found


def _pairs(node: yaml.MappingNode) -> Mapping[str, tuple[yaml.Node, yaml.Node]]:
    return {str(key.value): (key, value) for key, value in node.value}


def _lines_of_pair(pair: tuple[yaml.Node, yaml.Node]) -> tuple[int, int]:
    return pair[0].start_mark.line, _lines_of(pair[1])[1]


def _lines_of(node: yaml.Node) -> tuple[int, int]:
    """Return the lines of a node, end exclusive, without the comments that follow it."""
    first = node.start_mark.line
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        item = node.value[-1]
        return first, _lines_of(item[1] if isinstance(item, tuple) else item)[1]
    end = node.end_mark
    return first, max(end.line + (end.column > 0), first + 1)


def _written(values: object, column: int) -> list[str]:
    body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return [f"{' ' * column}{line}" for line in body.splitlines()]


def _with_new(lines: Sequence[str], entries: Sequence[Alias], column: int) -> list[str]:
    made = list(lines)
    apart = any(not line.strip() for line in made)
    for entry in entries:
        if apart and made and made[-1].strip():
            made.append("")
        made.extend(_written([entry_values(entry)], column))
    return made


def _without_root(lines: Sequence[str], root: yaml.Node, comments: "_Comments") -> list[str]:
    first, last = root.start_mark.line, root.end_mark.line + 1
    return [*lines[:first], *comments.inside(first, last, 0), *lines[last:]]


def _without_double_blanks(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line.strip() or not kept or kept[-1].strip():
            kept.append(line)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept


def _canonical(text: str, aliases: Aliases) -> list[str]:
    """Return the canonical lines under every comment of the text before."""
    lines = format_aliases(aliases).splitlines()
    header = HEADER.splitlines()
    comments = [line for line in _Comments(text).inside(0, len(text), 0) if line not in header]
    return [*comments, *lines]


class _Comments:
    """The comments of a YAML text by line: they stand where no token does."""

    def __init__(self, text: str) -> None:
        self._found: list[tuple[int, str]] = []
        before = 0
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            self._add(text, before, token.start_mark.index)
            before = max(before, token.end_mark.index)
        self._add(text, before, len(text))

    def _add(self, text: str, start: int, end: int) -> None:
        line = text.count("\n", 0, start)
        for number, piece in enumerate(text[start:end].split("\n")):
            if "#" in piece:
                self._found.append((line + number, piece[piece.index("#") :].strip()))

    def inside(self, first: int, last: int, column: int) -> tuple[str, ...]:
        """Return the comments on these lines, each as a line of its own."""
        return tuple(
            f"{' ' * column}{comment}" for line, comment in self._found if first <= line < last
        )
