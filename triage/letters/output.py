"""A draft as text, Markdown or a Word document."""

from __future__ import annotations

import re
from importlib import import_module
from io import BytesIO
from typing import Any

from triage.errors import InputError
from triage.letters.draft import Draft

EXTRA = "letters"
SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&]")
LINKING = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=[Ww][Ww][Ww])\.|@")
OPENING = re.compile(r"^(?:[+-]|[0-9]+[.)])(?= )")


def as_text(draft: Draft) -> str:
    """The draft as plain text: a paragraph a line."""
    lines = [draft.headings[0], *(f"- {note}" for note in draft.notes), "", draft.headings[1], ""]
    for block in draft.blocks:
        lines += [block.text, ""] if block.style == "title" else [block.text]
    return "\n".join(lines) + "\n"


def as_markdown(draft: Draft) -> str:
    """The draft as Markdown. Nothing in a value is read as mark-up, and no address in it becomes a link."""
    notes = "\n>\n".join(f"> {escaped(note)}" for note in draft.notes)
    pieces = [f"> **{escaped(draft.headings[0])}**\n>\n{notes}"]
    for block in draft.blocks:
        if block.style == "title":
            pieces.append(f"# {escaped(block.text)}")
        elif block.style == "item":
            number, _, text = block.text.partition(" ")
            pieces.append(f"{number} {escaped(text)}")
        else:
            pieces.append(escaped(block.text))
    return "\n\n".join(pieces) + "\n"


def escaped(text: str) -> str:
    r"""``text`` so that Markdown shows it as it is.

    >>> escaped("[a](http://b.example) <i>"), escaped("- www.c.example")
    ('\\[a\\](http\\://b.example) \\<i\\>', '\\- www\\.c.example')
    """
    text = LINKING.sub(r"\\\g<0>", SPECIAL.sub(r"\\\g<0>", text))
    return OPENING.sub(lambda mark: mark[0][:-1] + "\\" + mark[0][-1] if mark[0][0].isdigit() else "\\" + mark[0], text)


def as_docx(draft: Draft) -> bytes:
    """The draft as a Word document. Errors: ``InputError`` when the extra ``letters`` is not installed."""
    try:
        docx: Any = import_module("docx")
        qn: Any = import_module("docx.oxml.ns").qn
    except ImportError:
        raise InputError(
            "writing .docx needs python-docx, which is not installed",
            place="--out",
            effect="no draft was written",
            hint=f'pip install "triage-sms[{EXTRA}]", or write .txt or .md',
        ) from None
    document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.title = draft.title
    document.core_properties.comments = ""
    font = document.styles["Normal"].font
    font.name = "Times New Roman"
    font.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    document.add_paragraph().add_run(draft.headings[0]).bold = True
    for note in draft.notes:
        document.add_paragraph().add_run(note).italic = True
    for block in draft.blocks:
        if block.style == "title":
            document.add_paragraph().add_run(block.text).bold = True
        else:
            document.add_paragraph(block.text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()
