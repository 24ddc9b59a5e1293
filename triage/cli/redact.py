"""``triage redact``: a text with everything masked that identifies a person."""

from __future__ import annotations

import sys

import typer

from triage.errors import InputError

KEEP_HELP = "What else stays readable, with commas: amounts, lender (its names, numbers and links)."


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("redact")(command)


def command(
    text: list[str] = typer.Argument(None, metavar="[TEXT]", help="The text; - or nothing reads stdin."),  # noqa: B008
    file: str = typer.Option(None, "--file", "-f", metavar="FILE", help="Read the text from a file."),
    clipboard: bool = typer.Option(False, "--clipboard", help="Read the text from the clipboard."),
    keep: list[str] = typer.Option(None, "--keep", metavar="WHAT", help=KEEP_HELP),  # noqa: B008
    name: list[str] = typer.Option(  # noqa: B008
        None, "--name", metavar="NAME", help="A name to mask wherever it stands; may be given often."
    ),
) -> None:
    """Mask names, addresses, numbers and accounts of persons, amounts and the lender, in any text.

    Every letter and digit becomes a star, so the length stays; of a name its first character stays. Numbers of public
    bodies stay. Look the result over before passing it on: a name that nothing marks as one is not found.
    """
    from triage.catalog import load_catalog
    from triage.cli.source import typed
    from triage.render.personal import redacted

    kept = kept_of(keep or [])
    names = [one for one in map(typed, name or []) if one]
    source = text_of(tuple(text or ()), file, clipboard)
    sys.stdout.write(redacted(source, load_catalog(), kept, names))
    if not source.endswith("\n"):
        sys.stdout.write("\n")


def kept_of(values: list[str]) -> tuple[str, ...]:
    """What ``--keep`` names. InputError for anything else."""
    from triage.render.personal import KEEPABLE

    kept = tuple(part.strip().lower() for value in values for part in value.split(",") if part.strip())
    if not set(kept) <= set(KEEPABLE):
        raise InputError(
            "this is not kept", place="--keep", effect="nothing was masked", hint=f"use {', '.join(KEEPABLE)}"
        )
    return kept


def text_of(words: tuple[str, ...], file: str | None, clipboard: bool) -> str:
    """The text, from wherever it comes. InputError when it is given twice, NoMessage when there is none."""
    from triage.cli.source import NoMessage, from_clipboard, from_file, from_stdin, from_words

    if sum((bool(words), file is not None, clipboard)) > 1:
        raise InputError(
            "give the text once",
            place="redact",
            effect="nothing was masked",
            hint="as TEXT, with --file or with --clipboard",
        )
    if file is not None and file != "-":
        source = from_file(file)
    elif clipboard:
        source = from_clipboard()
    elif words and words != ("-",):
        source = from_words(words)
    else:
        if sys.stdin.isatty():
            print("paste the text, then Ctrl-D", file=sys.stderr)
        source = from_stdin()
    if source.replaced:
        print("some characters could not be read and were replaced", file=sys.stderr)
    if not source.text.strip():
        raise NoMessage("no text was given")
    return source.text
