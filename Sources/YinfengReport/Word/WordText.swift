/// Words of a Word document as its markup; sizes in half-points, widths in twentieths of a point.
package enum WordText {
    /// A paragraph.
    package static func paragraph(_ text: String, size: Int, font: String = "仿宋", align: String? = nil) -> String {
        let place = align.map { "<w:pPr><w:jc w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "<w:p>\(place)\(run(words(text), size: size, font: font))</w:p>"
    }

    /// A paragraph of words with looks, close to the lines around it; one that `keepsNext` stays with what follows.
    static func paragraph(
        _ spans: [PaperSpan], size: Int, font: String = "仿宋", align: String? = nil, isQuiet: Bool = false,
        spacing: (before: Int, after: Int) = (0, 0), keepsNext: Bool = false
    ) -> String {
        let place =
            (keepsNext ? "<w:keepNext/>" : "")
            + "<w:spacing w:before=\"\(spacing.before)\" w:after=\"\(spacing.after)\"/>"
            + (align.map { "<w:jc w:val=\"\($0)\"/>" } ?? "")
        return "<w:p><w:pPr>\(place)</w:pPr>"
            + spans.map { run($0, size: size, font: font, isQuiet: isQuiet) }.joined() + "</w:p>"
    }

    /// A run of one face; `look` is what the schema wants before and after the size.
    package static func run(
        _ content: String, size: Int, font: String = "仿宋", look: (before: String, after: String) = ("", "")
    ) -> String {
        "<w:r><w:rPr><w:rFonts w:ascii=\"\(font)\" w:hAnsi=\"\(font)\" w:eastAsia=\"\(font)\"/>\(look.before)"
            + "<w:sz w:val=\"\(size)\"/>\(look.after)</w:rPr>\(content)</w:r>"
    }

    private static func run(_ span: PaperSpan, size: Int, font: String, isQuiet: Bool) -> String {
        let look: (before: String, after: String) =
            switch span {
            case .plain: (isQuiet ? "<w:color w:val=\"555555\"/>" : "", "")
            case .strong: ("<w:b/>", "")
            case .marked: ("", "<w:highlight w:val=\"yellow\"/>")
            case .badge(_, let tone): ("<w:b/>", shade(tone))
            }
        return run(words(span.words), size: size, font: font, look: look)
    }

    /// The text of a run; line feeds become line breaks.
    private static func words(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            "<w:t xml:space=\"preserve\">\(HTMLText.escaped(String($0)))</w:t>"
        }.joined(separator: "<w:br/>")
    }

    /// The colour behind a value, as on the page.
    static func shade(_ tone: PaperTone) -> String {
        switch tone {
        case .good: shade("E2F0D9")
        case .caution: shade("FFF2CC")
        case .bad: shade("F8D7DA")
        case .quiet, .plain: ""
        }
    }

    /// A colour behind words or a cell.
    static func shade(_ fill: String) -> String { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(fill)\"/>" }

    /// The beginning of a framed table with columns of these widths; rows and `</w:tbl>` follow.
    package static func tableHead(_ widths: [Int]) -> String {
        let line = "w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\""
        let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(line)/>" }.joined()
        return "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>\(borders)"
            + "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
            + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    }

    /// A row that no page break cuts; a heading row stands again on every page.
    package static func row(_ cells: [String], height: Int? = nil, isHeading: Bool = false) -> String {
        let high = height.map { "<w:trHeight w:val=\"\($0)\"/>" } ?? ""
        return "<w:tr><w:trPr><w:cantSplit/>\(high)\(isHeading ? "<w:tblHeader/>" : "")</w:trPr>" + cells.joined()
            + "</w:tr>"
    }

    /// A cell over `span` columns of the grid with these paragraphs.
    static func cell(_ paragraphs: String, width: Int, span: Int = 1, fill: String = "") -> String {
        "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
            + (span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : "") + fill + "</w:tcPr>\(paragraphs)</w:tc>"
    }
}
