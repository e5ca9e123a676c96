"""The command that measures extraction on labelled documents."""

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.counted import counted
from orggraph.cli.options import FormatOption
from orggraph.cli.output import OutputFormat, print_json, print_note, print_table, table_of

if TYPE_CHECKING:
    from ingest.evaluation.evaluation import Evaluation, Score

__all__ = ["evaluate"]

SCORE_COLUMNS = ("name", "precision", "recall", "f1", "right", "wrong", "gold")
BAND_COLUMNS = ("low", "high", "facts", "right", "share_right", "mean_confidence")
ERROR_COLUMNS = ("relation", "kind", "document", "label", "rule", "text")
COVERAGE_COLUMNS = ("relation", "sentences", "covered")


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of NAME.gold.json beside NAME.txt.")
    ],
    *,
    errors: Annotated[
        bool, typer.Option("--errors", help="Also list every wrong and missed item.")
    ] = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Measure extraction on labelled documents.

    Prints precision, recall and F1 of each relation and rule, how far the confidences can be
    trusted, and how many sentences with a cue gave a fact. JSON holds everything; CSV holds the
    relations, or the errors with --errors.

    Example: orggraph evaluate my-labels --errors
    """
    from ingest.evaluation.evaluation import evaluate as evaluate_extractions
    from ingest.evaluation.gold import read_gold
    from ingest.extraction import extract
    from ingest.readers import Rejection, read_bytes

    extractions = []
    for labelled in read_gold(gold):
        if labelled.data is None:
            print_note(f"orggraph: {labelled.text_name}: not beside its labels")
            continue
        documents = read_bytes(labelled.text_name, labelled.data)
        if isinstance(documents, Rejection):
            print_note(f"orggraph: {documents}")
            continue
        extractions += [extract(document) for document in documents]
    found = evaluate_extractions(extractions, gold)
    if output_format is OutputFormat.JSON:
        print_json(_everything(found))
    elif output_format is OutputFormat.CSV:
        print_table(
            table_of(found.errors, ERROR_COLUMNS)
            if errors
            else table_of(found.relations, SCORE_COLUMNS),
            output_format,
        )
    else:
        _print_tables(found, errors=errors)


def _print_tables(found: "Evaluation", *, errors: bool) -> None:
    tables = [
        table_of(found.relations, SCORE_COLUMNS, headings={"name": "relation"}),
        table_of(found.rules, SCORE_COLUMNS, headings={"name": "rule"}),
        table_of(found.bands, BAND_COLUMNS, headings={"low": "confidence from", "high": "to"}),
        table_of(found.coverage, COVERAGE_COLUMNS, headings={"sentences": "sentences with a cue"}),
    ]
    if errors:
        tables.append(table_of(found.errors, ERROR_COLUMNS))
    sys.stdout.write(f"{counted(found.documents, 'document')}; ")
    if found.without_prediction:
        sys.stdout.write(f"{found.without_prediction} without a reading; ")
    sys.stdout.write(
        f"{found.exact_spans} of {found.all_spans} quotes stand exactly in their text\n"
    )
    for table in tables:
        sys.stdout.write("\n")
        print_table(table, OutputFormat.TABLE)


def _everything(found: "Evaluation") -> dict[str, Any]:
    bands = [{**dataclasses.asdict(band), "share_right": band.share_right} for band in found.bands]
    return {
        **dataclasses.asdict(found),
        "relations": [_score(score) for score in found.relations],
        "rules": [_score(score) for score in found.rules],
        "bands": bands,
    }


def _score(score: "Score") -> dict[str, Any]:
    return {column: getattr(score, column) for column in SCORE_COLUMNS}
