"""``triage letter``: a draft on the screen or in a file, and the list of kinds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from triage.cli.flags import (
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
    opened,
)  # fmt: skip
from triage.errors import InputError

if TYPE_CHECKING:
    from triage.catalog import Catalog
    from triage.cli.answer import Options
    from triage.letters import Draft
    from triage.model import Report

LIST = "list"
KINDS_OF_FILE = (".txt", ".md", ".docx")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("letter")(command)


def command(
    kind: str = typer.Argument(..., metavar="KIND", help="The kind of letter, or list."),
    text: list[str] = typer.Argument(None, metavar="[TEXT]", help="The message, if there is one; - reads stdin."),  # noqa: B008
    set_: list[str] = typer.Option(None, "--set", metavar="KEY=VALUE", help="Fill a blank; may be given often."),  # noqa: B008
    out: str = typer.Option(None, "--out", "-o", metavar="FILE", help="Write FILE (.txt, .md or .docx)."),
    force: bool = typer.Option(False, "--force", help="Overwrite FILE if it exists."),
    file: str = FILE,
    clipboard: bool = CLIPBOARD,
    sender: str = SENDER,
    channel: str = CHANNEL,
    received: str = RECEIVED,
    as_of: str = typer.Option(None, "--as-of", metavar="DATE", help="The day of the letter, by default today."),
    name: str = typer.Option(None, "--name", metavar="NAME", help="Your name."),
    relation: str = RELATION,
    claim: str = CLAIM,
    paid_on: str = PAID_ON,
    did: list[str] = DID,
    loans: str = LOANS,
    senders: str = SENDERS,
    lang: str = typer.Option("zh", "--lang", metavar="LANG", help="zh (most readers of a letter want it) or en."),
) -> None:
    """Draft a letter; what is not known stays a blank. KIND list shows the kinds.

    Nothing is sent. Exit codes: 0 written, 1 failure, 2 wrong usage or a letter that does not fit what you told.
    """
    from triage.cli.answer import Options

    catalog = opened(lang, senders)
    options = Options(
        file, clipboard, sender, channel, received, as_of, name, relation, claim, paid_on, tuple(did or ()), loans,
        senders, lang=lang,
    )  # fmt: skip
    if kind == LIST:
        say(listed(catalog, lang))
        return
    must_be_writable(out, force)
    written = drafted(kind, tuple(text or ()), options, answers_of(set_ or []), catalog)
    if out is None:
        show(written)
    else:
        save(out, content(written, out), force)
        print(f"written: {out}", file=sys.stderr)
    note_blanks(written, catalog)


def drafted(kind: str, words: tuple[str, ...], options: Options, answers: dict[str, str], catalog: Catalog) -> Draft:
    """The draft for the message and flags given."""
    from triage.cli.answer import civil_day, context_of, today
    from triage.letters import draft

    report = report_of(words, options, catalog)
    day = civil_day("--as-of", options.as_of) or today()
    told = context_of(options)
    return draft(kind, catalog, options.lang, as_of=day, report=report, context=told, answers=answers)


def report_of(words: tuple[str, ...], options: Options, catalog: Catalog) -> Report | None:
    """What is found in the message, None when none is given. InputError for more than one."""
    from triage.api import assess
    from triage.cli.answer import civil_day, context_of, instant, one_of, source_of, texts_of, today
    from triage.cli.source import typed
    from triage.model import CHANNELS, Message

    one_of("--channel", options.channel, CHANNELS)
    received = instant("--received", options.received)
    if not words and options.file is None and not options.clipboard:
        return None
    day = civil_day("--as-of", options.as_of) or today()
    source, asked = source_of(words, options, catalog, context_of(options))
    texts = texts_of(source, options, received, day, catalog)
    if len(texts) > 1:
        raise InputError("several messages", place="TEXT", effect="no draft was written", hint="give one message")
    message = Message(texts[0], typed(options.sender), options.channel, received)
    return assess(message, asked, catalog=catalog, as_of=day)


def answers_of(pairs: list[str]) -> dict[str, str]:
    """The values of ``--set`` by key. InputError for one without ``=``."""
    from triage.cli.source import typed

    answers = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise InputError("no = in it", place="--set", effect="no draft was written", hint="write KEY=VALUE")
        answers[key.strip().replace("-", "_")] = typed(value) or ""
    return answers


def listed(catalog: Catalog, lang: str) -> Iterator[str]:
    """The kinds of letters, and what each is for."""
    from triage.catalog.letters import letter_kinds

    for kind in letter_kinds(catalog).values():
        yield f"{kind.id:<20}  {kind.title.of(lang)}"
        yield f"{'':<20}  {kind.use.of(lang)}"


def show(draft: Draft) -> None:
    """Print a draft as the console can show it."""
    from triage.cli.screen import Screen
    from triage.letters import as_text
    from triage.render.width import visible, wrapped

    screen = Screen(plain=True)
    lines = (piece for line in as_text(draft).splitlines() for piece in wrapped(visible(line), screen.width))
    screen.lines([("plain", line) for line in lines])


def say(lines: Iterator[str]) -> None:
    """Print lines as they are."""
    for line in lines:
        typer.echo(line)


def note_blanks(draft: Draft, catalog: Catalog) -> None:
    """Say on stderr which blanks are open, and how to fill them."""
    raw = catalog.section("letters")
    open_ones = [name for name in draft.blanks if name not in ("findings", "laws")]
    if not open_ones:
        return
    between = raw["words"]["between"][draft.lang]
    listing = between.join(f"{name} ({raw['slots'][name][draft.lang]})" for name in open_ones)
    print(raw["words"]["still_blank"][draft.lang].format(list=listing), file=sys.stderr)
    print(raw["words"]["how_to_set"][draft.lang].format(key=open_ones[0]), file=sys.stderr)


# --- files -----------------------------------------------------------------------------------------------------------


def must_be_writable(out: str | None, force: bool) -> None:
    """InputError, before any work, for a kind of file that is not written or a file that exists."""
    if out is None:
        return
    if not out.lower().endswith(KINDS_OF_FILE):
        raise InputError(
            "this kind of file is not written",
            place="--out",
            effect="no draft was written",
            hint=f"use a name that ends in {', '.join(KINDS_OF_FILE)}",
        )
    if os.path.lexists(out) and not force:
        raise exists()


def exists() -> InputError:
    """What is said of a file that is there already."""
    return InputError(
        "this file exists", place="--out", effect="no draft was written", hint="choose another name, or add --force"
    )


def content(draft: Draft, out: str) -> bytes:
    """The draft as the bytes of the kind of file that ``out`` names."""
    from triage.letters import as_docx, as_markdown, as_text

    name = out.lower()
    if name.endswith(".docx"):
        return as_docx(draft)
    return (as_markdown(draft) if name.endswith(".md") else as_text(draft)).encode("utf-8")


def save(out: str, data: bytes, force: bool) -> None:
    """Write ``data`` to ``out`` in one step, readable by its owner only; never over a file unless ``force``."""
    folder, name = os.path.split(out)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.part")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        if force:
            os.replace(beside, out)
        else:
            put_if_free(beside, out)
    except FileExistsError:
        raise exists() from None
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})",
            place="--out",
            effect="no draft was written",
            hint="check the name and the rights of the folder",
        ) from None
    finally:
        with suppress(OSError):
            os.unlink(beside)


def put_if_free(beside: str, out: str) -> None:
    """Give the file ``beside`` the name ``out`` unless there is one. FileExistsError when there is."""
    try:
        os.link(beside, out)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(out):
            raise FileExistsError from None
        os.replace(beside, out)
