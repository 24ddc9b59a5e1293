"""Charts as SVG that stands inside a page: no script, no font file, no date, the same bytes again.

Needs matplotlib (``pip install 'triage-sms[summary]'``). Texts stay texts, in the fonts of the page; so how long they
are is reckoned here, from the width of Chinese and Latin letters, and no font of the machine is asked.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from triage.errors import TriageError

INCH = 96  # pixels of a page
WIDTH = 7.1  # inches: an A4 page without its margins
ROW = 0.29
SIZE = 9.5  # points
INK, SOFT, FLAG, PALE, PAPER = "#22303c", "#5b6b79", "#b4532a", "#8fa3b5", "#dfe5ea"
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],  # comes with matplotlib: no font of the machine may change a byte
    "font.size": SIZE,
    "text.color": INK,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": INK,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
FONT = re.compile(r"font: ([0-9.]+)px [^;\"]*")
LEFT_OUT = re.compile(
    r"\s*<metadata>.*?</metadata>|\s*<style [^>]*>.*?</style>|\s*<defs>\s*</defs>"
    r"| ?font-family: [^;\"]*;?| transform=\"rotate\(-?0 [^\"]*\"",
    re.DOTALL,
)
GROUP_ID = re.compile(r"<(g|path|use) id=\"[^\"]*\"")
IDS = re.compile(r"(id=\"|url\(#|href=\"#)([A-Za-z0-9_-]+)")
OPENING = re.compile(r"<svg [^>]*?viewBox=\"([^\"]*)\"[^>]*>", re.DOTALL)


METADATA = ("Creator", "Date", "Format", "Type")


class Series(NamedTuple):
    """Values of one colour; None where one is withheld."""

    values: Sequence[int | None]
    colour: str = PALE
    name: str = ""


def available() -> None:
    """``TriageError`` that says how to get it where matplotlib is missing."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise TriageError(
            "the charts of a summary need a package that is not installed",
            place="matplotlib",
            effect="nothing was assessed",
            hint="pip install 'triage-sms[summary]', or name a .json, which needs nothing",
        ) from None


def across(name: str, title: str, foot: str, labels: Sequence[str], series: Series, withheld: str) -> str:
    """Bars that lie, one for each label from the top, each with its count; ``foot`` stands under them."""
    left = min(0.45 * WIDTH, max(map(em, labels), default=0) * SIZE / 72 + 0.2)
    with drawn(name, title, foot, ROW * len(labels) + 0.1, left, 0.9) as (axes, made):
        places = range(len(labels))
        axes.barh(places, [value or 0 for value in series.values], 0.68, color=series.colour)
        for place, value in zip(places, series.values, strict=True):
            axes.annotate(
                withheld if value is None else f"{value:,}", (value or 0, place), (4, 0), textcoords="offset points",
                va="center", color=SOFT if value is None else INK,
            )  # fmt: skip
        axes.set_yticks(places, labels)
        axes.invert_yaxis()
        axes.set_xlim(0, most((series,)))
        axes.xaxis.set_visible(False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
    return made[0]


def upright(
    name: str, title: str, foot: str, labels: Sequence[str], series: Sequence[Series], withheld: str, every: int = 1
) -> str:
    """Bars that stand, one behind the other where there are several series; every so many labels are written."""
    with drawn(name, title, foot, 2.2, 0.65, 0.1, any(one.name for one in series), labelled=True) as (axes, made):
        places = range(len(labels))
        for one in series:
            axes.bar(places, [value or 0 for value in one.values], 0.78, color=one.colour, label=one.name)
        for place, value in zip(places, series[0].values, strict=True):
            if value is None:
                axes.annotate(withheld, (place, 0), (0, 3), textcoords="offset points", ha="center", color=SOFT)
        axes.set_xticks(places[::every], labels[::every])
        axes.set_xlim(-0.6, len(labels) - 0.4)
        axes.set_ylim(0, most(series))
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}" if value == int(value) else "")
        axes.yaxis.grid(True, color=PAPER, linewidth=0.8)
        axes.set_axisbelow(True)
        axes.spines[["top", "right", "left"]].set_visible(False)
        if any(one.name for one in series):
            legend(axes, len(series))
    return made[0]


def stacked(name: str, title: str, foot: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Bars that lie, each the whole in parts; a part that is withheld leaves its place empty."""
    left = max(map(em, labels), default=0) * SIZE / 72 + 0.3
    with drawn(name, title, foot, 0.42 * len(labels) + 0.1, left, 0.3, legend=True) as (axes, made):
        start = [0] * len(labels)
        for one in series:
            values = [value or 0 for value in one.values]
            axes.barh(range(len(labels)), values, 0.6, left=start, color=one.colour, label=one.name, edgecolor="white")
            start = [a + b for a, b in zip(start, values, strict=True)]
        axes.set_yticks(range(len(labels)), labels)
        axes.invert_yaxis()
        axes.set_xlim(0, max([*start, 1]))
        axes.xaxis.set_visible(False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
        legend(axes, len(series))
    return made[0]


def legend(axes: Any, columns: int) -> None:
    """The names of the series above the bars."""
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns, frameon=False, handlelength=0.9, handleheight=0.9,
        borderpad=0.1, columnspacing=2.4,
    )  # fmt: skip


def most(series: Sequence[Series]) -> float:
    """The end of an axis."""
    return max([value for one in series for value in one.values if value] or [1]) * 1.05


def em(text: str) -> float:
    """About how wide a text is, in heights of its letters."""
    return sum(1.0 if east_asian_width(letter) in "WF" else 0.56 for letter in text)


@contextmanager
def drawn(
    name: str,
    title: str,
    foot: str,
    height: float,
    left: float,
    right: float,
    legend: bool = False,
    labelled: bool = False,
) -> Iterator[tuple[Any, list[str]]]:
    """Axes to draw on, of a height in inches between two margins; afterwards the SVG is in the list.

    ``labelled``: there are words under the axes.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    low, top = 0.58 if labelled else 0.36, 0.34 if legend else 0.08
    whole = height + low + top
    made: list[str] = []
    with mpl.rc_context({**STYLE, "svg.hashsalt": name}), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the font has no Chinese: the reader's has
        figure = Figure(figsize=(WIDTH, whole))
        FigureCanvasSVG(figure)
        axes = figure.add_axes((left / WIDTH, low / whole, (WIDTH - left - right) / WIDTH, height / whole))
        axes.tick_params(length=0, pad=5)
        yield axes, made
        figure.text(0.004, 0.1 / whole, foot, color=SOFT, fontsize=SIZE - 1.5)
        sink = io.StringIO()
        figure.savefig(sink, format="svg", metadata=dict.fromkeys(METADATA))
    made.append(inline(sink.getvalue(), name, title))


def inline(svg: str, name: str, title: str) -> str:
    """An SVG file as an element of a page: named, its ids its own, its fonts those of the page."""
    body = svg[svg.index("<svg ") :]
    body = FONT.sub(r"font-size: \1px", LEFT_OUT.sub("", body))
    body = IDS.sub(rf"\1{name}-\2", GROUP_ID.sub(r"<\1", body))
    opened = OPENING.match(body)
    assert opened is not None, "matplotlib has written no viewBox"
    _, _, width, height = opened[1].split()
    head = (
        f'<svg role="img" aria-label="{escape(title)}" viewBox="{opened[1]}" '
        f'width="{float(width) * INCH / 72:.0f}" height="{float(height) * INCH / 72:.0f}">'
    )
    return head + body[opened.end() :].strip()
