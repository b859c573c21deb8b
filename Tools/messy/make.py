#!/usr/bin/env python3
"""Writes Tests/Cases/messy: lists as offices really send them, each with the rows that must come of it.

The expected rows are written by hand beside the cells, in the words of `Shorthand` of the tests:
    row, sheet, id    where the row stands and what it is called
    fields            key -> reading: `35000万元`, `3000–5000万元`, `≥3000万元`, `约100亩`, `2026-03-01..2026-03-31`, words, null
    suspect           keys whose value is a question
    error             [column, value] of each impossible cell
    extra             heading -> cell of the columns that no field claims
Usage: Tools/messy/make.py [FOLDER]
"""

import json
import sys
from pathlib import Path

from workbook import Formula, Number, Sheet, archive, workbook

CASES = []


def case(name, content, rows, **facts):
    """One file: its bytes, the rows expected, and facts about the whole run (`says`: words on standard error)."""
    CASES.append((name, content, rows, facts))


def row(number, fields, **more):
    return {"row": number, "fields": fields, **more}


def table(rows, delimiter=",", end="\r\n"):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in (delimiter, '"', "\n")) else cell

    return "".join(delimiter.join(quoted(cell) for cell in line) + end for line in rows)


# 1. The county's ledger: title, unit row, sum, foot; GB18030.
case(
    "01-title-unit-total-footer.csv",
    table([
        ["勐海县2026年招商引资在谈项目台账", "", "", "", "", ""],
        ["填报单位：勐海县投资促进局", "", "", "", "单位：万元、亩", ""],
        ["序号", "项目名称", "投资方", "总投资", "用地面积", "项目内容"],
        ["1", "古树茶精制", "云南甲茶业有限公司", "12000", "50", "普洱茶精制加工"],
        ["2", "澳洲坚果加工", "乙食品有限公司", "1.2亿元", "3公顷", "坚果脱壳、烘烤"],
        ["", "合计", "", "24000", "95", ""],
        ["填表人：张三", "", "审核人：李四", "", "2026年3月5日", ""],
    ]).encode("gb18030"),
    [
        row(4, {"project_name": "古树茶精制", "investor_name": "云南甲茶业有限公司", "total_invest": "12000万元", "land_area": "50亩"}, suspect=[]),
        row(5, {"total_invest": "12000万元", "land_area": "45亩"}, suspect=[]),
    ],
    says=["GB18030", "标题行 1–2", "表头 3", "合计行 6", "表尾 7"],
)

# 2. Two-level heading, UTF-8 with a mark.
case(
    "02-two-level-heading.csv",
    b"\xef\xbb\xbf" + table([
        ["序号", "项目名称", "投资情况", "", "用地情况", "", "备注"],
        ["", "", "总投资（亿元）", "固定资产投资（亿元）", "面积（亩）", "容积率", ""],
        ["1", "光伏支架", "3.5", "2.8", "120", "1.1", "已踏勘"],
        ["2", "数据中心", "50000万", "", "约80", "", ""],
    ]).encode(),
    [
        row(3, {"project_name": "光伏支架", "total_invest": "35000万元", "fixed_invest": "28000万元", "land_area": "120亩", "far": "1.1", "remark": "已踏勘"}, suspect=[]),
        row(4, {"total_invest": "50000万元", "land_area": "约80亩"}, suspect=[]),
    ],
    says=["表头 1–2"],
)

# 3. «Unicode text» of a spreadsheet program: UTF-16LE, tabs, the name says csv.
case(
    "03-utf16le-tabs.csv",
    b"\xff\xfe" + table([["项目名称", "总投资（万元）", "开工时间"], ["甲", "3,000", "2026年3月"], ["乙", "5000-8000", "2026/3/5"]], "\t").encode("utf-16-le"),
    [
        row(2, {"total_invest": "3000万元", "start_date": "2026-03-01..2026-03-31"}),
        row(3, {"total_invest": "5000–8000万元", "start_date": "2026-03-05"}),
    ],
    says=["UTF-16LE", "制表符"],
)

