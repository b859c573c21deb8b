import YinfengModel

/// Dense numbers for the codes of the classification below its sections: arrays by code, and no hashing.
struct CodeRows: Sendable {
    /// The codes by row, ascending.
    let codes: [IndustryCode]
    /// Rows by the slots of codes, -1 where there is none.
    private let rows: [Int32]

    init(_ classification: IndustryClassification) {
        codes = classification.entries.map(\.code).filter { $0.length >= 2 }.sorted()
        var rows = [Int32](repeating: -1, count: IndustryCode.slotCount)
        for (row, code) in codes.enumerated() where rows[code.slot] < 0 { rows[code.slot] = Int32(row) }
        self.rows = rows
    }

    /// The row of a code, -1 when the classification has none.
    func row(of code: IndustryCode) -> Int32 {
        let row = rows[code.slot]
        return row >= 0 && codes[Int(row)] == code ? row : -1
    }
}
