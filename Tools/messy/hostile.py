#!/usr/bin/env python3
"""Feeds files that were made to harm to the program: each must be read or refused in words, within 10 s and 500 MB.

Usage: Tools/messy/hostile.py PROGRAM        (needs about 300 MB of temporary space; takes a minute or two)
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from workbook import Formula, Sheet, archive, workbook

SECONDS, MEGABYTES = 10, 500
HEAD = "项目名称,总投资(万元),项目内容\n"
SHEET_HEAD = '<row r="1"><c t="inlineStr"><is><t>项目名称</t></is></c><c t="inlineStr"><is><t>总投资(万元)</t></is></c></row>'


def parts(sheet, **more):
    """The members of a workbook with one sheet of the given XML."""
    return {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }


def data(rows):
    return f"<worksheet><sheetData>{SHEET_HEAD}{rows}</sheetData></worksheet>"


def zip_of_size(path, member, head, filler, count, tail):
    """A workbook with one member that expands to count times the filler, written without holding it in memory."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts("").items():
            if name != member:
                file.writestr(name, content)
        with file.open(member, "w", force_zip64=True) as out:
            out.write(head.encode())
            for _ in range(count):
                out.write(filler)
            out.write(tail.encode())


def make(folder):
    """Yields name, statuses that are right, and writes the files."""

    def write(name, content):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    sheet = "xl/worksheets/sheet1.xml"
    zip_of_size(folder / "bomb-spaces.xlsx", sheet, data("")[:-24], b" " * (1 << 20), 2000, "</sheetData></worksheet>")
    yield "bomb-spaces.xlsx", {65}
    zip_of_size(folder / "bomb-strings.xlsx", sheet, "<worksheet><sheetData>" + SHEET_HEAD, b"<row/>" * (1 << 17), 400, "</sheetData></worksheet>")
    yield "bomb-strings.xlsx", {65}
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 1_000_000))
    yield write("million-empty-rows.xlsx", archive(parts(data(rows + '<row r="1000001"><c t="inlineStr"><is><t>甲</t></is></c><c><v>3000</v></c></row>')))), {0, 65}
    yield write("million-empty-lines.csv", HEAD + ",,\n" * 3_000_000 + "甲,3000,茶叶\n"), {0}
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {c} "{("&" + p + ";") * 10}">' for p, c in zip("abcdefgh", "bcdefghi")) + "]>"
    yield write("laughs.xlsx", archive(parts(laughs + data("<row><c><v>&i;</v></c></row>")))), {65}
    yield write("outer-entity.xlsx", archive(parts('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data("<row><c><v>&a;</v></c></row>")))), {65}
    yield write("climbing-names.xlsx", archive({**parts(data('<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row>')), "../../../../tmp/climbed": "x", "/etc/climbed": "x"})), {0}
    yield write("climbing-target.xlsx", archive({**parts(data("")), "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="../../../../etc/passwd"/></Relationships>'})), {65}
    good = workbook([Sheet("表", [["项目名称", "总投资(万元)"]] + [[f"项目{n}", n] for n in range(2000)])])
    for share in (10, 50, 90, 99):
        yield write(f"cut-at-{share}.xlsx", good[: len(good) * share // 100]), {65}
    yield write("only-a-signature.xlsx", b"PK\x03\x04"), {65}
    old = (Path(__file__).resolve().parents[2] / "Tests/Cases/messy/old/40-long.xls").read_bytes()
    yield write("only-a-signature.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096), {65}
    for share in (1, 10, 50, 90, 99):
        yield write(f"cut-at-{share}.xls", old[: len(old) * share // 100]), {65}
    yield write("locked.xls", old.replace(b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x00\x00", 1)), {65}
    # The table of chains points at itself.
    yield write("circle.xls", old[:512] + b"".join(old[at : at + 512] for at in range(512, len(old) - 1024, 512)) + b"\0\0\0\0" * 256), {65}
    yield write("old.csv", old), {0}
    yield write("endless.xls", old + b"\0" * (80 << 20)), {65}
    yield write("page.xls", "<html><body><table><tr><td>项目名称</td></tr></table></body></html>"), {65}
    yield write("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200), {65}
    yield write("big-cell.csv", HEAD + f'甲,3000,"{"茶" * 24_000}"\n乙,4000,咖啡\n'), {0}
    yield write("huge-cell.csv", HEAD + f'甲,3000,"{"茶" * 14_000_000}"\n乙,4000,咖啡\n'), {0}
    yield write("big-cell.xlsx", workbook([Sheet("表", [["项目名称", "项目内容"], ["甲", "茶" * 24_000], ["乙", "咖啡"]])])), {0}
    yield write("open-quote.csv", HEAD + '甲,3000,"茶叶\n' + "乙,4000,咖啡\n" * 200_000), {0, 65}
    yield write("all-quotes.csv", HEAD + '"' * 20_000_000), {0, 65}
    yield write("many-columns.csv", HEAD + "甲,3000,茶叶" + ",x" * 3_000_000 + "\n乙,4000,咖啡\n"), {0}
    yield write("far-cells.xlsx", archive(parts(data('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="99999999999999999999"><c r="ZZZZZZZZZZ1"><v>1</v></c></row>')))), {0, 65}
    yield write("wild-merges.xlsx", archive(parts(data('<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row>')[:-12] + "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 200_000)) + "</mergeCells></worksheet>"))), {0}
    echo = '<row><c t="s"><v>0</v></c><c><v>3000</v></c></row>' * 400_000
    yield write("one-long-string.xlsx", archive({**parts(data(echo)), "xl/sharedStrings.xml": f"<sst><si><t>{'茶' * 20_000}</t></si></sst>"})), {0, 65}
    yield write("formulas.xlsx", workbook([Sheet("表", [["项目名称", "总投资(万元)"], ["=cmd|' /C calc'!A0", 1], [Formula("HYPERLINK(\"http://x\",\"甲\")", "甲"), Formula("1+1")], ["乙", 3]])])), {0}
    yield write("deep.json", "[" * 2_000_000), {65}
    yield write("deep-row.ndjson", '{"项目名称":' + '{"a":' * 500_000 + "1" + "}" * 500_001 + '\n{"项目名称":"乙","总投资":"3亿"}\n'), {0}
    yield write("long-line.ndjson", '{"项目名称":"' + "茶" * 14_000_000 + '"}\n{"项目名称":"乙","总投资":"3亿"}\n'), {0}
    yield write("zeros.csv", b"\0" * 20_000_000), {65}
    yield write("mixed-encodings.csv", HEAD.encode() + "甲,3000,茶叶\n".encode() * 5000 + "乙,4000,咖啡\n".encode("gbk")), {65}
    yield write("strange-characters.csv", HEAD + "甲\u202e乙\u0000\ufeff,3000,\U000e0041\ue000𬭊\n"), {0}


def main():
    program = sys.argv[1]
    worst = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, statuses in make(folder):
            start = time.monotonic()
            run = subprocess.Popen([program, "leads", "inspect", str(folder / file)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = run.stderr.read().decode(errors="replace")
            _, status, usage = os.wait4(run.pid, 0)
            status = os.waitstatus_to_exitcode(status)
            seconds, megabytes = time.monotonic() - start, usage.ru_maxrss / 1024
            cpu = usage.ru_utime + usage.ru_stime
            right = status in statuses and min(seconds, cpu * 1.2) < SECONDS and megabytes < MEGABYTES and said.strip()
            worst += not right
            print(f"{'ok ' if right else 'BAD'} {file:28} exit {status:3}  {cpu:5.1f} s CPU  {megabytes:5.0f} MB  {said.strip().splitlines()[-1][:110] if said.strip() else ''}")
            (folder / file).unlink()
    if Path("/tmp/climbed").exists():
        worst += 1
        print("BAD a member was written outside")
    sys.exit(1 if worst else 0)


if __name__ == "__main__":
    main()