# 4. UTF-16BE without a mark, semicolons.
case(
    "04-utf16be-semicolons.csv",
    table([["项目名称", "总投资(亿元)", "用地(亩)"], ["甲", "1", "20"], ["乙", "2", "30"]], ";").encode("utf-16-be"),
    [row(2, {"total_invest": "10000万元", "land_area": "20亩"}), row(3, {"total_invest": "20000万元", "land_area": "30亩"})],
    says=["UTF-16BE", "分号"],
)

# 5. Only the separator is announced.
case(
    "05-sep-line.csv",
    ("sep=;\r\n" + table([["项目名称", "总投资(万元)"], ["甲", "3000"]], ";")).encode(),
    [row(3, {"project_name": "甲", "total_invest": "3000万元"})],
)

# 6. Merged cells: township and investor over several projects; the amount of two phases in one cell.
case(
    "06-vertical-merges.xlsx",
    workbook([Sheet("在谈", [
        ["所属区县", "投资方", "项目名称", "总投资(万元)", "用地面积(亩)"],
        ["勐海镇", "云南甲茶业有限公司", "精制茶", 3000, 20],
        [None, None, "茶饮料", 5000, 30],
        [None, "乙公司", "坚果", 2000, 10],
        ["勐遮镇", "丙公司", "一期", 9000, 40],
        [None, None, "二期", None, 50],
    ], merges=["A2:A4", "B2:B3", "A5:A6", "B5:B6", "D5:D6"])]),
    [
        row(2, {"district": "勐海镇", "investor_name": "云南甲茶业有限公司", "total_invest": "3000万元"}),
        row(3, {"district": "勐海镇", "investor_name": "云南甲茶业有限公司", "project_name": "茶饮料", "total_invest": "5000万元"}),
        row(4, {"district": "勐海镇", "investor_name": "乙公司", "project_name": "坚果"}),
        row(5, {"district": "勐遮镇", "investor_name": "丙公司", "project_name": "一期", "total_invest": "9000万元"}, suspect=["total_invest"]),
        row(6, {"district": "勐遮镇", "investor_name": "丙公司", "project_name": "二期", "total_invest": "9000万元"}, suspect=["total_invest"]),
    ],
)

# 7. A sheet a township with the same headings, and one of remarks.
case(
    "07-several-sheets.xlsx",
    workbook([
        Sheet("勐海镇", [["序号", "项目名称", "总投资(万元)"], [1, "甲", 3000], [2, "乙", 4000], [None, "合计", 7000]]),
        Sheet("勐遮镇", [["序号", "项目名称", "总投资(万元)"], [1, "丙", 5000]]),
        Sheet("填表说明", [["一、本表由乡镇填报"], ["二、金额含税"]]),
    ]),
    [
        row(2, {"project_name": "甲", "total_invest": "3000万元"}, sheet="勐海镇"),
        row(3, {"project_name": "乙"}, sheet="勐海镇"),
        row(2, {"project_name": "丙", "total_invest": "5000万元"}, sheet="勐遮镇", id="勐遮镇!2"),
    ],
    says=["勐遮镇", "填表说明"],
)

# 8. Hidden columns, rows and sheets.
case(
    "08-hidden-parts.xlsx",
    workbook([
        Sheet("公开", [["项目名称", "内部评价", "总投资(亿元)"], ["甲", "优先", 3], ["乙", "观望", 2], ["丙", "优先", 1]], hidden_columns=[2], hidden_rows=[3]),
        Sheet("旧数据", [["项目名称", "总投资(亿元)"], ["旧", 9]], state="hidden"),
    ]),
    [
        row(2, {"project_name": "甲", "total_invest": "30000万元"}, extra={"内部评价": "优先"}),
        row(3, {"project_name": "乙", "total_invest": "20000万元"}, extra={"内部评价": "观望"}),
        row(4, {"project_name": "丙", "total_invest": "10000万元"}, extra={"内部评价": "优先"}),
    ],
    says=["隐藏的 1 张未读取", "隐藏列", "隐藏行"],
)

