#!/usr/bin/env python3
"""Writes Tests/Cases/messy/old: workbooks of Excel 97 to 2003, as two other programs write them.

LibreOffice turns some of the .xlsx cases into .xls: the rows that must come of them stand beside the originals.
xlwt (python package) writes one long sheet whose shared strings run over several records, with its rows beside it.
Usage: Tools/messy/old.py        (needs soffice on the PATH and xlwt)
"""

import datetime
import json
import subprocess
from pathlib import Path

import xlwt

from make import row

CASES = Path(__file__).resolve().parents[2] / "Tests/Cases/messy"
TWINS = ["06-vertical-merges", "07-several-sheets", "08-hidden-parts", "09-stored-numbers", "10-1904-dates",
         "17-table-off-corner", "19-unit-row-below"]


def long_book(path):
    """Sixty rows of texts in one and in two bytes a character, rich text, numbers of every record kind."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("在谈项目")
    for column, heading in enumerate(["项目名称", "总投资(万元)", "用地面积(亩)", "签约日期", "外资比例(%)", "项目内容"]):
        sheet.write(0, column, heading)
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    percent = xlwt.easyxf(num_format_str="0.0%")
    bold = xlwt.easyfont("bold on")
    expected = []
    for index in range(60):
        name = f"项目{index}" + "长名称" * (index % 40)
        content = "abc, plain text " * 12 + str(index) if index % 3 == 0 else f"年产{index}吨精制茶" + "，含烘焙与分装" * 20
        if index % 5 == 0:
            sheet.write_rich_text(index + 1, 0, [(name[:2], bold), name[2:]])
        else:
            sheet.write(index + 1, 0, name)
        money = [12_000 + index, 3_500.25 + index, 1_234.5678, 2_000_000_000 / 1_000][index % 4]
        sheet.write(index + 1, 1, money)
        sheet.write(index + 1, 2, index + 10)
        sheet.write(index + 1, 3, datetime.date(2026, 1, 1) + datetime.timedelta(index), day)
        sheet.write(index + 1, 4, (index % 50 + 1) / 200, percent)
        sheet.write(index + 1, 5, content)
        number = f"{money:.6f}".rstrip("0").rstrip(".")
        share = f"{(index % 50 + 1) / 2:.1f}".removesuffix(".0")
        expected.append(row(index + 2, {
            "project_name": name, "total_invest": f"{number}万元", "land_area": f"{index + 10}亩",
            "signing_date": (datetime.date(2026, 1, 1) + datetime.timedelta(index)).isoformat(),
            "foreign_share": f"{share}%", "content": content.strip(),
        }))
    book.save(str(path))
    lines = [{"file": path.name, "status": 0, "says": ["旧版工作簿 .xls", "60 行"]}] + expected
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.with_name(path.name + ".expected").write_text(text, encoding="utf-8")


def main():
    folder = CASES / "old"
    folder.mkdir(exist_ok=True)
    for name in TWINS:
        subprocess.run(["soffice", "--headless", "--convert-to", "xls", "--outdir", folder, CASES / f"{name}.xlsx"], check=True,
                       stdout=subprocess.DEVNULL)
    long_book(folder / "40-long.xls")


if __name__ == "__main__":
    main()
