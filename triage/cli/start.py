"""The start of the program, and the one place where errors become words on stderr and exit codes."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress

from triage.cli.source import NoMessage
from triage.errors import InputError, TriageError

FAILED, USAGE, NO_MESSAGE, INTERRUPTED = 1, 2, 3, 130
UNWRITTEN = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code. Nothing of a message is ever repeated in an error."""
    if not ready():
        return complain("standard output is closed; nothing was answered", FAILED)
    try:
        code = code_of(arguments)
        sys.stdout.flush()
        return code
    except NoMessage as error:
        return complain(str(error), NO_MESSAGE)
    except InputError as error:
        return complain(str(error), USAGE)
    except TriageError as error:
        return complain(str(error), FAILED)
    except BrokenPipeError:
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # an error's own words may hold the message, so only its place is told
        if isinstance(error, OSError) and error.errno in UNWRITTEN:
            return complain(f"the output could not be written ({error.strerror}); it is not complete", FAILED)
        return complain(fault_words(error), FAILED)


def ready() -> bool:
    """Make both streams fit for Chinese; whether there is a standard output at all.

    A stream whose encoding has no Chinese (the C locale, a redirection on a Western Windows) would show question marks
    only, so it is written as UTF-8.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding=stream.encoding if holds_chinese(stream.encoding) else "utf-8", errors="replace")
    return sys.stdout is not None


def holds_chinese(encoding: str) -> bool:
    """Whether ``encoding`` can write the characters of an answer.

    >>> holds_chinese("utf-8"), holds_chinese("gbk"), holds_chinese("latin-1")
    (True, True, False)
    """
    try:
        return bool("还款".encode(encoding))
    except UnicodeEncodeError:
        return False


def leave(code: int) -> None:
    """End the process at once: taking down what it holds would take a quarter of the time of a whole answer."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def code_of(arguments: list[str]) -> int:
    """Run the command that ``arguments`` name and return its exit code; a plain ``check`` does without typer."""
    if not arguments or arguments[0] == "check":
        gc.disable()  # one message leaves nothing behind that is worth looking for
        from triage.cli.answer import check
        from triage.cli.quick import plain_check

        found = plain_check(arguments)
        if found is not None:
            return check(*found)
    from triage.cli.commands import invoke

    return invoke(arguments)


def complain(words: str, code: int) -> int:
    """Print ``words`` on stderr, every line with the program's name, and return ``code``."""
    from triage.render.width import visible

    for line in words.splitlines():
        print(f"triage: {visible(line)}" if line else "", file=sys.stderr)
    return code


def fault_words(error: Exception) -> str:
    """Which error and where, without what it says."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"
    return f"a fault of triage itself, {type(error).__name__} in {where}; nothing was answered; please report it"
