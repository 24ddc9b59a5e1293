"""``triage check``: its flags. The work is in ``answer``; ``quick`` reads the same flags without typer."""

from __future__ import annotations

import typer

from triage.cli.flags import (
    AS_OF,
    CHANNEL,
    CLAIM,
    CLIPBOARD,
    DID,
    FILE,
    LOANS,
    PAID_ON,
    RECEIVED,
    RELATION,
    SENDER,
    SENDERS,
)  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("check")(command)


def command(
    text: list[str] = typer.Argument(None, metavar="[TEXT]", help="The message; - or nothing reads stdin."),  # noqa: B008
    file: str = FILE,
    clipboard: bool = CLIPBOARD,
    sender: str = SENDER,
    channel: str = CHANNEL,
    received: str = RECEIVED,
    as_of: str = AS_OF,
    name: str = typer.Option(None, "--name", metavar="NAME", help="Your name, to see whether you are meant."),
    relation: str = RELATION,
    claim: str = CLAIM,
    paid_on: str = PAID_ON,
    did: list[str] = DID,
    loans: str = LOANS,
    senders: str = SENDERS,
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
