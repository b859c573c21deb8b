package import YinfengModel

/// A text that a person has coded.
package struct GoldCase: Sendable {
    /// The row's id.
    package let id: String
    /// The fields of the text.
    package let fields: [(key: FieldKey, text: String)]
    /// The accepted codes, of any level; a shorter one accepts every class below it.
    package let accepted: [IndustryCode]

    /// A case.
    package init(id: String, fields: [(key: FieldKey, text: String)], accepted: [IndustryCode]) {
        self.id = id
        self.fields = fields
        self.accepted = accepted
    }

    /// Reads `3985|2613`, `3985;2613` or `C13`; nil when a part is no code.
    package static func codes(_ text: String) -> [IndustryCode]? {
        let parts = text.split(whereSeparator: { "|;； 、,".contains($0) })
        let codes = parts.compactMap { IndustryCode($0) }
        return codes.isEmpty || codes.count < parts.count ? nil : codes
    }
}
