"""Flags that several commands take, each with one meaning and one help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from triage.cli.overlay import HELP as OVERLAY_HELP
from triage.model import CHANNELS, CLAIMS, DEEDS, RELATIONS

if TYPE_CHECKING:
    from triage.catalog import Catalog

LANGUAGES = ("zh", "en")

LANG = typer.Option("zh", "--lang", metavar="LANG", help="zh or en.")
AS_OF = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answer, by default today.")
JSON = typer.Option(False, "--json", help="Print one line of JSON.")
SENDERS = typer.Option(None, "--senders", metavar="FILE", help=OVERLAY_HELP)
WORKERS = typer.Option(1, "--workers", min=1, max=256, metavar="N", help="Processes at work.")
INPUT_FORMAT = typer.Option(None, "--input-format", metavar="FORM", help="The form of IN, if not recognised.")
MAP = typer.Option(None, "--map", metavar="FIELD=COLUMN,…", help="Columns, as text=内容,sender=号码.")

# A message, and what its recipient knows.
FILE = typer.Option(None, "--file", "-f", metavar="FILE", help="Read the message from a file.")
CLIPBOARD = typer.Option(False, "--clipboard", help="Read the message from the clipboard.")
SENDER = typer.Option(None, "--sender", metavar="NUMBER", help="The number or name it came from.")
CHANNEL = typer.Option("sms", "--channel", metavar="CHANNEL", help="How it came: " + " ".join(CHANNELS))
RECEIVED = typer.Option(
    None, "--received", metavar="TIME", help="When it came: YYYY-MM-DD or YYYY-MM-DDTHH:MM, Beijing time."
)
RELATION = typer.Option(None, "--relation", metavar="WHO", help="You and the borrower: " + " ".join(RELATIONS))
CLAIM = typer.Option(None, "--claim", metavar="WHAT", help="What you remember: " + " ".join(CLAIMS))
PAID_ON = typer.Option(None, "--paid-on", metavar="DATE", help="The day you paid.")
DID = typer.Option(None, "--did", metavar="WHAT", help="What was done already, several with commas: " + " ".join(DEEDS))
LOANS = typer.Option(None, "--loans", metavar="FILE", help="Your own ledger of loans (YAML).")


def opened(lang: str, senders: str | None) -> Catalog:
    """The catalog with the user's own records, once ``lang`` is known to be taken."""
    from triage.cli.answer import one_of
    from triage.cli.overlay import catalog_with

    one_of("--lang", lang, LANGUAGES)
    return catalog_with(senders)
