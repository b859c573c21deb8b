package import YinfengModel
import YinfengText

/// Finds the rows of a list that repeat an earlier one: the same investor with the same project.
///
/// Only what a clerk would call the same is told: the words of the content, of the products or of the project's name
/// are equal apart from marks and blanks. About 150 bytes a row, so it stops after `most` rows and says so.
package struct RepeatFinder {
    /// An earlier row, and in what a later one is the same.
    package struct Repeat: Sendable, Equatable {
        /// The earlier row's id.
        package let id: String
        /// Its number.
        package let row: Int
        /// What is the same, in Chinese.
        package let because: String
    }

    private struct Key: Hashable {
        /// The investor's number.
        let investor: Int
        let field: FieldKey
        /// UTF-8: hashed as bytes, a string would be normalised each time.
        let words: [UInt8]
    }

    /// How many rows are remembered.
    package static let most = 200_000
    private static let fields: [(key: FieldKey, name: String)] = [
        (.content, "项目内容"), (.products, "主要产品"), (.projectName, "项目名称"),
    ]

    private let folder: TextFolder
    private let investor: (String) -> String
    private var first: [Key: (id: String, row: Int)] = [:]
    /// The number of the investor that a name stands for, nil for none: names repeat, and numbers are hashed faster.
    private var names: [String: Int?] = [:]
    /// The number of what the spellings of an investor's name share.
    private var investors: [String: Int] = [:]
    private var rows = 0

    /// A finder; `investor` reduces a company's name to what two spellings of it share.
    package init(catalog: FieldCatalog, investor: @escaping (String) -> String) {
        folder = catalog.folder
        self.investor = investor
    }

    /// Whether rows came after the last one that could be remembered.
    package var isFull: Bool { rows > RepeatFinder.most }

    /// The earlier row that a lead repeats, or nil; remembers the lead.
    package mutating func find(_ lead: Lead) -> Repeat? {
        rows += 1
        guard rows <= RepeatFinder.most, let name = lead.text(.investorName) ?? lead.text("investor_uscc") else {
            return nil
        }
        guard let who = known(name) else { return nil }
        var found: Repeat?
        for (field, title) in RepeatFinder.fields {
            guard let text = lead.text(field), let words = words(text) else { continue }
            let key = Key(investor: who, field: field, words: words)
            if let earlier = first[key] {
                if found == nil {
                    found = Repeat(id: earlier.id, row: earlier.row, because: "投资方（不计地名和公司形式）和\(title)相同")
                }
            } else {
                first[key] = (lead.id, lead.location.row)
            }
        }
        return found
    }

    private mutating func known(_ name: String) -> Int? {
        if let known = names[name] { return known }
        let core = investor(name)
        let number = core.isEmpty ? nil : investors[core] ?? investors.count
        if let number { investors[core] = number }
        names[name] = .some(number)
        return number
    }

    /// The letters and digits of a text, folded, as UTF-8; nil for fewer than two, which say nothing.
    private func words(_ text: String) -> [UInt8]? {
        var words: [UInt8] = []
        var count = 0
        words.reserveCapacity(text.utf8.count)
        for scalar in folder.folded(text).unicodeScalars {
            // Han first: nearly every letter is one, and asking for properties takes longer than the rest.
            let isHan = (0x4E00...0x9FFF).contains(scalar.value)
            if isHan || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                if let bytes = UTF8.encode(scalar) { words.append(contentsOf: bytes) }
                count += 1
            }
        }
        return count >= 2 ? words : nil
    }
}
