import YinfengModel

/// Dense numbers for the codes of the classification below its sections: one hash look-up an activity, arrays after.
struct CodeRows: Sendable {
    /// The codes by row, ascending.
    let codes: [IndustryCode]
    private let rows: [IndustryCode: Int32]

    init(_ classification: IndustryClassification) {
        codes = classification.entries.map(\.code).filter { $0.length >= 2 }.sorted()
        rows = Dictionary(
            codes.enumerated().map { ($0.element, Int32($0.offset)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The row of a code, -1 when the classification has none.
    func row(of code: IndustryCode) -> Int32 { rows[code] ?? -1 }
}