# 9. Dates and shares as stored numbers, numbers as text, codes with lost zeros kept by their format.
FORMATS = ["yyyy/m/d", "0.00%", "0000", "yyyy\"年\"m\"月\"", "#,##0.00", "[$-804]yyyy\"年\"m\"月\"d\"日\";@"]
case(
    "09-stored-numbers.xlsx",
    workbook([Sheet("Sheet1", [
        ["项目编号", "项目名称", "总投资(万元)", "签约日期", "外资比例", "开工时间", "行业代码"],
        [Number(7, 3), "甲", "3000", Number(46022, 1), Number(0.3, 2), Number(46100, 4), Number(131, 3)],
        [Number(12, 3), "乙", Number(3500.5, 5), Number(46023.75, 6), Number(1, 2), "2026年底", 1530],
        [Number(13, 3), "丙", Number("12600.000000000002"), Number(46024, 0), Number("0.455", 2), "待定", "C1530"],
    ])], FORMATS),
    [
        row(2, {"project_id": "0007", "total_invest": "3000万元", "signing_date": "2025-12-31", "foreign_share": "30%", "start_date": "2026-03-19", "industry_code": "0131"}, id="0007"),
        row(3, {"project_id": "0012", "total_invest": "3500.5万元", "signing_date": "2026-01-01", "foreign_share": "100%", "start_date": "约2026-12-01..2026-12-31", "industry_code": "1530"}, id="0012"),
        row(4, {"total_invest": "12600万元", "signing_date": "2026-01-02", "foreign_share": "45.5%", "start_date": None, "industry_code": "C1530"}),
    ],
)

# 10. The calendar that counts from 1904.
case(
    "10-1904-dates.xlsx",
    workbook([Sheet("表", [["项目名称", "签约日期"], ["甲", Number(44560, 1)]])], FORMATS, is_1904=True),
    [row(2, {"signing_date": "2025-12-31"})],
)

# 11. Telephone numbers and codes that a spreadsheet rounded.
case(
    "11-rounded-numbers.csv",
    table([
        ["项目名称", "联系人", "联系电话", "统一社会信用代码"],
        ["甲", "王五", "1.39E+10", "9.15301E+17"],
        ["乙", "赵六", "'13900000000", "91530000MA6K3YXX00"],
        ["丙", "", "0871-60000000/13900000000", ""],
    ]).encode("gb18030"),
    [
        row(2, {"project_name": "甲"}, suspect=["contact_phone", "investor_uscc"]),
        row(3, {"project_name": "乙"}, suspect=["investor_uscc"]),
        row(4, {"project_name": "丙"}, suspect=[]),
    ],
)

# 12. Line breaks inside headings and cells.
case(
    "12-line-breaks.csv",
    table([
        ["项目\n名称", "总投资\n（亿元）", "建设内容\r\n及规模"],
        ["甲\n项目", "3\n", "年产\n5万吨\n磷酸铁锂"],
        ["乙", "2", "第一行，\"引号\"，第二行"],
    ]).encode(),
    [row(2, {"project_name": "甲\n项目", "total_invest": "30000万元", "content": "年产\n5万吨\n磷酸铁锂"}), row(3, {"total_invest": "20000万元"})],
)

