import YinfengFirstTalk
import YinfengReport

/// The paper as a word processor's document (WordprocessingML): A4 upright, the same frame table as the page.
struct PaperDocument {
    let form: RegisterForm

    /// The file.
    var bytes: [UInt8] { WordFile(body: body).bytes }

    // MARK: Parts

    /// Widths of the columns in twentieths of a point: together the 174 mm between the margins.
    private static let widths = [700, 2_700, 6_464]

    private var body: String {
        var body = WordText.paragraph(form.title, size: 44, font: "方正小标宋简体", align: "center")
        body += form.subtitle.map { WordText.paragraph($0, size: 28, align: "center") }.joined()
        body += table
        if !form.attachments.isEmpty {
            body += WordText.paragraph("附件", size: 28)
            body += form.attachments.map { WordText.paragraph($0, size: 24) }.joined()
        }
        return body + WordText.paragraph(form.footer, size: 18)
    }

    private var table: String {
        var text = WordText.tableHead(PaperDocument.widths)
        for group in form.groups {
            for (index, row) in group.rows.enumerated() {
                let merge = group.rows.count == 1 ? "" : index == 0 ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>"
                text += WordText.row([
                    cell(index == 0 ? group.name : "", width: 0, merge + "<w:vAlign w:val=\"center\"/>"),
                    cell(row.label, width: 1), cell(row.value, width: 2),
                ])
            }
        }
        for box in form.boxes {
            let width = PaperDocument.widths.reduce(0, +)
            text += WordText.row(
                [
                    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/><w:gridSpan w:val=\"3\"/>"
                        + "<w:vAlign w:val=\"bottom\"/></w:tcPr>" + WordText.paragraph(box, size: 24, align: "right")
                        + "</w:tc>"
                ], height: 1_400)
        }
        return text + "</w:tbl>"
    }

    private func cell(_ text: String, width: Int, _ more: String = "") -> String {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            WordText.paragraph(String($0), size: 24, align: width == 0 ? "center" : nil)
        }
        return "<w:tc><w:tcPr><w:tcW w:w=\"\(PaperDocument.widths[width])\" w:type=\"dxa\"/>\(more)</w:tcPr>"
            + paragraphs.joined() + "</w:tc>"
    }
}
