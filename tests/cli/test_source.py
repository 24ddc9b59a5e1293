"""Where a message comes from, and how its bytes become text."""

import codecs
import os
from pathlib import Path

import pytest

from triage.cli.source import MOST_BYTES, decoded, from_file, from_words, typed
from triage.errors import InputError

TEXT = "【小舟借款】您的借款已逾期5天，请尽快还款。"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "UTF-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("gbk"), "GB18030"),
        (TEXT.encode("gb18030"), "GB18030"),
    ],
)
def test_encodings(raw: bytes, encoding: str) -> None:
    assert decoded(raw, "x") == (TEXT, encoding, False)


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x1f\x8b\x08\0" + b"\0" * 50, b"\xff" * 9]
)
def test_bytes_that_are_no_text(raw: bytes) -> None:
    with pytest.raises(InputError, match="not text"):
        decoded(raw, "x")


def test_a_few_nul_characters_do_not_hide_a_text() -> None:
    assert decoded((TEXT + "\0").encode("utf-8"), "x").text == TEXT + "\0"


def test_a_truncated_mark_is_replaced_and_said() -> None:
    found = decoded(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"\x00", "x")
    assert found.replaced
    assert found.text.startswith(TEXT)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_text_cut_in_a_character_or_with_a_broken_one_is_still_read(encoding: str) -> None:
    raw = TEXT.encode(encoding)
    cut = decoded(raw[:-1], "x")
    assert cut.text.startswith(TEXT[:-1])
    assert cut.replaced
    assert decoded(TEXT[:10].encode("utf-8") + b"\xff" + TEXT[10:].encode("utf-8"), "x") == (
        f"{TEXT[:10]}\ufffd{TEXT[10:]}",
        "UTF-8",
        True,
    )


@pytest.mark.parametrize("text", [TEXT[at : at + 8] for at in range(len(TEXT) - 8)])
def test_short_gbk_is_not_taken_for_broken_utf8(text: str) -> None:
    assert decoded(text.encode("gbk"), "x") == (text, "GB18030", False)


def test_names_and_numbers_of_a_shell_in_another_encoding() -> None:
    assert typed(os.fsdecode("李强".encode("gbk"))) == "李强"
    assert typed(" 95555 ") == "95555"
    assert [typed(one) for one in (None, "", " \t")] == [None] * 3


def test_too_much() -> None:
    with pytest.raises(InputError, match="more than"):
        decoded(b"a" * (MOST_BYTES + 1), "x")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "sms.txt"
    path.write_bytes(TEXT.encode("gbk"))
    assert from_file(str(path)).text == TEXT
    with pytest.raises(InputError, match="cannot be read"):
        from_file(str(tmp_path / "missing.txt"))
    with pytest.raises(InputError, match="cannot be read"):
        from_file(str(tmp_path))


def test_words_of_a_shell_in_another_encoding() -> None:
    assert from_words((os.fsdecode(TEXT.encode("gbk")),)).text == TEXT
    assert from_words(("您的借款", "已逾期")).text == "您的借款 已逾期"


def test_a_lone_surrogate_is_replaced_and_said() -> None:
    found = from_words(("还\ud800款",))
    assert found.text == "还\ufffd款"
    assert found.replaced
