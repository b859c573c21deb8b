import YinfengFirstTalk
import YinfengReport

/// The paper as a word processor's document (WordprocessingML): A4 upright, the same frame table as the page.
struct PaperDocument {
    let form: RegisterForm

    /// The file.
    var bytes: [UInt8] {
        var archive = StoredArchive()
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        for (name, text) in [
            ("[Content_Types].xml", PaperDocument.types), ("_rels/.rels", PaperDocument.relations),
            ("word/_rels/document.xml.rels", PaperDocument.documentRelations), ("word/footer1.xml", footer),
            ("word/document.xml", document),
        ] {
            archive.add(name, Array((head + text).utf8))
        }
        return archive.bytes
    }

    // MARK: Parts

    /// Widths of the columns in twentieths of a point: together the 174 mm between the margins.
    private static let widths = [700, 2_700, 6_464]
    private static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    private var document: String {
        var body = paragraph(form.title, size: 44, font: "方正小标宋简体", align: "center")
        body += form.subtitle.map { paragraph($0, size: 28, align: "center") }.joined()
        body += table
        if !form.attachments.isEmpty {
            body += paragraph("附件", size: 28)
            body += form.attachments.map { paragraph($0, size: 24) }.joined()
        }
        body += paragraph(form.footer, size: 18)
        body += """
            <w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1021" w:header="567" w:footer="567" w:gutter="0"/>\
            </w:sectPr>
            """
        return """
            <w:document xmlns:w="\(PaperDocument.space)" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>\(body)</w:body></w:document>
            """
    }

    private var table: String {
        let line = "w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\""
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(line)/>" }.joined()
        var text =
            "<w:tbl><w:tblPr><w:tblW w:w=\"\(PaperDocument.widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>\(borders)"
            + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
            + PaperDocument.widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
        for group in form.groups {
            for (index, row) in group.rows.enumerated() {
                let merge = group.rows.count == 1 ? "" : index == 0 ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>"
                text += tableRow([
                    cell(index == 0 ? group.name : "", width: 0, merge + "<w:vAlign w:val=\"center\"/>"),
                    cell(row.label, width: 1), cell(row.value, width: 2),
                ])
            }
        }
        for box in form.boxes {
            let width = PaperDocument.widths.reduce(0, +)
            text += tableRow(
                [
                    "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/><w:gridSpan w:val=\"3\"/>"
                        + "<w:vAlign w:val=\"bottom\"/></w:tcPr>" + paragraph(box, size: 24, align: "right") + "</w:tc>"
                ], height: 1_400)
        }
        return text + "</w:tbl>"
    }

    private func tableRow(_ cells: [String], height: Int? = nil) -> String {
        let high = height.map { "<w:trHeight w:val=\"\($0)\"/>" } ?? ""
        return "<w:tr><w:trPr><w:cantSplit/>\(high)</w:trPr>" + cells.joined() + "</w:tr>"
    }

    private func cell(_ text: String, width: Int, _ more: String = "") -> String {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            paragraph(String($0), size: 24, align: width == 0 ? "center" : nil)
        }
        return "<w:tc><w:tcPr><w:tcW w:w=\"\(PaperDocument.widths[width])\" w:type=\"dxa\"/>\(more)</w:tcPr>"
            + paragraphs.joined() + "</w:tc>"
    }

    /// A paragraph in half-points of size.
    private func paragraph(_ text: String, size: Int, font: String = "仿宋", align: String? = nil) -> String {
        let place = align.map { "<w:pPr><w:jc w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "<w:p>\(place)"
            + run("<w:t xml:space=\"preserve\">\(HTMLText.escaped(text))</w:t>", size: size, font: font)
            + "</w:p>"
    }

    private func run(_ content: String, size: Int, font: String = "仿宋") -> String {
        "<w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:eastAsia=\"\(font)\"/><w:sz w:val=\"\(size)\"/>"
            + "</w:rPr>\(content)</w:r>"
    }

    /// 第x页 共y页.
    private var footer: String {
        func text(_ words: String) -> String { run("<w:t xml:space=\"preserve\">\(words)</w:t>", size: 18) }
        func field(_ name: String) -> String {
            "<w:fldSimple w:instr=\"\(name)\">" + text("1") + "</w:fldSimple>"
        }
        return "<w:ftr xmlns:w=\"\(PaperDocument.space)\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + text("第")
            + field("PAGE") + text("页 共") + field("NUMPAGES") + text("页") + "</w:p></w:ftr>"
    }

    private static let types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/word/document.xml" \
        ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
        <Override PartName="/word/footer1.xml" \
        ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>
        """
    private static let relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
        Target="word/document.xml"/></Relationships>
        """
    private static let documentRelations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" \
        Target="footer1.xml"/></Relationships>
        """
}
