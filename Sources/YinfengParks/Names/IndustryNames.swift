package import YinfengModel

/// 产业名称: the names that plans and bureaus use for industries (绿色铝, 生物医药) and the codes that each covers.
package struct IndustryNames: Sendable {
    /// What is known of one name.
    package struct Entry: Sendable, Equatable {
        /// The name as the catalogue has it.
        package let name: String
        /// The codes; empty when the name is too wide to match by (加工制造).
        package let codes: [IndustryCode]
    }

    private let entries: [PlaceName: Entry]

    /// A book of names; the first of two equal spellings wins.
    package init(_ list: [(spellings: [String], entry: Entry)]) {
        var entries: [PlaceName: Entry] = [:]
        for (spellings, entry) in list {
            for spelling in spellings where entries[PlaceName(spelling)] == nil { entries[PlaceName(spelling)] = entry }
        }
        self.entries = entries
    }

    /// What a written name stands for, with or without 产业 or 业 at its end; nil when it is not held.
    package func entry(_ text: String) -> Entry? {
        let name = text.filter { !$0.isWhitespace }
        for ending in ["", "产业", "业"] where name.hasSuffix(ending) {
            if let entry = entries[PlaceName(String(name.dropLast(ending.count)))] { return entry }
        }
        return entries[PlaceName(name + "业")]
    }
}
