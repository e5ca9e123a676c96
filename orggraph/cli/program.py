"""The command register: a command's file is imported only when that command is asked for."""

import inspect
import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from graph.errors import NotFoundError, OrgGraphError
from orggraph import __version__
from orggraph.cli.output import print_note

__all__ = ["COMMANDS", "program"]

# command -> the file under orggraph/cli that holds it; --help lists them in this order
COMMANDS: Final = {
    "build": "building",
    "info": "building",
    "extract": "reading",
    "evaluate": "evaluating",
    "synthesize": "synthesizing",
    "chain": "asking",
    "touches": "asking",
    "show": "asking",
    "search": "asking",
    "path": "connecting",
    "analyse": "analysing",
    "query": "querying",
    "validate": "checking",
    "diff": "comparing",
    "review": "reviewing",
    "export": "exporting",
    "serve": "serving",
    "dashboard": "opening",
}

# 128 + SIGPIPE: what a shell reports for a program whose reader has gone
CLOSED_PIPE: Final = 141


class _Commands(Mapping[str, Any]):
    """The commands by name, each imported when it is looked up."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"orggraph.cli.{COMMANDS[name]}")
        command = getattr(module, name)
        if isinstance(command, typer.Typer):
            return typer.main.get_command(command)
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(name, help=_paragraphs(command.__doc__))(command)
        return typer.main.get_command(single)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _paragraphs(docstring: str) -> str:
    """Return a docstring whose lines end only where a paragraph does: the terminal wraps them."""
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


class CommandRegister(TyperGroup):
    """The group of all commands; the errors of the other rooms leave here as one line."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()  # type: ignore[assignment]  # only ever read from

    def invoke(self, ctx: Any) -> Any:
        """Return what the command returns.

        Raises:
            typer.Exit: With status 1 where the answer is "there is no such thing", and 2 where the
                graph or a file cannot be used, after one line that says what, where and what to
                do; with 141, as a shell has it, where the reader of the output has gone.
        """
        try:
            answer = super().invoke(ctx)
            sys.stdout.flush()
        except NotFoundError as error:
            print_note(f"orggraph: {error}")
            raise typer.Exit(1) from error
        except OrgGraphError as error:
            print_note(f"orggraph: {error}")
            raise typer.Exit(2) from error
        except BrokenPipeError as error:
            _drop_output()
            raise typer.Exit(CLOSED_PIPE) from error
        except OSError as error:
            if error.filename is None:
                _drop_output()
            place = error.filename or "standard output"
            print_note(f"orggraph: {place}: {(error.strerror or str(error)).lower()}")
            raise typer.Exit(2) from error
        return answer


def _drop_output() -> None:
    """Point standard output at nothing, so that the flush at exit has nobody to complain to."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)


program = typer.Typer(
    cls=CommandRegister,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the boxes take longer to import than an answer to find
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # the signature of an option's callback
    if wanted:
        typer.echo(f"orggraph {__version__}")
        raise typer.Exit


@program.callback(epilog="Start with: orggraph build FOLDER, then orggraph chain 'JOB TITLE'")
def describe(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """An organisation graph in which every edge carries the sentence that proves it.

    Exit status: 0 done; 1 the answer is no; 2 wrong usage or an unusable graph.
    """
