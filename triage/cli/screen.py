"""The console: how wide it is, what it can show, and the only place that styles a line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from triage.catalog import Catalog
from triage.model import Report
from triage.render.language import language_of
from triage.render.text import COLUMNS, text_lines

if TYPE_CHECKING:
    from triage.cli.answer import Options

WIDEST = 100
BOLD = ("headline", "heading")


class Screen:
    """Prints answers on stdout. Styled only on a real terminal, without ``NO_COLOR`` and unless ``plain``."""

    def __init__(self, plain: bool = False) -> None:
        terminal = sys.stdout.isatty()
        self.width = min(shutil.get_terminal_size((COLUMNS, 24)).columns, WIDEST) if terminal else columns_asked()
        self.styled = terminal and not plain and shows_styles(os.environ)

    def answer(self, report: Report, catalog: Catalog, options: Options, number: int = 1, count: int = 1) -> None:
        """Print one answer; of several, each with its number above it."""
        lang = language_of(report.message.text) if options.lang == "auto" else options.lang
        if count > 1:
            title = catalog.words("labels", "several").of(lang).format(number=number, count=count)
            self.lines([("plain", "")] if number > 1 else [])
            self.lines([("heading", f"== {title} ==")])
        if options.share:
            from triage.render.share import share_lines

            self.lines([("plain", line.text) for line in share_lines(report, catalog, lang)])
            return
        lines = text_lines(
            report,
            catalog,
            lang,
            width=self.width,
            explain=options.explain,
            easy=options.easy,
            helper=options.helper,
            redact=options.redact,
        )
        self.lines([(line.style, line.text) for line in lines])

    def lines(self, lines: list[tuple[str, str]]) -> None:
        """Print lines, each as it is: already wrapped, never read as markup. Only the style ``BOLD`` changes one."""
        if self.styled:
            from rich.color import ColorSystem
            from rich.style import Style

            bold = Style(bold=True)
            lines = [
                (style, bold.render(text, color_system=ColorSystem.STANDARD) if style in BOLD else text)
                for style, text in lines
            ]
        sys.stdout.write("".join(f"{text}\n" for _, text in lines))


def shows_styles(environment: Mapping[str, str]) -> bool:
    """Whether a terminal shows bold and wants it: ``NO_COLOR``, a dumb one and an old Windows console do not.

    >>> [shows_styles(one) for one in ({"TERM": "xterm"}, {"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"})]
    [True, False, False]
    """
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return os.name != "nt" or bool(environment.get("WT_SESSION") or environment.get("TERM"))


def columns_asked() -> int:
    """The width for a pipe: ``COLUMNS`` where it is set to a number, 80 otherwise."""
    asked = os.environ.get("COLUMNS", "")
    return min(int(asked), WIDEST) if asked.isascii() and asked.isdigit() and int(asked) >= 20 else COLUMNS
