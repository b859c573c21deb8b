"""A small writer of .xlsx files that can also write what a careful library would refuse to."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr


@dataclass
class Number:
    """A stored number; `style` is an index into `Workbook.formats` plus one, 0 for General."""

    stored: object
    style: int = 0


@dataclass
class Formula:
    """A formula with its cached result; None when the program that wrote the file computed nothing."""

    text: str
    cached: object = None
    is_error: bool = False


@dataclass
class Sheet:
    name: str
    rows: list
    merges: list = field(default_factory=list)
    hidden_columns: list = field(default_factory=list)  # numbers from 1
    hidden_rows: list = field(default_factory=list)  # numbers from 1
    state: str = "visible"
    first_row: int = 1
    first_column: int = 1


def column_name(number):
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_xml(reference, value):
    if value is None:
        return ""
    if isinstance(value, Formula):
        if value.cached is None:
            return f'<c r="{reference}"><f>{escape(value.text)}</f></c>'
        kind = ' t="e"' if value.is_error else ' t="str"' if isinstance(value.cached, str) else ""
        return f'<c r="{reference}"{kind}><f>{escape(value.text)}</f><v>{escape(str(value.cached))}</v></c>'
    if isinstance(value, Number):
        style = f' s="{value.style}"' if value.style else ""
        return f'<c r="{reference}"{style}><v>{value.stored}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value!r}</v></c>'
    if value.startswith("#") and value.isascii():
        return f'<c r="{reference}" t="e"><v>{escape(value)}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(sheet):
    parts = ['<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">']
    if sheet.hidden_columns:
        parts.append("<cols>" + "".join(f'<col min="{c}" max="{c}" width="9" hidden="1"/>' for c in sheet.hidden_columns) + "</cols>")
    parts.append("<sheetData>")
    for offset, row in enumerate(sheet.rows):
        number = sheet.first_row + offset
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        cells = "".join(
            cell_xml(f"{column_name(sheet.first_column + index)}{number}", value) for index, value in enumerate(row)
        )
        parts.append(f'<row r="{number}"{hidden}>{cells}</row>')
    parts.append("</sheetData>")
    if sheet.merges:
        parts.append(f'<mergeCells count="{len(sheet.merges)}">')
        parts += [f'<mergeCell ref="{area}"/>' for area in sheet.merges]
        parts.append("</mergeCells>")
    parts.append("</worksheet>")
    return "".join(parts)


def workbook(sheets, formats=(), is_1904=False):
    """The bytes of a workbook; the same for the same arguments."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    members = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + "</Types>",
        "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?><workbook xmlns="{spreadsheet}" xmlns:r="{relations}">'
        + ('<workbookPr date1904="1"/>' if is_1904 else "")
        + "<sheets>"
        + "".join(
            f'<sheet name={quoteattr(s.name)} sheetId="{n}" state="{s.state}" r:id="rId{n}"/>'
            for n, s in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rId{len(sheets) + 1}" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<?xml version="1.0"?><styleSheet xmlns="{spreadsheet}"><numFmts>'
        + "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(f)}/>' for n, f in enumerate(formats))
        + '</numFmts><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellXfs><xf numFmtId="0"/>'
        + "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(formats)))
        + "</cellXfs></styleSheet>",
    }
    for number, sheet in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(sheet)
    return archive(members)


def archive(members):
    """A zip file of text or byte members, without clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, content)
    return buffer.getvalue()
