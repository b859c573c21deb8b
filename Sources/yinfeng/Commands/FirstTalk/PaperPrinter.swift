import YinfengFirstTalk
import YinfengModel
import YinfengReport

/// Prints a paper of the register in the form that `--out` or `--format` asks for.
struct PaperPrinter {
    let counter: RegisterCounter

    /// Prints the paper; where it went into a file, the filing's line is the answer.
    func print(_ form: RegisterForm, line: () throws -> RegisterLine) throws {
        let output = counter.output
        switch output.outExtension {
        case "html", "htm": try counter.write(PaperPage(form: form).bytes)
        case "xlsx": try PaperSheet(form).write(to: output.out ?? "")
        case "docx": try counter.write(PaperDocument(form: form).bytes)
        case "txt": try counter.write(form.plainText)
        case "" where output.out == nil && (output.format == nil || output.format == "table"):
            return try counter.write(form.plainText)
        default: try rows(form)
        }
        if output.out != nil { try counter.report(try line()) }
    }

    private func rows(_ form: RegisterForm) throws {
        let notes = form.subtitle.map { (name: "编号", value: $0) } + [(name: "打印", value: form.footer)]
        var writer = try counter.output.options().makeWriter()
        try writer.write(
            ReportHead(
                title: form.title,
                columns: [
                    ReportColumn("组别", "group"), ReportColumn("字段", "label", width: 28),
                    ReportColumn("内容", "value", style: .wrapped, width: 70),
                ], meta: try counter.meta(notes: notes)),
            rows: (form.rows + form.attachments.map { RegisterForm.Row("附件", "附件", $0) }
                + form.boxes.map { RegisterForm.Row("签章", $0, "") }).map { row in
                    ["group": .text(row.group), "label": .text(row.label), "value": .text(row.value)]
                })
    }
}

extension RegisterForm {
    /// The rows in runs of one group.
    var groups: [(name: String, rows: [Row])] {
        var result: [(name: String, rows: [Row])] = []
        for row in rows {
            if let last = result.last, last.name == row.group {
                result[result.count - 1].rows.append(row)
            } else {
                result.append((name: row.group, rows: [row]))
            }
        }
        return result
    }
}

extension PaperSheet {
    /// The sheet of a form.
    fileprivate init(_ form: RegisterForm) {
        self.init(
            title: form.title, subtitle: form.subtitle,
            groups: form.groups.map { group in (name: group.name, rows: group.rows.map { ($0.label, $0.value) }) },
            boxes: form.boxes, attachments: form.attachments, note: form.footer)
    }
}

/// The paper as a page for A4: one frame table, the groups at the side, boxes to seal.
struct PaperPage {
    let form: RegisterForm

    /// The page as UTF-8.
    var bytes: [UInt8] {
        var rows: [HTMLNode] = []
        for group in form.groups {
            for (index, row) in group.rows.enumerated() {
                var cells: [HTMLNode] = []
                if index == 0 {
                    cells.append(
                        .element(
                            "th",
                            [(name: "class", value: "group"), (name: "rowspan", value: String(group.rows.count))],
                            [.text(group.name)]))
                }
                cells.append(.tag("th", row.label))
                cells.append(.tag("td", lines(row.value)))
                rows.append(.tag("tr", cells))
            }
        }
        for box in form.boxes {
            rows.append(
                .tag(
                    "tr",
                    [.element("td", [(name: "class", value: "box"), (name: "colspan", value: "3")], [.text(box)])]))
        }
        var body = [HTMLNode.tag("h1", form.title)]
        body += form.subtitle.map { .tag("p", class: "number", $0) }
        body.append(.tag("table", class: "paper", [.tag("tbody", rows)]))
        if !form.attachments.isEmpty {
            body.append(.tag("p", "附件"))
            body += form.attachments.map { .tag("p", class: "attachment", $0) }
        }
        body.append(.tag("p", class: "note", form.footer))
        return HTMLPage(title: form.title, body: body, style: PaperPage.style).render()
    }

    private func lines(_ text: String) -> [HTMLNode] {
        var nodes: [HTMLNode] = []
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !nodes.isEmpty { nodes.append(.element("br", [], [])) }
            nodes.append(.text(String(part)))
        }
        return nodes
    }

    /// Sizes by 党政机关公文格式: the title 2号 (22 pt) in 小标宋, the table 4号 (14 pt) in 仿宋.
    private static let style = """
        @page{margin:20mm 18mm;@bottom-center{content:"第" counter(page) "页 共" counter(pages) "页"}}
        body{font-family:"FangSong_GB2312","FangSong","仿宋","Noto Serif CJK SC",serif;font-size:14pt;max-width:180mm}
        h1{font:normal 22pt/1.4 "FZXiaoBiaoSong-B05S","方正小标宋简体","Noto Serif CJK SC","SimSun",serif}
        p.number{text-align:center;margin:.2em 0}p.attachment{margin:.1em 0 .1em 2em}
        table.paper{border:1.5pt solid #000}table.paper th,table.paper td{border:.75pt solid #000;padding:.2em .4em}
        table.paper th{font-weight:normal;width:27%;background:none}
        table.paper th.group{width:7%;text-align:center;vertical-align:middle}
        td.box{height:25mm;vertical-align:bottom;text-align:right}
        p.note{font-size:9pt}
        @media print{body{font-size:12pt}}

        """
}
