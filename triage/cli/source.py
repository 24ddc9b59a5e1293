"""Where a message comes from, and how its bytes become text."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import NamedTuple

from triage.errors import InputError

MOST_BYTES = 8_000_000
MOST_LOST = 4  # one character in so many may be broken before bytes are no text in an encoding
CLIPBOARD_SECONDS = 10
CLIPBOARDS = (
    ("pbpaste",),
    ("wl-paste", "--no-newline"),
    ("xclip", "-selection", "clipboard", "-o"),
    ("xsel", "--clipboard", "--output"),
    ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw"),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NoMessage(InputError):
    """There is nothing to check."""


class Source(NamedTuple):
    """A text and the encoding it was read as; ``replaced`` when some of it could not be read."""

    text: str
    encoding: str = "UTF-8"
    replaced: bool = False


def from_words(words: tuple[str, ...]) -> Source:
    """The message given as arguments; bytes that the shell passed in another encoding are read as such."""
    text = " ".join(words)
    if not has_surrogates(text):
        return Source(text)
    try:
        return decoded(os.fsencode(text), "TEXT")
    except (InputError, UnicodeEncodeError):
        return Source("".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text), replaced=True)


def typed(value: str | None) -> str | None:
    """A name or number given as an argument, read as ``from_words`` does; None when it is blank."""
    return None if value is None else from_words((value,)).text.strip() or None


def from_file(name: str) -> Source:
    """The message in a file. InputError when it cannot be read."""
    try:
        with open(name, "rb") as file:
            return decoded(file.read(MOST_BYTES + 1), name)
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            place=name or "--file",
            effect="nothing was checked",
            hint="check the name and the rights of the file",
        ) from None


def from_stdin() -> Source:
    """The message piped in."""
    return decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "stdin")


def from_clipboard() -> Source:
    """The message on the clipboard. InputError where no known command reads it."""
    import shutil
    import subprocess

    for command in CLIPBOARDS:
        if shutil.which(command[0]):
            with suppress(OSError, subprocess.TimeoutExpired):
                done = subprocess.run(command, capture_output=True, check=False, timeout=CLIPBOARD_SECONDS)
                if done.returncode == 0:
                    return decoded(done.stdout, "--clipboard")
    raise InputError(
        "no command that reads the clipboard was found",
        place="--clipboard",
        effect="nothing was checked",
        hint="pipe the text in, or use --file",
    )


def decoded(raw: bytes, place: str) -> Source:
    """The text of ``raw``: by its byte order mark, else UTF-8, UTF-16, GB18030. InputError when it is none.

    A few broken characters, as where a text was cut, are replaced.
    """
    if len(raw) > MOST_BYTES:
        raise InputError(
            f"more than {MOST_BYTES // 1_000_000} MB",
            place=place,
            effect="nothing was checked",
            hint="give one message; many messages go through triage batch",
        )
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            text = raw.decode(encoding, "replace")
            return Source(text, "UTF-8" if encoding == "utf-8-sig" else "UTF-16", "\ufffd" in text)
    try:
        text = raw.decode("utf-8")
        if "\0" not in text:
            return Source(text)
    except UnicodeDecodeError:
        text = ""
    if b"\0" in raw:
        wide = utf16(raw)
        if wide is not None:
            return Source(wide, "UTF-16")
        if text and text.count("\0") * 20 < len(text):
            return Source(text)
        raise not_text(place)
    for encoding in ("utf-8", "gb18030"):
        text = raw.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if lost <= (chinese(text) + MOST_LOST // 2) // MOST_LOST and not controlled(text):
            return Source(text, encoding.upper(), bool(lost))
    raise not_text(place)


def chinese(text: str) -> int:
    """How many Chinese characters there are in ``text``."""
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text)


def controlled(text: str) -> bool:
    """Whether there are too many control characters in ``text`` for a message."""
    return sum(sign < " " and sign not in "\t\r\n" for sign in text) * 20 > len(text)


def utf16(raw: bytes) -> str | None:
    """``raw`` as UTF-16 without a mark, None when it does not read like a message."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        usual = sum(
            "\u4e00" <= sign <= "\u9fff" or " " <= sign <= "~" or sign in "\r\n，。：、【】（）" for sign in text
        )
        if usual * 10 >= len(text) * 9:
            return text
    return None


def not_text(place: str) -> InputError:
    """What is said of bytes that are no text."""
    return InputError(
        "this is not text",
        place=place,
        effect="nothing was checked",
        hint="save the message as UTF-8 text, or paste it",
    )


def has_surrogates(text: str) -> bool:
    """Whether ``text`` holds lone surrogates: bytes that could not be decoded."""
    return any("\ud800" <= sign <= "\udfff" for sign in text)