# 13. Impossible cells are told in their place; the good rows stay.
case(
    "13-impossible-cells.csv",
    table([
        ["项目名称", "总投资（万元）", "用地面积（亩）", "签约日期"],
        ["甲", "#REF!", "20", "2026-03-05"],
        ["乙", "-500", "20", "2026-03-05"],
        ["丙", "3000", "12丈", "2026-03-05"],
        ["丁", "3000", "20", "2026-02-30"],
        ["戊", "3000", "20", "2026-03-05"],
        ["己", "#DIV/0!", "-1", "2026-13-01"],
        ["庚", "三千五百万", "廿亩", "二〇二六年三月"],
    ]).encode(),
    [
        row(2, {"project_name": "甲"}, error=[["总投资（万元）", "#REF!"]]),
        row(3, {"project_name": "乙"}, error=[["总投资（万元）", "-500"]]),
        row(4, {"total_invest": "3000万元"}, error=[["用地面积（亩）", "12丈"]]),
        row(5, {"land_area": "20亩"}, error=[["签约日期", "2026-02-30"]]),
        row(6, {"total_invest": "3000万元", "land_area": "20亩", "signing_date": "2026-03-05"}),
        row(7, {}, error=[["总投资（万元）", "#DIV/0!"], ["用地面积（亩）", "-1"], ["签约日期", "2026-13-01"]]),
        row(8, {"total_invest": "3500万元", "land_area": "20亩", "signing_date": "2026-03-01..2026-03-31"}),
    ],
)

# 14. Formulas: with a result, with an error, and never computed.
case(
    "14-formulas.xlsx",
    workbook([Sheet("表", [
        ["项目名称", "固定资产投资(万元)", "总投资(万元)"],
        ["甲", 3000, Formula("B2*1.2", 3600)],
        ["乙", 3000, Formula("B3/0", "#DIV/0!", True)],
        ["丙", 3000, Formula("B4*1.2")],
        [Formula('"丁"&"项目"', "丁项目"), 3000, "#REF!"],
    ])]),
    [
        row(2, {"total_invest": "3600万元"}),
        row(3, {}, error=[["总投资(万元)", "#DIV/0!"]]),
        row(4, {}, error=[["总投资(万元)", "=B4*1.2"]]),
        row(5, {"project_name": "丁项目"}, error=[["总投资(万元)", "#REF!"]]),
    ],
)

# 15. Groups with their sums, repeated headings at a page break.
case(
    "15-groups-and-page-breaks.csv",
    table([
        ["序号", "项目名称", "总投资（亿元）", "用地（亩）"],
        ["一、签约项目", "", "", ""],
        ["1", "甲", "1", "10"],
        ["2", "乙", "2", "20"],
        ["", "小计", "3", "30"],
        ["序号", "项目名称", "总投资（亿元）", "用地（亩）"],
        ["二、在谈项目（1个）", "", "", ""],
        ["3", "丙", "3", "30"],
        ["", "小计", "3", "30"],
        ["总计", "", "6", "60"],
        ["注：总投资含流动资金", "", "", ""],
    ]).encode(),
    [row(3, {"project_name": "甲"}), row(4, {"project_name": "乙"}), row(8, {"project_name": "丙", "total_invest": "30000万元"})],
)

# 16. A blank cell means the one above, until the next group.
case(
    "16-blank-means-above.csv",
    table([
        ["所属园区", "项目名称", "总投资（万元）"],
        ["勐海产业园区", "甲", "3000"],
        ["", "乙", "4000"],
        ["景洪产业园区", "丙", "5000"],
        ["", "丁", ""],
    ]).encode("gbk"),
    [
        row(2, {"park": "勐海产业园区"}), row(3, {"park": "勐海产业园区", "total_invest": "4000万元"}),
        row(4, {"park": "景洪产业园区"}), row(5, {"park": "景洪产业园区", "project_name": "丁"}),
    ],
)

# 17. The table begins at C5; the unit stands in the title.
case(
    "17-table-off-corner.xlsx",
    workbook([Sheet("汇总", [
        ["2026年重点项目表（单位：亿元）"], [], ["项目名称", "总投资", "签约日期", "项目内容"],
        ["甲", 3.5, "2026.3.5", "茶叶"], ["乙", "4000万元", "26.3.5", "咖啡"],
    ], first_row=3, first_column=3, merges=["C3:F3"])]),
    [
        row(6, {"project_name": "甲", "total_invest": "35000万元", "signing_date": "2026-03-05"}, suspect=[]),
        row(7, {"project_name": "乙", "total_invest": "4000万元", "signing_date": "2026-03-05"}, suspect=["signing_date"]),
    ],
)

