import YinfengCatalog
import YinfengModel

/// A word of 工艺装备水平 that tells a front level from one that calls for an upgrade.
package struct TechnologyWord: Sendable, Equatable {
    /// What the word tells.
    package enum Level: String, Sendable {
        /// 先进, 标杆.
        case high
        /// 落后, 一般.
        case low
    }

    /// The word.
    package let word: String
    /// What it tells.
    package let level: Level

    /// A word.
    package init(word: String, level: Level) {
        self.word = word
        self.level = level
    }

    /// The words of a profile edition (table `technology-words.csv`).
    static func load(from store: CatalogStore, edition: String) throws -> [TechnologyWord] {
        let table = try store.table(edition, "technology-words.csv")
        let word = try table.column("word")
        let level = try table.column("level")
        return try (0..<table.count).map { row in
            guard let known = Level(rawValue: table[row, level]) else {
                throw ProfileError.badValue(place: table.path, key: "level", value: table[row, level])
            }
            return TechnologyWord(word: table[row, word], level: known)
        }
    }
}
