import YinfengModel

/// How well each park function suits each code, as a dense table.
struct FunctionAffinity: Sendable {
    /// The functions, in the order of the profile.
    let functions: [String]
    private let values: [Int32]
    private let others: [Int32]

    init(profile: MatchProfile, classification: IndustryClassification, rows: CodeRows) {
        var names: [String] = []
        for fit in profile.functions where !names.contains(fit.function) { names.append(fit.function) }
        functions = names
        var table: [Int: [IndustryCode: Int]] = [:]
        var others = [Int32](repeating: 0, count: names.count)
        for fit in profile.functions {
            guard let column = names.firstIndex(of: fit.function) else { continue }
            if let code = fit.code {
                table[column, default: [:]][code] = fit.value
            } else {
                others[column] = Int32(fit.value)
            }
        }
        var values: [Int32] = []
        values.reserveCapacity(rows.codes.count * names.count)
        for code in rows.codes {
            let section = classification.section(of: code)
            for column in names.indices {
                var value = others[column]
                // The longest prefix of the code that the table names decides; a section letter is the shortest.
                for key in [section, code.prefix(2), code.prefix(3), code].compactMap({ $0 }) {
                    if let found = table[column]?[key] { value = Int32(found) }
                }
                values.append(value)
            }
        }
        self.values = values
        self.others = others
    }

    /// The value of a function for a lead, share-weighted, in ten-thousandths; what is not coded counts as the
    /// function's value for other codes. `rows` are the activities' rows.
    func value(of function: Int, for activities: [LeadProfile.Activity], rows: [Int32]) -> Int {
        var sum = 0
        var shares = 0
        for (index, activity) in activities.enumerated() {
            let row = rows[index]
            let value = row < 0 ? others[function] : values[Int(row) * functions.count + function]
            sum += activity.share * Int(value)
            shares += activity.share
        }
        return (sum + max(0, 10_000 - shares) * Int(others[function])) / 10_000
    }
}
