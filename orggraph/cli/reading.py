"""The commands that read descriptions without a graph: extract."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from orggraph.cli.output import print_note
from orggraph.cli.terminal import plain_json

__all__ = ["extract"]


class RecordFormat(StrEnum):
    """How extraction records are written."""

    JSONL = "jsonl"


def extract(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files, folders, or - for input.")
    ],
    *,
    output_format: Annotated[  # noqa: ARG001  # one format so far; naming it keeps scripts valid
        RecordFormat, typer.Option("--format", help="One JSON record a line.")
    ] = RecordFormat.JSONL,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a file could not be read.")
    ] = False,
) -> None:
    """Write what descriptions state, as JSON records.

    One record of the schema orggraph-extraction/1 a line, with the place of every find.
    A file that cannot be read is named on standard error, and the others are still written.

    Example: orggraph extract --format jsonl descriptions/*.txt > records.jsonl
    """
    from ingest.extraction import extract as extract_document
    from ingest.readers import Rejection, find_sources, read_source

    written = rejected = 0
    for source in find_sources(sources):
        documents = read_source(source)
        if isinstance(documents, Rejection):
            rejected += 1
            print_note(f"orggraph: {documents}")
            continue
        for document in documents:
            try:
                record = extract_document(document).to_dict()
            except Exception as error:  # one file that breaks a rule must not cost all others
                rejected += 1
                print_note(
                    f"orggraph: {source}: reading it failed ({type(error).__name__}: {error})"
                )
                continue
            sys.stdout.write(plain_json(json.dumps(record, ensure_ascii=False)) + "\n")
            written += 1
    if rejected and not written:
        raise typer.Exit(2)
    if rejected and strict:
        raise typer.Exit(1)
