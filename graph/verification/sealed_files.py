"""The files of a generation against its manifest: none lost, none altered, none too many."""

from collections.abc import Callable, Iterator
from pathlib import Path

from graph.errors import GraphFolderError
from graph.folder.generation import MANIFEST, Generation, as_json
from graph.folder.seal import file_hash, files_at_fault, names_below, self_hash
from graph.verification.report import ANEW, BUILD, Fault

__all__ = ["find_file_faults", "read_manifest", "report_faults"]


def read_manifest(folder: Path, where: str) -> Generation | Fault:
    """Return a generation whose manifest is as it was written, or what is wrong with it."""
    try:
        generation = Generation.read(folder)
        written = (folder / MANIFEST).read_bytes()
    except (GraphFolderError, OSError):
        return Fault("the manifest is lost or damaged", f"{where}/{MANIFEST}", BUILD)
    manifest = generation.manifest
    if "files" not in manifest:
        return Fault("an older release built this, without hashes", f"{where}/{MANIFEST}", ANEW)
    if written != as_json(manifest) or manifest.get("sha256") != self_hash(manifest):
        return Fault("the manifest was altered", f"{where}/{MANIFEST}", ANEW)
    return generation


def find_file_faults(
    generation: Generation, where: str, tell: Callable[[int, int], None]
) -> Iterator[Fault]:
    """Yield what is wrong with the files of a generation.

    Args:
        generation: The generation.
        where: What its folder is called.
        tell: Called with how many bytes were read, and how many there are.
    """
    files = generation.manifest["files"]
    faulty = dict(files_at_fault(generation.folder, generation.manifest))
    for name, what in faulty.items():
        yield Fault(what, f"{where}/{name}", BUILD)
    done, total = 0, sum(files[name]["bytes"] for name in files)
    for name in sorted(files.keys() - faulty.keys()):
        tell(done, total)
        try:
            if file_hash(generation.folder / name) != files[name]["sha256"]:
                yield Fault("the file was altered", f"{where}/{name}", ANEW)
        except OSError as error:
            yield Fault(f"the file cannot be read ({error.strerror})", f"{where}/{name}", BUILD)
        done += files[name]["bytes"]
    tell(total, total)
    for name in sorted(names_below(generation.folder)):
        if name not in files and name != MANIFEST:
            yield Fault("the file belongs to nothing", f"{where}/{name}", "remove the file")


def report_faults(folder: Path, generation: Generation) -> Iterator[Fault]:
    """Yield what is wrong with the copy of the current generation's report."""
    try:
        written = (folder / "report.json").read_bytes()
    except OSError:
        yield Fault("the file is lost or cannot be read", "report.json", BUILD)
        return
    if written != (generation.folder / "report.json").read_bytes():
        yield Fault("it is not the report of the current generation", "report.json", BUILD)
