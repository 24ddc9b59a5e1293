"""A draft as text, Markdown and Word."""

import builtins
import zipfile
from io import BytesIO
from typing import Any

import pytest

from triage.errors import InputError
from triage.letters import as_docx, as_markdown, as_text
from triage.letters.output import escaped

from .made import drafted

HOSTILE = {"name": "# [点此](http://a.example) <script>alert(1)</script> & `x` www.b.example c@d.example\x1b[0m\u202e"}


def test_text_begins_with_the_notes() -> None:
    text = as_text(drafted("hardship", None, "zh"))
    assert text.startswith("给您自己看的（寄出前删去）\n- 写这封信等于认可这笔债。")
    assert "\n草稿\n\n还款安排协商申请\n\n致：" in text


def test_markdown_has_one_heading_and_no_link() -> None:
    text = as_markdown(drafted("verify", None, "zh", answers=HOSTILE))
    assert text.startswith("> **给您自己看的")
    assert text.count("\n# ") == 1
    line = next(one for one in text.splitlines() if one.startswith("姓名"))
    assert line == (
        r"姓名：\# \[点此\](http\://a.example) \<script\>alert(1)\</script\> \& \`x\` www\.b.example c\@d.example\[0m"
    )


def test_requests_are_numbered_in_markdown() -> None:
    text = as_markdown(drafted("verify", None, "en"))
    assert [one[:3] for one in text.splitlines() if one[:1].isdigit()] == ["1. ", "2. ", "3. ", "4. ", "5. "]


def test_escaping_of_openings() -> None:
    assert [escaped(one) for one in ("- a", "+ a", "12. a", "3) a", "-a")] == [
        r"\- a",
        r"\+ a",
        r"12\. a",
        r"3\) a",
        "-a",
    ]


def test_word_document() -> None:
    docx = pytest.importorskip("docx")
    made = drafted("verify", None, "zh", answers=HOSTILE)
    data = as_docx(made)
    document = docx.Document(BytesIO(data))
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs == [made.headings[0], *made.notes, *(block.text for block in made.blocks)]
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode("utf-8")
    assert "<script>" not in xml
    assert "w:hyperlink" not in xml
    assert "w:fldChar" not in xml
    assert document.core_properties.author == ""


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import triage.letters.output as output

    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(output, "import_module", missing)
    with pytest.raises(InputError, match=r"triage-sms\[letters\]"):
        as_docx(drafted("verify", None, "zh"))
    assert builtins.__import__ is not missing
