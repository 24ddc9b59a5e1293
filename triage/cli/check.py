"""``triage check``: its flags. The work is in ``answer``; ``quick`` reads the same flags without typer."""

from __future__ import annotations

import typer

from triage.cli.overlay import HELP as OVERLAY_HELP
from triage.model import CHANNELS, CLAIMS, DEEDS, RELATIONS

CHANNEL_HELP = "How it came: " + " ".join(CHANNELS)
RELATION_HELP = "You and the borrower: " + " ".join(RELATIONS)
CLAIM_HELP = "What you remember: " + " ".join(CLAIMS)
DID_HELP = "What was done already, several with commas: " + " ".join(DEEDS)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("check")(command)


def command(
    text: list[str] = typer.Argument(None, metavar="[TEXT]", help="The message; - or nothing reads stdin."),  # noqa: B008
    file: str = typer.Option(None, "--file", "-f", metavar="FILE", help="Read the message from a file."),
    clipboard: bool = typer.Option(False, "--clipboard", help="Read the message from the clipboard."),
    sender: str = typer.Option(None, "--sender", metavar="NUMBER", help="The number or name it came from."),
    channel: str = typer.Option("sms", "--channel", metavar="CHANNEL", help=CHANNEL_HELP),
    received: str = typer.Option(
        None, "--received", metavar="TIME", help="When it came: YYYY-MM-DD or YYYY-MM-DDTHH:MM, Beijing time."
    ),
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the answer, by default today."),
    name: str = typer.Option(None, "--name", metavar="NAME", help="Your name, to see whether you are meant."),
    relation: str = typer.Option(None, "--relation", metavar="WHO", help=RELATION_HELP),
    claim: str = typer.Option(None, "--claim", metavar="WHAT", help=CLAIM_HELP),
    paid_on: str = typer.Option(None, "--paid-on", metavar="DATE", help="The day you paid."),
    did: list[str] = typer.Option(  # noqa: B008
        None, "--did", metavar="WHAT", help=DID_HELP
    ),
    loans: str = typer.Option(None, "--loans", metavar="FILE", help="Your own ledger of loans (YAML)."),
    senders: str = typer.Option(None, "--senders", metavar="FILE", help=OVERLAY_HELP),
    helper: bool = typer.Option(False, "--helper", help="You help somebody else."),
    lang: str = typer.Option("auto", "--lang", metavar="LANG", help="auto (that of the message), zh or en."),
    json: bool = typer.Option(False, "--json", help="Print triage.report/1 as one line of JSON."),
    explain: bool = typer.Option(False, "--explain", help="Add rules, their limits, sources and what is missing."),
    easy: bool = typer.Option(False, "--easy", help="The first things to do, in short sentences and plain words."),
    redact: bool = typer.Option(False, "--redact", help="Mask names, numbers and accounts of persons."),
    share: bool = typer.Option(False, "--share", help="At most ten lines to forward, other people's data masked."),
    no_color: bool = typer.Option(False, "--no-color", help="No bold, no colour; NO_COLOR does the same."),
    exit_zero: bool = typer.Option(False, "--exit-zero", help="Exit with 0 where it would be 10 or 11."),
) -> None:
    """Check one message.

    Exit codes: 0 nothing flagged (which does not mean that nothing is wrong), 10 something possible or questionable, a
    court paper or a wrong recipient, 11 something likely or serious, 1 failure, 2 wrong usage, 3 no message.
    """
    from triage.cli.answer import Options, check

    options = Options(
        file, clipboard, sender, channel, received, as_of, name, relation, claim, paid_on, tuple(did or ()), loans,
        senders, helper, lang, json, explain, easy, redact, share, no_color, exit_zero,
    )  # fmt: skip
    raise typer.Exit(check(tuple(text or ()), options))
