import YinfengReport

/// A Word document for A4 with page numbers: the parts that every paper has, around its body.
struct WordFile {
    /// The paragraphs and tables.
    let body: String
    private static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// The file.
    var bytes: [UInt8] {
        var archive = StoredArchive()
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        for (name, text) in [
            ("[Content_Types].xml", WordFile.types), ("_rels/.rels", WordFile.relations),
            ("word/_rels/document.xml.rels", WordFile.documentRelations), ("word/footer1.xml", footer),
            ("word/document.xml", document),
        ] {
            archive.add(name, Array((head + text).utf8))
        }
        return archive.bytes
    }

    private var document: String {
        let section = """
            <w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>\
            <w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1021" w:header="567" w:footer="567" w:gutter="0"/>\
            </w:sectPr>
            """
        return """
            <w:document xmlns:w="\(WordFile.space)" \
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>\(body)\(section)</w:body>\
            </w:document>
            """
    }

    /// 第x页 共y页.
    private var footer: String {
        func text(_ words: String) -> String { WordText.run("<w:t xml:space=\"preserve\">\(words)</w:t>", size: 18) }
        func field(_ name: String) -> String {
            "<w:fldSimple w:instr=\"\(name)\">" + text("1") + "</w:fldSimple>"
        }
        return "<w:ftr xmlns:w=\"\(WordFile.space)\"><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + text("第")
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

/// Words of a Word document as its markup; sizes in half-points, widths in twentieths of a point.
enum WordText {
    /// A paragraph.
    static func paragraph(_ text: String, size: Int, font: String = "仿宋", align: String? = nil) -> String {
        let place = align.map { "<w:pPr><w:jc w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "<w:p>\(place)"
            + run("<w:t xml:space=\"preserve\">\(HTMLText.escaped(text))</w:t>", size: size, font: font)
            + "</w:p>"
    }

    /// A run of one face.
    static func run(_ content: String, size: Int, font: String = "仿宋") -> String {
        "<w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:eastAsia=\"\(font)\"/><w:sz w:val=\"\(size)\"/>"
            + "</w:rPr>\(content)</w:r>"
    }

    /// The beginning of a framed table with columns of these widths; rows and `</w:tbl>` follow.
    static func tableHead(_ widths: [Int]) -> String {
        let line = "w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\""
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(line)/>" }.joined()
        return "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>\(borders)"
            + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
            + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    }

    /// A row that no page break cuts.
    static func row(_ cells: [String], height: Int? = nil) -> String {
        let high = height.map { "<w:trHeight w:val=\"\($0)\"/>" } ?? ""
        return "<w:tr><w:trPr><w:cantSplit/>\(high)</w:trPr>" + cells.joined() + "</w:tr>"
    }
}
