/// The tree of one edition of GB/T 4754: names, parents, existence.
package struct IndustryClassification: Sendable {
    /// One line of the classification.
    package struct Entry: Sendable {
        /// The code.
        package let code: IndustryCode
        /// The code one level up; nil for a section.
        package let parent: IndustryCode?
        /// The official name.
        package let name: String
        /// The official note, empty when there is none.
        package let note: String

        /// A line of the classification.
        package init(code: IndustryCode, parent: IndustryCode?, name: String, note: String) {
            self.code = code
            self.parent = parent
            self.name = name
            self.note = note
        }
    }

    /// All lines in the order of the standard.
    package let entries: [Entry]
    /// Positions in `entries` by the slots of codes, -1 where there is none.
    private let positions: [Int32]

    /// A classification from its lines.
    package init(entries: [Entry]) {
        self.entries = entries
        var positions = [Int32](repeating: -1, count: IndustryCode.slotCount)
        for (position, entry) in entries.enumerated() where positions[entry.code.slot] < 0 {
            positions[entry.code.slot] = Int32(position)
        }
        self.positions = positions
    }

    /// The line of a code, or nil when this edition has no such code.
    package func entry(_ code: IndustryCode) -> Entry? { position(of: code).map { entries[$0] } }

    /// The official name, or nil when the code does not exist.
    package func name(of code: IndustryCode) -> String? { position(of: code).map { entries[$0].name } }

    private func position(of code: IndustryCode) -> Int? {
        let position = Int(positions[code.slot])
        return position >= 0 && entries[position].code == code ? position : nil
    }

    /// The section letter above a code, or nil when the code does not exist.
    package func section(of code: IndustryCode) -> IndustryCode? {
        if code.level == .section { return position(of: code) == nil ? nil : code }
        return entry(code.prefix(2))?.parent
    }

    /// Whether `upper` is `lower` or stands above it; works for section letters too.
    package func covers(_ upper: IndustryCode, _ lower: IndustryCode) -> Bool {
        upper.level == .section ? section(of: lower) == upper : upper.covers(lower)
    }
}
