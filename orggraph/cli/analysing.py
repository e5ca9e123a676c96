"""The command that looks at the organisation as a whole: analyse."""

from enum import StrEnum
from typing import Annotated

import typer

from graph.counted import counted
from orggraph.cli.options import DEFAULT_FOLDER, FormatOption, GraphOption
from orggraph.cli.output import OutputFormat, Table, print_note, print_table

__all__ = ["AnalysisName", "analyse"]


class AnalysisName(StrEnum):
    """What can be looked at, as `graph.reading.analysis.ANALYSES` has it."""

    LAYERS = "layers"
    SPAN = "span"
    ORPHANS = "orphans"
    CYCLES = "cycles"
    UNDESCRIBED = "undescribed"
    SHARED = "shared"
    HUBS = "hubs"
    SIMILAR = "similar"


def analyse(
    name: Annotated[AnalysisName, typer.Argument(help="What to look at.", metavar="WHAT")],
    post: Annotated[
        str | None, typer.Argument(help="For similar: a job title, code or IRI.")
    ] = None,
    *,
    graph: GraphOption = DEFAULT_FOLDER,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many rows.")
    ] = 50,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Print what the shape of the organisation tells, as rows with reasons.

    WHAT is layers (steps below the top), span (how many each directs), orphans (posts without a
    director), cycles (who is under their own direction), undescribed (directors that no document
    describes), shared (programs that several roles touch), hubs (the most connected offices) or
    similar POST (the roles that are most like one). The ways between two roles: orggraph path.

    Example: orggraph analyse similar "Pupil Personnel Worker"
    """
    from graph.reading.analysis import ANALYSES
    from graph.reading.analysis import analyse as run
    from graph.reading.reader import GraphReader

    about_role = next(each.about_role for each in ANALYSES if each.name == name)
    if about_role and post is None:
        raise typer.BadParameter(f"{name} is about one role; name it: orggraph analyse {name} POST")
    if post is not None and not about_role:
        raise typer.BadParameter(f"{name} is about the whole organisation; name no post")
    with GraphReader.open(graph) as reader:
        found = run(reader, name, post, limit=limit)
    table = Table(found.columns, found.rows)
    if output_format is OutputFormat.TABLE and "iri" in found.columns:
        table = table.without("iri")
    print_table(table, output_format)
    if found.truncated:
        print_note(f"the first {counted(len(found.rows), 'row')}; more with a higher --limit")
    if not found.rows:
        print_note("nothing of the kind in the graph")
