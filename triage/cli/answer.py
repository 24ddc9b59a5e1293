"""The work of ``triage check``: the flags as values, the message from wherever it comes, the answer, the exit code.

Nothing here imports typer, so that the usual call starts quickly.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from triage.catalog import Catalog
from triage.cli.overlay import catalog_with
from triage.cli.source import NoMessage, Source, from_clipboard, from_file, from_stdin, from_words, typed
from triage.errors import InputError
from triage.model import CHANNELS, CLAIMS, DEEDS, RELATIONS, SHANGHAI, Context, Loan, Message, Moment, Report, moment

LANGUAGES = ("auto", "zh", "en")


class Options(NamedTuple):
    """The flags of ``check``, as they were typed."""

    file: str | None = None
    clipboard: bool = False
    sender: str | None = None
    channel: str = "sms"
    received: str | None = None
    as_of: str | None = None
    name: str | None = None
    relation: str | None = None
    claim: str | None = None
    paid_on: str | None = None
    did: tuple[str, ...] = ()
    loans: str | None = None
    senders: str | None = None
    helper: bool = False
    lang: str = "auto"
    json: bool = False
    explain: bool = False
    easy: bool = False
    redact: bool = False
    share: bool = False
    no_color: bool = False
    exit_zero: bool = False


def check(words: tuple[str, ...], options: Options) -> int:
    """Answer and return the exit code: that of the gravest message."""
    from triage.advise import exit_code
    from triage.api import assess

    answer_day = civil_day("--as-of", options.as_of) or today()
    received = instant("--received", options.received)
    context = context_of(options)
    one_of("--channel", options.channel, CHANNELS)
    one_of("--lang", options.lang, LANGUAGES)
    if options.share and (options.json or options.explain):
        raise InputError("--share is a short text", place="--share", effect="nothing was checked", hint="use it alone")
    catalog = catalog_with(options.senders)
    source, asked = source_of(words, options, catalog, context)
    texts = texts_of(source, options, received, answer_day, catalog)
    sender, gravest = typed(options.sender), 0
    show = shown_by(options, catalog, len(texts))
    for number, text in enumerate(texts, 1):
        message = Message(text, sender, options.channel, received)
        report = assess(message, asked, catalog=catalog, as_of=answer_day)
        show(report, number)
        gravest = max(gravest, exit_code(report.verdict))
    return 0 if options.exit_zero else gravest


def source_of(words: tuple[str, ...], options: Options, catalog: Catalog, context: Context) -> tuple[Source, Context]:
    """The text and, when it was pasted, the context with what was asked."""
    ways = [bool(words), options.file is not None, options.clipboard]
    if sum(ways) > 1:
        raise InputError(
            "give the message once",
            place="check",
            effect="nothing was checked",
            hint="as TEXT, with --file or with --clipboard",
        )
    if options.file is not None and options.file != "-":
        return from_file(options.file), context
    if options.clipboard:
        return from_clipboard(), context
    if words and words != ("-",):
        return from_words(words), context
    if sys.stdin is not None and sys.stdin.isatty():
        from triage.cli.paste import pasted

        return pasted(catalog, options.lang, context)
    return from_stdin() if sys.stdin is not None else Source(""), context


def texts_of(
    source: Source, options: Options, received: Moment | None, as_of: date, catalog: Catalog
) -> tuple[str, ...]:
    """Every message in ``source``, with notes on what was doubtful. NoMessage when there is none."""
    from triage.read.split import split_messages
    from triage.render.language import language_of

    lang = language_of(source.text) if options.lang == "auto" else options.lang

    def words(key: str, **slots: object) -> str:
        return catalog.words("prompt", key).of(lang).format(**slots)

    if not any(sign.isalnum() for sign in source.text):
        both = catalog.words("prompt", "no_message")
        raise NoMessage(f"{both.zh}\n{both.en}" if options.lang == "auto" else both.of(lang))
    if source.encoding == "GB18030" or source.encoding == "UTF-16":
        note(words("decoded", encoding=source.encoding))
    if source.replaced:
        note(words("replaced"))
    if received and received.date > as_of:
        note(words("later"))
    texts = split_messages(source.text, catalog.lexicon)
    if len(texts) > 1:
        note(words("several", count=len(texts)))
    return texts


def shown_by(options: Options, catalog: Catalog, count: int) -> Callable[[Report, int], None]:
    """What prints one of ``count`` answers: JSON one a line and always in UTF-8, text as the console can show it."""
    if options.json:
        from triage.render.json_v1 import render_json

        sys.stdout.flush()
        out = sys.stdout.buffer

        def show_json(report: Report, number: int) -> None:
            out.write((render_json(report, catalog, options.lang, options.redact) + "\n").encode("utf-8"))
            if number == count:
                out.flush()

        return show_json
    from triage.cli.screen import Screen

    screen = Screen(plain=options.no_color)

    def show_text(report: Report, number: int) -> None:
        screen.answer(report, catalog, options, number, count)

    return show_text


def context_of(options: Options) -> Context:
    """What the recipient told in flags. InputError for a value that is not taken."""
    loans: tuple[Loan, ...] = ()
    if options.loans is not None:
        from triage.cli.ledger import loans_of

        loans = loans_of(options.loans)
    did = tuple(part for value in options.did for one in value.split(",") if (part := spelled(one)))
    for one in did:
        one_of("--did", one, DEEDS)
    relation, claim = spelled(options.relation), spelled(options.claim)
    one_of("--relation", relation, RELATIONS)
    one_of("--claim", claim, CLAIMS)
    return Context(typed(options.name), relation, claim, civil_day("--paid-on", options.paid_on), did, loans)


def spelled(value: str | None) -> str | None:
    """A value as the records spell it: ``never-borrowed`` is ``never_borrowed``."""
    return value.strip().lower().replace("-", "_") or None if value is not None else None


def one_of(flag: str, value: str | None, allowed: tuple[str, ...]) -> None:
    """InputError when ``value`` is given and is not among ``allowed``."""
    if value is not None and value not in allowed:
        raise InputError(
            "this value is not taken",
            place=flag,
            effect="nothing was checked",
            hint=f"use one of: {', '.join(one.replace('_', '-') for one in allowed)}",
        )


def instant(flag: str, value: str | None) -> Moment | None:
    """The moment of a flag, None without one. InputError with the flag's name when there is no such time."""
    if value is None:
        return None
    try:
        return moment(value)
    except InputError as error:
        raise InputError(error.what, place=flag, effect="nothing was checked", hint=error.hint) from None


def civil_day(flag: str, value: str | None) -> date | None:
    """The civil date of a flag."""
    found = instant(flag, value)
    return found.date if found else None


def note(words: str) -> None:
    """A note beside the answer, on stderr."""
    print(words, file=sys.stderr)


def today() -> date:
    """Today's date in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()