# 18. Full-width everything.
case(
    "18-full-width.csv",
    table([["項目名稱", "總投資（億元）", "用地面積（畝）", "是否兩高"], ["甲項目", "３．５", "１，２００", "否"], ["乙項目", "２－３", "約８０畝", "×"]]).encode(),
    [
        row(2, {"project_name": "甲項目", "total_invest": "35000万元", "land_area": "1200亩", "two_high": "false"}),
        row(3, {"total_invest": "20000–30000万元", "land_area": "约80亩", "two_high": "false"}),
    ],
)

# 19. The units stand in a row of their own under the headings.
case(
    "19-unit-row-below.xlsx",
    workbook([Sheet("表", [
        ["项目名称", "总投资", "用地面积", "就业人数", "年综合能耗"],
        [None, "（亿元）", "（公顷）", "（人）", "（吨标煤）"],
        ["甲", 3, 4, 200, 5000],
    ])]),
    [row(3, {"total_invest": "30000万元", "land_area": "60亩", "jobs": "200人", "energy_tce": "5000tce/年"})],
)

# 20. JSON of another office: Chinese keys, numbers and texts mixed, a nested list.
case(
    "20-list.json",
    json.dumps([
        {"项目编号": "A-1", "项目名称": "甲", "总投资": "3亿元", "主要产品": ["茶叶", "咖啡"], "来源系统": "OA"},
        {"project_id": "A-2", "project_name": "乙", "total_invest": 5000, "land_area": 30.5, "two_high": False},
        {"project_id": "A-3", "total_invest": "12丈"},
    ], ensure_ascii=False).encode(),
    [
        row(1, {"project_name": "甲", "total_invest": "30000万元", "products": "茶叶；咖啡"}, id="A-1", extra={"来源系统": "OA"}),
        row(2, {"total_invest": "5000万元", "land_area": "30.5亩", "two_high": "false"}, id="A-2"),
        row(3, {}, id="A-3", error=[["total_invest", "12丈"]]),
    ],
)

# 21. NDJSON with a broken line in the middle.
case(
    "21-list.ndjson",
    ('{"id":"1","text":"磷酸铁锂","total_invest":"5亿"}\n{"id":"2","text":\n{"id":"3","text":"茶叶","total_invest":8000}\n').encode(),
    [row(1, {"total_invest": "50000万元"}, id="1"), row(2, {}, error=[[None, None]]), row(3, {"total_invest": "8000万元"}, id="3")],
)

# 22. A spreadsheet under a csv name, and the other way about.
case(
    "22-workbook-named.csv",
    workbook([Sheet("表", [["项目名称", "总投资(万元)"], ["甲", 3000]])]),
    [row(2, {"project_name": "甲", "total_invest": "3000万元"})],
)
case(
    "23-csv-named.xlsx",
    table([["项目名称", "总投资(万元)"], ["甲", "3000"]]).encode("gbk"),
    [row(2, {"project_name": "甲", "total_invest": "3000万元"})],
)

# 24. What office systems call an .xls: a page of HTML.
case(
    "24-html-named.xls",
    (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head>'
        "<body><table border=1><tr><th colspan=3>在谈项目（单位：万元）</th></tr><tr><td>项目名称</td><td>总投资</td><td>项目内容</td></tr>"
        "<tr><td>甲</td><td x:num>3000</td><td>茶叶&nbsp;&amp;&nbsp;咖啡</td></tr>"
        "<tr><td>乙</td><td>1.5亿元</td><td>坚果<br>加工</td></tr></table></body></html>"
    ).encode("gbk"),
    [], status=65, says=["网页（HTML）", "另存为"],
)

# 25. Ragged rows: a comma in a cell that nobody quoted, a short row.
case(
    "25-ragged.csv",
    ("项目名称,总投资(万元),项目内容\n甲,3000,茶叶,咖啡\n乙,4000\n丙,5000,坚果\n").encode(),
    [
        row(2, {"project_name": "甲"}, error=[[None, "咖啡"]]),
        row(3, {"project_name": "乙", "total_invest": "4000万元"}),
        row(4, {"project_name": "丙", "total_invest": "5000万元", "content": "坚果"}),
    ],
)

