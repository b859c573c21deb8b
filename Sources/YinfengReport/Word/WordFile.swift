/// A Word document on A4 with page numbers: the parts that every paper has, around its body.
package struct WordFile {
    /// The paragraphs and tables.
    private let body: String
    /// Whether the paper lies on its side.
    private let isLandscape: Bool
    private static let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    /// A document of paragraphs and tables in WordprocessingML.
    package init(body: String, isLandscape: Bool = false) {
        self.body = body
        self.isLandscape = isLandscape
    }

    /// The file.
    package var bytes: [UInt8] {
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
        let size =
            isLandscape ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" : "w:w=\"11906\" w:h=\"16838\""
        let section = """
            <w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz \(size)/>\
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
