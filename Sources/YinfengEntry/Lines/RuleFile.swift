import YinfengModel

extension RuleBook {
    /// Reads a rule file that a user gives (`--rules F`): a park's own lines, or rows of the rule language (a `shape`
    /// column). Rows carry the number that the spreadsheet shows. Own lines keep the good rows beside the bad ones;
    /// a rule file with a fault is refused whole, because a rule left out would change verdicts.
    package func rules(
        file: String, headings: [String], rows: [(row: Int, cells: [String])]
    ) -> (set: RuleSet?, errors: [RuleError]) {
        guard headings.contains("shape") else {
            let answer = ParkLines(directory: directory, classification: classification)
                .read(file: file, headings: headings, rows: rows)
            return (answer.set, answer.errors)
        }
        let clauses = rows.map { row in
            (row: row.row, cells: Dictionary(zip(headings, row.cells), uniquingKeysWith: { first, _ in first }))
        }
        do throws(RuleError) {
            let set = try RuleSet(
                source: RuleSet.Source(id: file, document: file), clauses: clauses, values: [], tiers: [],
                directory: directory, classification: classification)
            let faults = set.ambiguities().map { fault in
                RuleError(
                    file: file, row: clauses.first { $0.cells["id"] == fault.rule }?.row ?? 1, column: "id",
                    fault: .ambiguous(fault.fact))
            }
            return (faults.isEmpty ? set : nil, faults)
        } catch { return (nil, [error]) }
    }
}