# 26. Line ends of an old program, blank lines, trailing separators.
case(
    "26-cr-only.csv",
    "项目名称,总投资(万元),,\r甲,3000,,\r,,,\r乙,4000,,\r".encode("gb18030"),
    [row(2, {"project_name": "甲", "total_invest": "3000万元"}), row(4, {"project_name": "乙"})],
)

# 27. Headings that no table knows, close to ones that it does; one that must stay alone.
case(
    "27-similar-headings.csv",
    table([
        ["招商项目的名称", "投资企业名称", "项目计划总投资额（亿元）", "主要建设内容与规模", "领导批示", "天气"],
        ["甲", "A公司", "3", "茶叶", "请跟进", "晴"],
    ]).encode(),
    [row(2, {"project_name": "甲", "investor_name": "A公司", "total_invest": "30000万元", "content": "茶叶"}, extra={"领导批示": "请跟进", "天气": "晴"})],
)

# 28. Foreign money stays what it is; energy, water and power in their own units.
case(
    "28-units.csv",
    table([
        ["项目名称", "总投资", "年综合能耗", "年用电量", "日用水量", "年用水量", "变压器容量"],
        ["甲", "1.2亿美元", "0.5万吨标准煤", "1000万度", "500吨", "3万吨", "5000kVA"],
        ["乙", "5000万港元", "5000tce", "0.2亿千瓦时", "0.05万吨/日", "30000立方米", "5MVA"],
        ["丙", "USD 5000万", "146538GJ", "1000000kWh", "500m³/d", "3万m³", "0.5万千伏安"],
        ["丁", "800万欧元", "待定", "/", "—", "无", ""],
    ]).encode(),
    [
        row(2, {"total_invest": "12000万美元", "energy_tce": "5000tce/年", "power_kwh": "1000万kWh/年", "water_day": "500m³/d", "water_year": "3万m³/年", "power_kva": "5000kVA"}, suspect=[]),
        row(3, {"total_invest": "5000万港元", "energy_tce": "5000tce/年", "power_kwh": "2000万kWh/年", "water_day": "500m³/d", "water_year": "3万m³/年", "power_kva": "5000kVA"}, suspect=[]),
        row(4, {"total_invest": "5000万美元", "energy_tce": "5000tce/年", "power_kwh": "100万kWh/年", "water_day": "500m³/d", "water_year": "3万m³/年", "power_kva": "5000kVA"}, suspect=[]),
        row(5, {"total_invest": "800万欧元", "energy_tce": None, "power_kwh": None}, suspect=[]),
    ],
)

# 29. Slips that are questions: the wrong unit, a share for a percentage, a percentage for a ratio.
case(
    "29-slips.csv",
    table([
        ["项目名称", "总投资（亿元）", "用地面积（亩）", "容积率", "建筑系数（%）"],
        ["甲", "30000", "100", "1.2", "45"],
        ["乙", "5", "6.7", "1.2", "45"],
        ["丙", "3", "100", "120", "0.45"],
        ["丁", "3", "100", "120%", "45%"],
    ]).encode(),
    [
        row(2, {"land_area": "100亩"}, suspect=["total_invest"]),
        row(3, {"total_invest": "50000万元"}, suspect=["land_area"]),
        row(4, {"total_invest": "30000万元"}, suspect=["coverage", "far"]),
        row(5, {"far": "1.2", "coverage": "45%"}, suspect=["far"]),
    ],
)

