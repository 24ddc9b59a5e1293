"""The typer application: commands, help, and what is wrong with a call."""

from __future__ import annotations

import sys
from importlib import import_module

import typer
from typer.exceptions import TyperException

from triage.errors import InputError

USAGE = 2

# Each command and the module that adds it: a start loads only the module that it needs.
HOMES = {
    "check": "triage.cli.check",
    "guide": "triage.cli.guide",
    "help-now": "triage.cli.guide",
    "route": "triage.cli.route",
    "letter": "triage.cli.letters",
    "redact": "triage.cli.redact",
    "batch": "triage.cli.runs",
    "campaigns": "triage.cli.campaigns",
    "evaluate": "triage.cli.runs",
    "senders": "triage.cli.senders",
    "rules": "triage.cli.records",
    "facts": "triage.cli.records",
    "data": "triage.cli.records",
    "schema": "triage.cli.schemas",
}


def app_of(*names: str) -> typer.Typer:
    """The application with the commands ``names``, all of them by default."""
    app = typer.Typer(
        name="triage",
        help="Checks debt-collection messages from mainland China, offline, and says what to do now.\n\n"
        "Without a command: paste a message.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(alone)
    for home in dict.fromkeys(HOMES[name] for name in names or HOMES):
        import_module(home).add_to(app)
    return app


def alone(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version."),
) -> None:
    """Without a command: the paste prompt, or whatever is piped in."""
    if version:
        from triage import __version__

        typer.echo(f"triage {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from triage.cli.answer import Options, check

        raise typer.Exit(check((), Options()))


def invoke(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name and return its exit code. InputError for a wrong call."""
    first = arguments[0] if arguments else ""
    app = app_of(first) if first in HOMES else app_of()
    try:
        code = app(args=arguments, prog_name="triage", standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message(), file=sys.stderr)
            return USAGE
        raise InputError(usage_words(error)) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    return code if isinstance(code, int) else 0


def usage_words(error: TyperException) -> str:
    """What is wrong with the call. Only names of ours are repeated: the rest may be a message that was not quoted."""
    import re

    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "triage"
    option = str(getattr(error, "option_name", "") or "")
    param = getattr(error, "param", None)
    if kind == "NoSuchOption":
        named = f" {option}" if re.fullmatch(r"--?[a-z-]{1,24}", option) else ""
        near = ", ".join(getattr(error, "possibilities", None) or ())
        what = f"no such option{named}" + (f" (perhaps {near})" if near else "")
        if not named and path.endswith("check"):
            what += "; a message that begins with - goes after --, into a file or through a pipe"
    elif option:
        what = f"{option} needs a value"
    elif param is not None:
        names = (param.metavar or param.name) if param.param_type_name == "argument" else "/".join(param.opts)
        what = f"{names} is missing" if kind == "MissingParameter" else f"{names}: this value cannot be used"
    elif "command" in str(error.args[:1]).lower():
        what = 'no such command; a message goes after check, in quotes: triage check "…"'
    else:
        what = "these arguments cannot be used"
    return f"{what}\ntry: {path} --help"
