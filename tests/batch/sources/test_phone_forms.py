# ruff: noqa: E501
"""What phones export: the backup XML of Android, VMSG, and databases."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.batch.sources.made import OTHER, SENDER, TEXT, attributed, items, phone, read
from triage.batch.chunks import Skipped
from triage.batch.sources import source_of
from triage.batch.sources.markup import repaired
from triage.batch.sources.typedstream import text_of
from triage.errors import InputError
from triage.model import Failure

MILLISECONDS = 1795183080000  # 2026-11-20 21:58 in Shanghai
APPLE = MILLISECONDS // 1000 - 978307200


def kinds(found: list[Any]) -> list[str]:
    return [
        item.reason if isinstance(item, Skipped) else item.code if isinstance(item, Failure) else item["text"]
        for item in found
    ]


def sms(text: str, kind: int = 1, **more: object) -> str:
    rest = " ".join(f'{name}="{value}"' for name, value in more.items())
    return f'  <sms protocol="0" address="{SENDER}" date="{MILLISECONDS}" type="{kind}" subject="null" body="{text}" {rest} />\n'


def smses(*elements: str, head: str = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n") -> str:
    return f'{head}<!--File Created By SMS Backup & Restore-->\n<smses count="{len(elements)}">\n{"".join(elements)}</smses>'


MMS = (
    f'<mms date="{MILLISECONDS}" msg_box="%d" address="95555~95566"><parts>'
    '<part seq="-1" ct="application/smil" text="&lt;smil/&gt;"/><part seq="0" ct="image/png" data="iVBORw0K"/>%s</parts>'
    '<addrs><addr address="95555" type="137"/><addr address="13900000000" type="151"/></addrs></mms>\n'
)


def test_the_backup_of_android(tmp_path: Path) -> None:
    part = f'<part seq="0" ct="text/plain" text="{TEXT}"/>'
    content = smses(
        sms(f"{TEXT}&#10;第二行&#55357;&#56832;", readable_date="x", contact_name="(Unknown)"),
        sms("好的", 2), sms("草稿", 3), sms("好", 5), MMS % (1, part), MMS % (2, part), MMS % (1, ""), sms("null"),
        '<call number="95555" duration="3"/>',
    )  # fmt: skip
    found = [item for _, item in read(tmp_path / "in", content)]
    assert kinds(found[1:4]) == ["sent", "draft", "sent"]
    assert kinds(found[5:7]) + kinds(found[8:]) == ["sent", "no_text", "call"]
    first: Any = found[0]
    assert (first["text"], first["sender"], first["received_at"]) == (
        f"{TEXT}\n第二行😀",
        SENDER,
        "2026-11-20T21:58:00",
    )
    mms: Any = found[4]
    assert (mms["text"], mms["sender"]) == (TEXT, "95555")
    assert "text" not in found[7]  # type: ignore[operator]
    assert source_of(str(tmp_path / "in")).form == "xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_backup_in_another_encoding_with_broken_characters(tmp_path: Path, encoding: str) -> None:
    raw = smses(sms(f"{TEXT}坏"), sms(f"{TEXT}&#0;&#55357;"), sms(OTHER)).encode(encoding)
    if encoding == "utf-8":
        raw = raw.replace("坏".encode(), b"\xff\x00\x01")
    found = [item for _, item in read(tmp_path / "in", raw)]
    texts = kinds(found)
    assert len(texts) == 3
    assert texts[0].startswith(TEXT)
    assert texts[1:] == [f"{TEXT}\ufffd\ufffd", OTHER]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (b"&#55357;&#56832;", "😀"),
        (b"&#xd83d;&#xDE00;", "😀"),
        (b"&#38;&#55357;&#56832;", "&#38;😀"),
        (b"&#55000;&#56000;&#56832;", "&#55000;" + chr(0x10000 + ((56000 - 0xD800) << 10) + 56832 - 0xDC00)),
        (b"&#56832;&#55357;", "\ufffd\ufffd"),
        (b"&#xFFFF;&#1114112;&#10;", "\ufffd\ufffd&#10;"),
        (b"\x00a\x1f", " a "),
    ],
)
def test_references_that_xml_forbids(written: bytes, read_as: str) -> None:
    assert repaired(written).decode() == read_as


def test_a_pair_at_any_place_of_a_long_backup(tmp_path: Path) -> None:
    many = [sms("x" * (at % 97) + "&#55357;&#56832;") for at in range(1500)]
    assert all(
        text.endswith("x😀") or text == "😀" for text in kinds([i for _, i in read(tmp_path / "in", smses(*many))])
    )


BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, '<!DOCTYPE smses SYSTEM "http://example.com/x.dtd">'])
def test_entities_are_refused(tmp_path: Path, head: str) -> None:
    found = read(tmp_path / "in", smses(sms("&d;&x;"), sms(TEXT), head=head))
    assert len(found) == 1
    assert isinstance(found[0][1], Failure)
    assert found[0][1].code == "input_damaged"
    assert "document type" in found[0][1].hint


def test_a_backup_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    whole = smses(*[sms(TEXT)] * 20)
    for cut in (len(whole) - 4, len(whole) - 200, len(whole) // 2):
        found = [item for _, item in read(tmp_path / "in", whole[:cut])]
        assert kinds(found)[-1] == "input_damaged"
        assert kinds(found)[:-1] == [TEXT] * (len(found) - 1)
        assert len(found) > 8


def test_elements_inside_each_other_without_end(tmp_path: Path) -> None:
    found = read(tmp_path / "in", "<smses>" + "<a>" * 100_000)
    assert kinds([item for _, item in found]) == ["input_damaged"]


VMSG = """BEGIN:VMSG\r
VERSION:1.1\r
X-MESSAGE-TYPE:{kind}\r
BEGIN:VCARD\r
VERSION:2.1\r
TEL:{sender}\r
END:VCARD\r
BEGIN:VBODY\r
Date:2026/11/20 13:58:09 GMT\r
{body}\r
END:VBODY\r
END:VMSG\r
"""
PACKED = "Subject;ENCODING=QUOTED-PRINTABLE;CHARSET={}:{}"


def packed(text: str, charset: str = "UTF-8") -> str:
    raw = "".join(f"={byte:02X}" for byte in text.encode(charset))
    lines = [raw[at : at + 72] for at in range(0, len(raw), 72)]
    return PACKED.format(charset, "=\r\n".join(lines))


def vmsg(body: str, kind: str = "DELIVER") -> str:
    return VMSG.format(kind=kind, sender=SENDER, body=body)


@pytest.mark.parametrize("charset", ["UTF-8", "GBK", "UTF-16LE"])
def test_vmsg_with_packed_texts(tmp_path: Path, charset: str) -> None:
    content = vmsg(packed(TEXT, charset)) + vmsg(packed("好", charset), "SUBMIT") + vmsg(packed(OTHER, charset))
    found = read(tmp_path / "in", content)
    assert [place for place, _ in found] == [1, 1 + content[: content.find("SUBMIT")].count("\n") - 2, found[2][0]]
    assert kinds([item for _, item in found]) == [TEXT, "sent", OTHER]
    first: Any = found[0][1]
    assert (first["sender"], first["received_at"]) == (SENDER, "2026-11-20T21:58:09")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16", "utf-8"])
def test_vmg_of_older_phones(tmp_path: Path, encoding: str) -> None:
    content = (
        "BEGIN:VMSG\r\nVERSION:1.1\r\nX-IRMC-STATUS:READ\r\nX-IRMC-BOX:INBOX\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n"
        f"TEL:95555\r\nEND:VCARD\r\nBEGIN:VENV\r\nBEGIN:VBODY\r\nDate:20-11-2026 21:58:09\r\n{TEXT}\r\n详情: 见App\r\n"
        "END:VBODY\r\nEND:VENV\r\nEND:VMSG\r\n"
    )
    found: list[Any] = read(tmp_path / "in", content.encode(encoding))
    assert len(found) == 1
    item = found[0][1]
    assert (item["text"], item["sender"], item["received_at"]) == (
        f"{TEXT}\n详情: 见App",
        "95555",
        "2026-11-20T21:58:09",
    )


def test_broken_vmsg(tmp_path: Path) -> None:
    cut = vmsg(packed(TEXT)).partition("END:VBODY")[0]
    bad = PACKED.format("UTF-8", "=FF=FE=FD")
    content = vmsg(packed(TEXT)) + cut + vmsg(bad) + "stray\r\n" + vmsg(PACKED.format("KLINGON", "=41")) + cut
    found = kinds([item for _, item in read(tmp_path / "in", content)])
    assert found == [TEXT, "broken_row", "not_text", "broken_row", "not_text", "input_damaged"]


def test_the_database_of_ios_and_macos(tmp_path: Path) -> None:
    long = TEXT * 9
    path = phone(
        tmp_path / "whatever",
        [
            {"text": TEXT, "handle_id": 1, "service": "SMS", "date": APPLE},
            {
                "text": None,
                "attributedBody": attributed(OTHER),
                "handle_id": 1,
                "service": "iMessage",
                "date": APPLE * 10**9,
            },
            {"text": "好", "is_from_me": 1},
            {"text": None, "attributedBody": attributed(long), "handle_id": 7},
            {"text": "赞了一条", "associated_message_type": 2001},
            {"text": "\ufffc"},
            {"text": None, "item_type": 2},
            {"text": None, "attributedBody": b"\x04\x0bstreamtyped broken"},
            {"text": b"\xff\xfe".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape")},
        ],
    )
    found: list[Any] = items(source_of(str(path)))
    assert kinds(found) == [TEXT, OTHER, "sent", long, "reaction", "no_text", "group_event", "not_text", "not_text"]
    assert {key: value for key, value in found[0].items() if value} == {
        "id": "1", "text": TEXT, "sender": SENDER, "received_at": "2026-11-20T21:58:00",
    }  # fmt: skip
    assert (found[1]["channel"], found[1]["received_at"]) == ("imessage", "2026-11-20T21:58:00")
    assert "sender" not in found[3]


@pytest.mark.parametrize("length", [1, 50, 127, 128, 255, 256, 5000, 40000])
def test_texts_of_every_length_in_a_typedstream(length: int) -> None:
    assert text_of(attributed("a" * length)) == "a" * length
    body = attributed("a" * length)
    assert text_of(body[: body.index(b"+") + 1 + length // 2]) is None


def test_a_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = phone(tmp_path / "sms.db", [{"text": TEXT}])
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    tmp_path.chmod(0o555)
    try:
        assert kinds(items(source_of(str(path)))) == [TEXT]
    finally:
        tmp_path.chmod(0o755)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, stamp)
    assert [one.name for one in tmp_path.iterdir()] == ["sms.db"]


def test_what_a_wal_holds_is_read(tmp_path: Path) -> None:
    path = phone(tmp_path / "chat.db", [{"text": TEXT}])
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("INSERT INTO message (text) VALUES (?)", (OTHER,))
    database.commit()
    assert kinds(items(source_of(str(path)))) == [TEXT, OTHER]
    database.close()


def test_the_database_of_android(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "in")
    database.execute("CREATE TABLE sms (_id INTEGER PRIMARY KEY, address TEXT, date INTEGER, type INTEGER, body TEXT)")
    database.execute("INSERT INTO sms VALUES (9, '95555', ?, 1, ?)", (MILLISECONDS, TEXT))
    database.execute("INSERT INTO sms VALUES (10, '95555', ?, 2, '好')", (MILLISECONDS,))
    database.commit()
    database.close()
    found: list[Any] = items(source_of(str(tmp_path / "in")))
    assert kinds(found) == [TEXT, "sent"]
    assert (found[0]["id"], found[0]["sender"], found[0]["received_at"]) == ("9", "95555", "2026-11-20T21:58:00")


def test_hostile_databases(tmp_path: Path) -> None:
    path = phone(tmp_path / "in", [{"text": f"{TEXT}{at}"} for at in range(3000)])
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    found = items(source_of(str(path))) if usable(path) else [Failure(None, 1, "input_damaged", "")]
    assert kinds(found)[-1] == "input_damaged"
    path.write_bytes(raw[:100] + bytes(900) + raw[1000:])
    with pytest.raises(InputError, match="cannot be read"):
        source_of(str(path))
    middle = bytearray(raw)
    middle[len(raw) // 2 : len(raw) // 2 + 4096 * 3] = b"\x05" * (4096 * 3)
    path.write_bytes(middle)
    assert any(kind in ("input_damaged", "not_text") for kind in kinds(items(source_of(str(path)))))
    path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(InputError):
        source_of(str(path))
    path.unlink()
    database = sqlite3.connect(path)
    database.executescript(
        "CREATE TABLE handle (id TEXT); CREATE VIEW message AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS text, 1 AS handle_id FROM n;"
    )
    database.close()
    with pytest.raises(InputError, match="none of messages"):
        source_of(str(path))


def usable(path: Path) -> bool:
    try:
        source_of(str(path))
    except InputError:
        return False
    return True