# 30. The same subject twice, the firm's name written two ways.
case(
    "30-duplicates.csv",
    table([
        ["投资方", "项目名称", "项目内容", "总投资（万元）"],
        ["云南甲茶业有限公司", "精制茶", "普洱茶精制加工", "3000"],
        ["乙公司", "咖啡", "咖啡烘焙", "4000"],
        ["云南甲茶业有限公司 ", "精制茶项目", "普洱茶精制加工。", "3000"],
        ["云南甲茶业有限公司", "茶饮料", "茶饮料灌装", "5000"],
    ]).encode(),
    [
        row(2, {"project_name": "精制茶"}, duplicate=[]),
        row(3, {"project_name": "咖啡"}, duplicate=[]),
        row(4, {"project_name": "精制茶项目"}, duplicate=["2"]),
        row(5, {"project_name": "茶饮料"}, duplicate=[]),
    ],
)

# 31. A workbook of a strict program: ISO dates, rich text, phonetic marks, prefixes on every element.
STRICT = {
    "xl/workbook.xml": '<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets><x:sheet name="表" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/one.xml"/></Relationships>',
    "xl/sharedStrings.xml": "<sst><si><t>项目名称</t></si><si><r><t>总投</t></r><r><rPr><b/></rPr><t>资(亿元)</t></r></si><si><t>签约日期</t></si><si><t>甲</t><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></si></sst>",
    "xl/worksheets/one.xml": '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
    '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>'
    '<x:row><x:c t="s"><x:v>3</x:v></x:c><x:c><x:v>3.5</x:v></x:c><x:c t="d"><x:v>2026-03-05T00:00:00</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>",
}
case("31-strict.xlsx", archive(STRICT), [row(2, {"project_name": "甲", "total_invest": "35000万元", "signing_date": "2026-03-05"})])

# 32. Nothing of a list of leads in it: exit status 65 and the nearest headings.
case("32-no-known-heading.csv", table([["姓名", "身高", "体重"], ["张三", "170", "60"]]).encode(), [], status=65, says=["没有认出任何表头", "--map"])

# 33. Cut in the middle of a character.
case("33-cut.csv", table([["项目名称", "总投资(万元)"], ["甲", "3000"]]).encode("gb18030")[:-7] + "建".encode("gb18030")[:1], [], status=65, says=["GB18030"])

# 34. Three places say the unit: the cell beats the heading, the heading beats the file.
case(
    "34-unit-precedence.csv",
    table([
        ["某县项目表", "", "", "", ""],
        ["单位：万元", "", "", "", ""],
        ["项目名称", "总投资", "固定资产投资（亿元）", "注册资本", "用地面积（公顷）"],
        ["甲", "3500", "2.8", "1000", "3"],
        ["乙", "3.5亿元", "3000万", "500万美元", "50亩"],
        ["丙", "1.2亿", "0.5", "约2000", "30000平方米"],
    ]).encode("gb18030"),
    [
        row(4, {"total_invest": "3500万元", "fixed_invest": "28000万元", "reg_capital": "1000万元", "land_area": "45亩"}),
        row(5, {"total_invest": "35000万元", "fixed_invest": "3000万元", "reg_capital": "500万美元", "land_area": "50亩"}),
        row(6, {"total_invest": "12000万元", "fixed_invest": "5000万元", "reg_capital": "约2000万元", "land_area": "45亩"}),
    ],
)

# 35. The whole file in yuan.
case(
    "35-all-in-yuan.csv",
    table([
        ["2026年项目情况表", "", ""], ["填报单位：某园区　　金额单位：元", "", ""], ["项目名称", "总投资", "用地面积（平方米）"],
        ["甲", "35000000", "20000"], ["乙", "120,000,000.00", "6667"], ["丙", "5000万", ""],
    ]).encode(),
    [
        row(4, {"total_invest": "3500万元", "land_area": "30亩"}),
        row(5, {"total_invest": "12000万元", "land_area": "10.0005亩"}),
        row(6, {"total_invest": "5000万元", "land_area": None}),
    ],
)

