import YinfengCSV
import YinfengModel
import YinfengText

/// Tells the rows of the body apart: leads, sums, section lines, the foot, repeated headings.
///
/// A class: it is asked for every row, and so is not copied for each.
final class RowSorter: Sendable {
    /// What a row is.
    enum Kind: Sendable, Equatable {
        /// A row of the list.
        case lead
        /// Nothing stands in it.
        case blank
        /// It is passed over, and why.
        case skipped(Reason)
    }

    /// Why a row is passed over.
    enum Reason: String, Sendable {
        /// It sums others.
        case subtotal = "合计行"
        /// It names the group below it.
        case section = "分组行"
        /// It stands below the list.
        case footer = "表尾"
        /// It shows how the sheet is filled.
        case example = "示例行"
        /// It is the heading again.
        case heading = "重复的表头"
    }

    private let folder: TextFolder
    private let marks: SheetMarks
    private let starts: WordStarts
    /// The cells of the last heading row as written.
    private let headings: [[UInt8]]
    private let headingCount: Int
    /// Positions of the columns that say what the project is.
    private let substance: [Int]
    /// Whether the list has so few columns that a lonely cell is a whole lead.
    private let isNarrow: Bool
    private static let substantial: Set<FieldKey> = [
        .projectName, .investorName, .content, .products, .projectID, .industryCode,
    ]
    private static let numerals: Set<Character> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    /// A mark is short; a longer cell is a lead's text.
    private static let longestMark = 60

    init(head: SheetHead, heading: CSVRecord?, catalog: FieldCatalog) {
        folder = catalog.folder
        marks = catalog.marks
        starts = WordStarts(
            marks.subtotals + marks.footers + marks.sections + marks.examples + RowSorter.numerals.map(String.init) + [
                "("
            ])
        headings = heading.map { record in (0..<record.count).map { Array(record[bytes: $0]) } } ?? []
        headingCount = headings.count { !$0.isEmpty }
        substance = head.columns.filter { $0.match.map { RowSorter.substantial.contains($0.key) } ?? false }.map(
            \.index)
        isNarrow = head.columns.count { $0.match != nil } <= 2
    }

    /// The kind of a row, looking at its first `count` cells. For an ordinary row only a few bytes are looked at.
    func kind(_ record: CSVRecord, count: Int) -> Kind {
        var filled = 0
        var first = 0
        for index in 0..<count where !isBlank(record, index) {
            filled += 1
            if filled == 1 { first = index }
            if filled <= 3, let word = possibleMark(record, index) {
                if isSubtotal(word) { return .skipped(.subtotal) }
                if filled == 1, marks.examples.contains(word) { return .skipped(.example) }
                if filled == 1, isNumbered(word), !hasSubstance(record, besides: index) { return .skipped(.section) }
                if filled <= 2, isGroupName(word), !hasSubstance(record, besides: index) { return .skipped(.section) }
                if filled == 1, isFooter(word), self.filled(record, count) <= 8 { return .skipped(.footer) }
            }
            if filled > 3 { break }
        }
        if filled == 0 { return .blank }
        if filled == 1, !isNarrow, !substance.contains(first) { return .skipped(.section) }
        if filled >= 2, isRepeatedHeading(record) { return .skipped(.heading) }
        return .lead
    }

    private func isBlank(_ record: CSVRecord, _ index: Int) -> Bool {
        record.withBytes(of: index) { bytes in
            guard let first = bytes.first else { return true }
            // Visible ASCII and ideographs begin no blank cell.
            if first > 0x20 && first < 0x7F || (0xE4...0xE9).contains(first) { return false }
            return String(decoding: bytes, as: UTF8.self).allSatisfy { $0.isWhitespace }
        }
    }

    private func filled(_ record: CSVRecord, _ count: Int) -> Int { (0..<count).count { !isBlank(record, $0) } }

    /// The folded cell without blanks, when it is short and begins as a mark may.
    private func possibleMark(_ record: CSVRecord, _ index: Int) -> String? {
        record.withBytes(of: index) { bytes in
            guard bytes.count <= RowSorter.longestMark, starts.mayStart(bytes) else { return nil }
            return folder.folded(String(decoding: bytes, as: UTF8.self)).filter { !$0.isWhitespace }
        }
    }

    private func hasSubstance(_ record: CSVRecord, besides: Int) -> Bool {
        substance.contains { $0 != besides && !isBlank(record, $0) }
    }

    /// 合计, 小计:, 总计(12个), 共计12个: a mark and nothing but a count behind it.
    private func isSubtotal(_ word: String) -> Bool {
        for mark in marks.subtotals where word.hasPrefix(mark) {
            if word.dropFirst(mark.count).allSatisfy({ ":()-—.,个项家户条户数共0123456789".contains($0) }) { return true }
        }
        return false
    }

    /// 签约项目, 在谈项目(12个): the name of a group and nothing but a count behind it.
    private func isGroupName(_ word: String) -> Bool {
        for mark in marks.sections where word.hasPrefix(mark) {
            if word.dropFirst(mark.count).allSatisfy({ ":(),个项家共0123456789".contains($0) }) { return true }
        }
        return false
    }

    /// 一、签约项目, (二)在谈项目.
    private func isNumbered(_ word: String) -> Bool {
        var rest = Substring(word)
        let bracket = rest.first == "("
        if bracket { rest = rest.dropFirst() }
        let number = rest.prefix { RowSorter.numerals.contains($0) }
        guard (1...3).contains(number.count), let mark = rest.dropFirst(number.count).first else { return false }
        return bracket ? mark == ")" : "、.".contains(mark)
    }

    /// 填表人:…, 注:…: the mark must end the cell or be followed by a colon.
    private func isFooter(_ word: String) -> Bool {
        for mark in marks.footers where word.hasPrefix(mark) {
            // 注1:, 说明2:
            let rest = word.dropFirst(mark.count).drop { $0.isNumber }
            if rest.first == ":" || ["(签字)", "(签章)", "(盖章)"].contains(where: { rest.hasPrefix($0) }) { return true }
            if rest.isEmpty, mark.count >= 3 { return true }
        }
        return false
    }

    /// Data never repeat three headings; lists of fewer columns need all of them.
    private func isRepeatedHeading(_ record: CSVRecord) -> Bool {
        let needed = min(3, headingCount)
        guard needed >= 2 else { return false }
        var same = 0
        for index in 0..<min(record.count, headings.count) where !headings[index].isEmpty {
            if record[bytes: index].elementsEqual(headings[index]) { same += 1 }
            if same >= needed { return true }
            if same == 0, index > 8 { return false }
        }
        return false
    }
}
