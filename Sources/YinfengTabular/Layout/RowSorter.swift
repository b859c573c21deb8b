import YinfengModel
import YinfengText

/// Tells the rows of the body apart: leads, sums, section lines, the foot, repeated headings.
struct RowSorter: Sendable {
    /// What a row is.
    enum Kind: Sendable, Equatable {
        /// A row of the list.
        case lead
        /// Nothing stands in it.
        case blank
        /// It is passed over, and says why.
        case skipped(String)
    }

    private let catalog: FieldCatalog
    private let headings: [String]
    /// Positions of the columns that say what the project is.
    private let substance: [Int]
    /// Whether the list has so few columns that a lonely cell is a whole lead.
    private let isNarrow: Bool
    private static let substantial: Set<FieldKey> = [
        .projectName, .investorName, .content, .products, .projectID, .industryCode,
    ]

    init(head: SheetHead, catalog: FieldCatalog) {
        self.catalog = catalog
        headings = head.columns.map { catalog.folder.folded($0.heading).filter { !$0.isWhitespace } }
        substance = head.columns.filter { $0.match.map { RowSorter.substantial.contains($0.key) } ?? false }.map(
            \.index)
        isNarrow = head.columns.count { $0.match != nil } <= 2
    }

    /// The kind of a row from its cells. Cheap for ordinary rows: only short first cells are looked at closely.
    func kind(_ cell: (Int) -> String, count: Int) -> Kind {
        var filled: [Int] = []
        for index in 0..<count where !isBlank(cell(index)) {
            filled.append(index)
            // A row with this many cells is a lead unless its first words say otherwise.
            if filled.count > 12 { break }
        }
        guard let first = filled.first else { return .blank }
        // Only a short first word can be a mark; a long one is a lead's text.
        for place in filled.prefix(3) {
            let text = cell(place)
            guard text.utf8.count <= 60 else { continue }
            let word = catalog.folder.folded(text).filter { !$0.isWhitespace }
            if isSubtotal(word) { return .skipped("合计行") }
            if place == first {
                if isSection(word), !hasSubstance(cell, besides: place) { return .skipped("分组行") }
                if isFooter(word), filled.count <= 8 { return .skipped("表尾") }
            }
        }
        if filled.count == 1, !isNarrow {
            if !substance.contains(first) { return .skipped("分组行") }
            let word = catalog.folder.folded(cell(first)).filter { !$0.isWhitespace }
            if isFooter(word) { return .skipped("表尾") }
        }
        if filled.count >= 2, isRepeatedHeading(cell, filled) { return .skipped("重复的表头") }
        return .lead
    }

    private func isBlank(_ text: String) -> Bool { text.allSatisfy { $0.isWhitespace } }

    private func hasSubstance(_ cell: (Int) -> String, besides: Int) -> Bool {
        substance.contains { $0 != besides && !isBlank(cell($0)) }
    }

    /// 合计, 小计:, 总计(12个), 共计12个: a mark and nothing but a count behind it.
    private func isSubtotal(_ word: String) -> Bool {
        for mark in catalog.marks.subtotals where word.hasPrefix(mark) {
            let rest = word.dropFirst(mark.count)
            if rest.allSatisfy({ ":()-—.,个项家户条户数共0123456789".contains($0) }) { return true }
        }
        return false
    }

    /// 一、签约项目, (二)在谈项目.
    private func isSection(_ word: String) -> Bool {
        var rest = Substring(word)
        let bracket = rest.first == "("
        if bracket { rest = rest.dropFirst() }
        let number = rest.prefix { "一二三四五六七八九十".contains($0) }
        guard (1...3).contains(number.count) else { return false }
        guard let mark = rest.dropFirst(number.count).first else { return false }
        return bracket ? mark == ")" : "、.".contains(mark)
    }

    /// 填表人:…, 注:…: the mark must end the cell or be followed by a colon.
    private func isFooter(_ word: String) -> Bool {
        for mark in catalog.marks.footers where word.hasPrefix(mark) {
            let rest = word.dropFirst(mark.count)
            if rest.first == ":" || rest.hasPrefix("(签字)") || rest.hasPrefix("(签章)") || rest.hasPrefix("(盖章)") {
                return true
            }
            if rest.isEmpty, mark.count >= 3 { return true }
        }
        return false
    }

    private func isRepeatedHeading(_ cell: (Int) -> String, _ filled: [Int]) -> Bool {
        // Data never repeat three headings; two-column lists need both.
        let needed = min(3, headings.count { !$0.isEmpty })
        var same = 0
        for index in filled where index < headings.count {
            let text = cell(index)
            guard text.utf8.count <= 120 else { continue }
            if catalog.folder.folded(text).filter({ !$0.isWhitespace }) == headings[index] { same += 1 }
            if same >= needed { return true }
            if same == 0, index > 6 { return false }
        }
        return false
    }
}
