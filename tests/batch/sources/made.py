# ruff: noqa: E501
"""Files of every form, made here: no library writes them but sqlite3, zipfile and pyarrow."""

import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from triage.batch.sources import Source, source_of

TEXT = "【青竹金融】您的借款已逾期3天，应还862.50元，请尽快还款。"
OTHER = "【远山银行】您尾号0000的信用卡本期账单500.00元，还款日11月28日。"
SENDER = "1069000000000000"


def items(source: Source) -> list[object]:
    return [item for _, item in source.records()]


def read(path: Path, content: bytes | str, **more: object) -> list[tuple[int, object]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(source_of(str(path), **more).records())  # type: ignore[arg-type]


def cell(reference: str, value: object, shared: list[str]) -> str:
    if value is None:
        return f'<c r="{reference}"/>'
    if isinstance(value, tuple):  # a number with a style
        return f'<c r="{reference}" s="{value[1]}"><v>{value[0]}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value}</v></c>'
    text = str(value)
    if len(text) % 2:
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    shared.append(text)
    return f'<c r="{reference}" t="s"><v>{len(shared) - 1}</v></c>'


def sheet(rows: Sequence[Sequence[object]], shared: list[str]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(f"{chr(65 + at)}{number}", value, shared) for at, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(path: Path, *sheets: Sequence[Sequence[object]], parts: dict[str, str | bytes] | None = None) -> Path:
    """A workbook; style 1 is a date with a time, 2 one of its own, 3 money."""
    shared: list[str] = []
    names = range(1, len(sheets) + 1)
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        + "".join(f'<sheet name="S{one}" sheetId="{one}" r:id="rId{one}"/>' for one in names)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{one}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{one}.xml"/>'
            for one in names
        )
        + '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        + '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
        + "</Relationships>",
        "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{one}.xml": sheet(rows, shared) for one, rows in zip(names, sheets, strict=True)},
    }
    strings = "".join(f"<si><t>{escape(text)}</t></si>" for text in shared)
    content["xl/sharedStrings.xml"] = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**content, **(parts or {})}.items():
            archive.writestr(name, data)
    return path


def attributed(text: str) -> bytes:
    """What Apple stores of an attributed string, up to its attributes."""
    raw = text.encode()
    count = bytes([len(raw)]) if len(raw) < 0x80 else b"\x81" + len(raw).to_bytes(2, "little")
    classes = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92"
    return (
        classes
        + b"\x84\x84\x84\x08NSString\x01\x94\x84\x01+"
        + count
        + raw
        + b"\x86\x84\x02iI\x01\x0f\x92\x84\x84\x84\x0cNSDictionary"
    )


def phone(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    """A database as iOS and macOS keep it."""
    database = sqlite3.connect(path)
    database.executescript(
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT NOT NULL, service TEXT);"
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER DEFAULT 0, service TEXT,"
        " attributedBody BLOB, date INTEGER, is_from_me INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,"
        " associated_message_type INTEGER DEFAULT 0);"
    )
    database.execute("INSERT INTO handle VALUES (1, ?, 'SMS')", (SENDER,))
    for row in rows:
        names = ", ".join(row)
        database.execute(f"INSERT INTO message ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    database.commit()
    database.close()
    return path
