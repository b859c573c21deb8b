import YinfengModel

/// How well each park function suits each code, as a dense table.
struct FunctionAffinity: Sendable {
    /// The functions, in the order of the profile.
    let functions: [String]
    private let rows: [IndustryCode: Int]
    private let values: [Int32]
    private let others: [Int32]

    init(profile: MatchProfile, classification: IndustryClassification) {
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
        var rows: [IndustryCode: Int] = [:]
        var values: [Int32] = []
        for entry in classification.entries where entry.code.length >= 2 {
            rows[entry.code] = rows.count
            let section = classification.section(of: entry.code)
            for column in names.indices {
                var value = others[column]
                // The longest prefix of the code that the table names decides; a section letter is the shortest.
                for key in [section, entry.code.prefix(2), entry.code.prefix(3), entry.code].compactMap({ $0 }) {
                    if let found = table[column]?[key] { value = Int32(found) }
                }
                values.append(value)
            }
        }
        self.rows = rows
        self.values = values
        self.others = others
    }

    /// The value of a function for a lead, share-weighted, in ten-thousandths; what is not coded counts as the
    /// function's value for other codes.
    func value(of function: Int, for activities: [LeadProfile.Activity]) -> Int {
        var sum = 0
        var shares = 0
        for activity in activities {
            let value = rows[activity.code].map { values[$0 * functions.count + function] } ?? others[function]
            sum += activity.share * Int(value)
            shares += activity.share
        }
        return (sum + max(0, 10_000 - shares) * Int(others[function])) / 10_000
    }
}
