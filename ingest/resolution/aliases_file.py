"""The aliases file that a person edits: YAML text <-> `Aliases`.

The file is YAML, a list of entries, each about one thing of the organisation::

    - name: Office of Talent and Development
      kind: unit
      iri: office-of-talent
      was: [office-of-personnel]
      same: [Talent Office]
      not: [Office of Talent Search]
      renamed:
        - from: Office of Personnel
          on: 2021-07
      reason: board decision of July 2021

``name`` and ``kind`` say what it is about (a post with a unit is "title, unit"); ``iri`` pins the
last part of its IRI, or the whole; ``was`` lists those it had before; ``same`` lists other names of
it; ``not`` lists names that are never taken for it; ``renamed`` lists names it had until a date.
Everything is optional but ``name`` and ``kind``. The same sources and the same file give the same
graph, and taking an entry out takes its effect back.
"""

import re
from pathlib import Path
from typing import Final

import yaml

from graph.errors import AliasesError, ModelError
from graph.iri import check_iri
from graph.vocabulary import ENTITY_KINDS
from ingest.resolution.aliases import Alias, Aliases, Renaming, ordered, text_order

__all__ = [
    "HEADER",
    "entry_values",
    "format_aliases",
    "parse_aliases",
    "parse_entries",
    "read_aliases",
    "read_text",
]

_KEYS: Final = ("name", "kind", "iri", "was", "same", "not", "renamed", "reason")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MONTH: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
HEADER: Final = (
    "# What a person decided about names; see 'orggraph review --help'.\n"
    "# The next build applies it.\n"
)


def read_aliases(path: Path) -> Aliases:
    """Return the decisions in a file; none when there is no such file.

    Raises:
        AliasesError: If the file cannot be read or understood.
    """
    return parse_aliases(read_text(path), path)


def read_text(path: Path) -> str:
    """Return the text of a file, its line ends as they stand; empty when there is no such file.

    Raises:
        AliasesError: If the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise AliasesError(
            f"{path}: cannot be read ({error}); it must be a UTF-8 text", path=path
        ) from error


def parse_aliases(text: str, path: Path = Path("aliases.yaml")) -> Aliases:
    """Return the decisions that a YAML text states.

    Args:
        text: The YAML.
        path: How errors name it.

    Raises:
        AliasesError: If the text is no YAML or states something else than decisions.
    """
    _, entries = parse_entries(text, path)
    return Aliases(ordered(entry for _, entry in entries))


def parse_entries(
    text: str, path: Path = Path("aliases.yaml")
) -> tuple[yaml.Node | None, tuple[tuple[yaml.Node, Alias], ...]]:
    """Return the root node of a YAML text, and every entry with its node, in the text's order.

    Raises:
        AliasesError: If the text is no YAML or states something else than decisions.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        problem = getattr(error, "problem", None) or "not readable"
        raise AliasesError(
            f"{path}, line {line or 1}: no YAML: {problem}; put names in quotes if in doubt",
            path=path,
            line=line,
        ) from error
    if node is None:
        return None, ()
    reader = _Reader(path)
    items = reader.items(node, "a list of entries")
    return node, tuple((item, reader.entry(item)) for item in items)


def format_aliases(aliases: Aliases) -> str:
    """Return the canonical text of a file with the decisions: `parse_aliases` gives them back."""
    if not aliases.entries:
        return f"{HEADER}[]\n"
    values = [entry_values(entry) for entry in ordered(aliases.entries)]
    body = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)
    return f"{HEADER}{body}"


class _Reader:
    """Reads the nodes of one file, so that every complaint names the file and the line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def error(self, node: yaml.Node, message: str) -> AliasesError:
        line = node.start_mark.line + 1
        return AliasesError(f"{self.path}, line {line}: {message}", path=self.path, line=line)

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(node, f"expected {what}; begin each with '- '")
        return list(node.value)

    def table(self, node: yaml.Node, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, f"expected 'key: value' with the keys {', '.join(keys)}")
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node)
            if key not in keys:
                raise self.error(key_node, f"unknown key {key!r}; the keys are {', '.join(keys)}")
            if key in found:
                raise self.error(key_node, f"key {key!r} stands twice; put both in one list")
            found[key] = value
        return found

    def text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.error(node, "expected a text; put it in quotes if in doubt")
        return str(node.value).strip()

    def texts(self, node: yaml.Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode):
            return (self.text(node),)
        texts = {self.text(item) for item in self.items(node, "a list of texts")}
        return tuple(sorted(texts, key=text_order))

    def entry(self, node: yaml.Node) -> Alias:
        values = self.table(node, _KEYS)
        for key in ("name", "kind"):
            if key not in values:
                raise self.error(node, f"an entry needs the key {key!r}")
        kind = self.text(values["kind"])
        if kind not in ENTITY_KINDS:
            raise self.error(
                values["kind"], f"unknown kind {kind!r}; the kinds are {', '.join(ENTITY_KINDS)}"
            )
        return Alias(
            name=self.text(values["name"]),
            kind=kind,
            iri=self.iri(values["iri"]) if "iri" in values else None,
            was=tuple(sorted(self.iri(item) for item in self._nodes(values.get("was")))),
            same=self.texts(values.get("same")),
            different=self.texts(values.get("not")),
            renamed=self.renamings(values.get("renamed")),
            reason=self.text(values["reason"]) if "reason" in values else None,
        )

    def _nodes(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None or isinstance(node, yaml.ScalarNode):
            return [] if node is None else [node]
        return self.items(node, "a list of texts")

    def iri(self, node: yaml.Node) -> str:
        text = self.text(node)
        if _SLUG.fullmatch(text):
            return text
        try:
            return check_iri(text)
        except ModelError as error:
            raise self.error(
                node, f"{text!r} is neither a last part of an IRI (a-z, 0-9, '-') nor a whole IRI"
            ) from error

    def renamings(self, node: yaml.Node | None) -> tuple[Renaming, ...]:
        if node is None:
            return ()
        nodes = [node] if isinstance(node, yaml.MappingNode) else self.items(node, "a list")
        found = []
        for item in nodes:
            values = self.table(item, ("from", "on"))
            if "from" not in values:
                raise self.error(item, "a renaming needs the key 'from'")
            on = self.text(values["on"]) if "on" in values else None
            if on is not None and not _MONTH.fullmatch(on):
                raise self.error(
                    values["on"], f"{on!r} is no date; write 2021, 2021-07 or 2021-07-01"
                )
            found.append(Renaming(self.text(values["from"]), on))
        return tuple(sorted(found, key=lambda r: (r.on or "", *text_order(r.former))))


def entry_values(entry: Alias) -> dict[str, object]:
    """Return an entry as the keys and values that stand in the file, in canonical order."""
    values: dict[str, object] = {"name": entry.name, "kind": entry.kind}
    if entry.iri is not None:
        values["iri"] = entry.iri
    lists = (("was", entry.was), ("same", entry.same), ("not", entry.different))
    values.update((key, list(texts)) for key, texts in lists if texts)
    if entry.renamed:
        values["renamed"] = [
            {"from": r.former} if r.on is None else {"from": r.former, "on": r.on}
            for r in entry.renamed
        ]
    if entry.reason is not None:
        values["reason"] = entry.reason
    return values
