"""The store of a generation against its manifest, and every quote in it against its text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.errors import GraphFolderError
from graph.folder.generation import Generation
from graph.store.interface import Literal, Object
from graph.store.oxigraph import OxigraphStore
from graph.store.quads_hash import QuadsHash
from graph.verification.kept_entries import KeptTexts
from graph.verification.report import ANEW, Fault
from graph.vocabulary import Oa, Osg

__all__ = ["Checked", "find_store_faults"]

_EXACT = Oa.EXACT.value
_START = Oa.START.value
_END = Oa.END.value
_SHA256 = Osg.SHA256.value
_SOURCE = Osg.SOURCE_NAME.value


@dataclass(slots=True)
class Checked:
    """How much was looked at: quads and quotes."""

    quads: int = 0
    quotes: int = 0


@dataclass(slots=True)
class _Document:
    """One named graph: the document it is of, and its quotes (what, exact, start, end)."""

    sha256: str = ""
    source: str = ""
    quotes: list[tuple[str, str, int, int]] = field(default_factory=list)


def find_store_faults(
    generation: Generation,
    where: str,
    texts: KeptTexts,
    checked: Checked,
    tell: Callable[[int, int], None],
) -> Iterator[Fault]:
    """Yield what is wrong with the quads of a generation.

    Args:
        generation: The generation; its files are as they were written.
        where: What its folder is called.
        texts: The texts that are whole.
        checked: Counts what is looked at.
        tell: Called with how many quads were read, and how many there are.
    """
    manifest = generation.manifest
    total = manifest["quads"]
    quads_hash = QuadsHash()
    quads = triples = 0
    try:
        with OxigraphStore.open_read_only(generation.store_folder) as store:
            for graph in (None, *store.named_graphs()):
                document = _Document()
                for subject, properties in store.iter_subjects(graph):
                    quads_hash.add(graph, subject, properties)
                    quads += len(properties)
                    if graph is not None:
                        _take_in(document, subject, properties)
                triples = quads if graph is None else triples
                checked.quotes += len(document.quotes)
                yield from _quote_faults(document, texts)
                tell(quads, total)
    except (GraphFolderError, OSError, RuntimeError, ValueError) as error:
        yield Fault(f"the store cannot be read ({error})", f"{where}/store", ANEW)
        return
    checked.quads += quads
    for name, found in (("quads", quads), ("triples", triples)):
        if found != manifest[name]:
            what = f"the store holds {found:,} {name}, not {manifest[name]:,}"
            yield Fault(what, f"{where}/store", ANEW)
    if quads_hash.hexdigest() != manifest["quads_sha256"]:
        yield Fault("the store holds other quads than were written", f"{where}/store", ANEW)


def _take_in(document: _Document, subject: str, properties: Sequence[tuple[str, Object]]) -> None:
    values = {name: v.text for name, v in properties if isinstance(v, Literal)}
    if _SHA256 in values:
        document.sha256 = values[_SHA256]
        document.source = values.get(_SOURCE, "")
    if _EXACT in values and _START in values:
        start, end = int(values[_START]), int(values[_END])
        document.quotes.append((subject, values[_EXACT], start, end))


def _quote_faults(document: _Document, texts: KeptTexts) -> Iterator[Fault]:
    if document.sha256 not in texts.names:
        return  # told as a lost or altered text, once
    text = texts.text(document.sha256)
    for subject, exact, start, end in document.quotes:
        if text[start:end] != exact:
            place = f"{document.source} {start}-{end} <{subject}>"
            yield Fault("the quote is not what stands in the text", place, ANEW)
