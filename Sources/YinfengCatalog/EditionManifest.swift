package import YinfengModel

/// The manifest of an edition, `edition.json`: what the tables are, from which document, how sure.
package struct EditionManifest: Sendable, Codable, Equatable {
    /// The edition's id, equal to its folder's name (`gbt4754-2017`).
    package let id: String
    /// The kind, equal to the parent folder's name (`industries`).
    package let kind: String
    /// The document's title.
    package let title: String
    /// The issuing body.
    package let issuer: String?
    /// The document number as printed.
    package let document: String?
    /// Issue day, ISO.
    package let issued: String?
    /// First day in force, ISO.
    package let effectiveFrom: String?
    /// Last day in force, ISO.
    package let effectiveTo: String?
    /// How exactly the two days are known: day, month or year.
    package let dateKnown: [String: String?]?
    /// The edition that this one replaces.
    package let supersedes: String?
    /// The day up to which later editions were looked for.
    package let checkedUntil: String?
    /// high, medium or low.
    package let confidence: String
    /// Whether the edition as a whole was read in a published copy.
    package let verified: Bool
    /// What is held and what is known to be missing, in Chinese.
    package let completeness: String
    /// Where the rows were read.
    package let sources: [String]
    /// The tables.
    package let tables: [TableManifest]

    enum CodingKeys: String, CodingKey {
        case id, kind, title, issuer, document, issued, supersedes, confidence, verified, completeness, sources, tables
        case effectiveFrom = "effective_from"
        case effectiveTo = "effective_to"
        case dateKnown = "date_known"
        case checkedUntil = "checked_until"
    }

    /// The title with the document number: `《title》（document）`.
    package var citationTitle: String { "《\(title)》" + (document.map { "（\($0)）" } ?? "") }

    /// Whether the edition has a table of this file name.
    package func holds(_ file: String) -> Bool { tables.contains { $0.file == file } }

    /// Whether the edition is in force on a day; an unknown end is open.
    package func isInForce(on day: CivilDate) -> Bool {
        if let from = effectiveFrom.flatMap({ CivilDate(iso: $0) }), day < from { return false }
        if let to = effectiveTo.flatMap({ CivilDate(iso: $0) }), day > to { return false }
        return true
    }
}

/// One table of an edition.
package struct TableManifest: Sendable, Codable, Equatable {
    /// The file's name in the edition's folder.
    package let file: String
    /// The number of rows without the heading.
    package let rows: Int
    /// SHA-256 of the file's bytes, lower-case hex.
    package let sha256: String
    /// Columns that together are unique; empty when none are.
    package let key: [String]
    /// The columns in order.
    package let columns: [ColumnManifest]
}

/// One column of a table: its name and what its cells must be.
package struct ColumnManifest: Sendable, Codable, Equatable {
    /// The heading.
    package let name: String
    /// text, int, decimal, date, yesno, enum, industry-code, region-code, park-code, unit or url.
    package let type: String
    /// Whether a cell must not be empty.
    package let required: Bool?
    /// The separator when a cell holds several values.
    package let list: String?
    /// The values of an enum.
    package let values: [String]?
    /// `file.csv#column` or `edition/file.csv#column` that must hold every value.
    package let references: String?
    /// Whether an industry code may carry its section letter.
    package let prefixed: Bool?
    /// The least number allowed.
    package let min: Double?
    /// The greatest number allowed.
    package let max: Double?
}