# 36. A sheet a township, the columns in another order and another unit; a hidden column; numbers as text.
case(
    "36-townships.xlsx",
    workbook([
        Sheet("勐海镇", [
            ["项目名称", "联系电话", "总投资（万元）", "用地（亩）", "内部意见"],
            ["甲", 13900001111, "3,000", "20", "缓"],
        ], hidden_columns=[5]),
        Sheet("勐遮镇", [["总投资（亿元）", "项目名称", "用地（亩）", "联系电话"], [0.5, "乙", "30 ", "1.39E+10"]]),
    ]),
    [
        row(2, {"project_name": "甲", "total_invest": "3000万元", "land_area": "20亩", "contact_phone": "13900001111"}, sheet="勐海镇", suspect=[]),
        row(2, {"project_name": "乙", "total_invest": "5000万元", "land_area": "30亩"}, sheet="勐遮镇", suspect=["contact_phone"]),
    ],
)

# 37. Groups with sums between, a total, a remark and a foot.
case(
    "37-groups-and-sums.csv",
    table([
        ["序号", "项目名称", "总投资(万元)", "用地面积(亩)"], ["一、签约项目（2个）", "", "", ""],
        ["1", "甲", "3000", "20"], ["2", "乙", "4000", "30"], ["小计", "", "7000", "50"],
        ["二、在谈项目", "", "", ""], ["1", "丙", "5000", "40"], ["小　计", "", "5000", "40"], ["总　计", "", "12000", "90"],
        ["注：以上数据截至3月底", "", "", ""], ["填表人：张三　联系电话：0691-5121234", "", "", ""],
    ]).encode("gb18030"),
    [row(3, {"project_name": "甲", "total_invest": "3000万元"}), row(4, {"project_name": "乙"}), row(7, {"project_name": "丙"})],
)

# 38. Zeros that must not get lost, and one that did.
case(
    "38-leading-zeros.csv",
    table([
        ["项目编号", "项目名称", "行业代码", "总投资(万元)"], ["0007", "茶园", "0164", "3000"], ["0008", "茶园二期", "164", "3000"],
    ]).encode(),
    [
        row(2, {"project_id": "0007", "industry_code": "0164"}, id="0007", suspect=[]),
        row(3, {"project_id": "0008"}, id="0008", suspect=["industry_code"]),
    ],
)

# 39. Several currencies in a column: each stays what it is.
case(
    "39-currencies.csv",
    table([
        ["项目名称", "总投资"], ["甲", "500万美元"], ["乙", "1000万欧元"], ["丙", "2000万港元"], ["丁", "3000万元"], ["戊", "10亿日元"],
        ["己", "USD 5,000,000"], ["庚", "€2 million"],
    ]).encode(),
    [
        row(2, {"total_invest": "500万美元"}), row(3, {"total_invest": "1000万欧元"}), row(4, {"total_invest": "2000万港元"}),
        row(5, {"total_invest": "3000万元"}), row(6, {"total_invest": "100000万日元"}), row(7, {"total_invest": "500万美元"}),
        row(8, {"total_invest": "200万欧元"}),
    ],
)

# 40. Headings with stars, numbers, blanks and line breaks.
case(
    "40-decorated-headings.csv",
    table([
        ["*项目名称", "1.总投资（万元）", "用 地 面 积\n（亩）", "③固定资产投资(万元)", "（4）开工时间（年月）", "带动就业（人）※", "年产值（达产后，万元）", "年税收（万元/年）"],
        ["甲", "3000", "20", "2500", "2026年3月", "100", "8000", "300"],
    ]).encode(),
    [
        row(2, {
            "project_name": "甲", "total_invest": "3000万元", "land_area": "20亩", "fixed_invest": "2500万元",
            "start_date": "2026-03-01..2026-03-31", "jobs": "100人", "output_year": "8000万元/年", "tax_year": "300万元/年",
        }, suspect=[]),
    ],
)


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "Tests/Cases/messy")
    folder.mkdir(parents=True, exist_ok=True)
    for old in filter(Path.is_file, folder.iterdir()):
        old.unlink()
    for name, content, rows, facts in CASES:
        (folder / name).write_bytes(content)
        lines = [{"file": name, "status": facts.get("status", 0), "says": facts.get("says", [])}] + rows
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.expected").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
