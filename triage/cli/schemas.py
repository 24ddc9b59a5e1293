"""``triage schema``: the JSON Schemas of all that is read and written."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from triage.errors import InputError

FOLDER = Path(__file__).parent.parent / "schema"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("schema")(schema)


def schema(
    name: str = typer.Argument(None, metavar="[NAME]", help="As it stands under schema in a record: triage.report/1."),
) -> None:
    """Print the JSON Schema of a record, or list them.

    They are files of the package too: schema/report-1.json and so on, beside its modules.
    """
    texts = {title_of(text): text for text in (path.read_text("utf-8") for path in sorted(FOLDER.glob("*.json")))}
    if name is None:
        for title, text in texts.items():
            typer.echo(f"{title:22}{json.loads(text)['description'].partition('. ')[0].rstrip('.')}")
        return
    if name not in texts:
        raise InputError("no such schema", place="NAME", effect="nothing was printed", hint="list them: triage schema")
    typer.echo(texts[name], nl=False)


def title_of(text: str) -> str:
    """The name of the records that a schema is for."""
    return str(json.loads(text)["title"])
