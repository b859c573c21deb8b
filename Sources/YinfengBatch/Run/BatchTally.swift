package import YinfengModel

/// Counts over the rows of a run, in the order of the rows.
package struct BatchTally: Sendable, Equatable, Codable {
    /// Rows read.
    package var rows = 0
    /// Rows that came back as errors.
    package var errors = 0
    /// Rows whose industry could not be decided.
    package var abstained = 0
    /// Verdicts of the first park (`rank`) or of the park asked for (`check`), by their ids.
    package var verdicts: [String: Int] = [:]
    /// The same over the decidable clauses.
    package var soFar: [String: Int] = [:]
    /// Rows by the section (门类) of the first class; `?` where it was not decided.
    package var sections: [String: Int] = [:]
    /// Rows by the tens of the first park's score (`60` = 60 to below 70).
    package var scores: [String: Int] = [:]
    /// The faults of rows by column; the empty key stands for whole rows.
    package var faults: [String: Int] = [:]
    /// Rows that repeat an earlier row.
    package var duplicates = 0

    /// Nothing counted.
    package init() {}

    /// Adds the counts of later rows.
    package mutating func add(_ other: BatchTally) {
        rows += other.rows
        errors += other.errors
        abstained += other.abstained
        duplicates += other.duplicates
        verdicts.merge(other.verdicts, uniquingKeysWith: +)
        soFar.merge(other.soFar, uniquingKeysWith: +)
        sections.merge(other.sections, uniquingKeysWith: +)
        scores.merge(other.scores, uniquingKeysWith: +)
        faults.merge(other.faults, uniquingKeysWith: +)
    }

    /// Counts a row that is an error.
    package mutating func fail(column: String?) {
        errors += 1
        // A hostile list may have a column a row; the tally stays small.
        let key = column ?? ""
        if faults.count < 200 || faults[key] != nil { faults[key, default: 0] += 1 }
    }

    /// Counts the score of a row's first park.
    mutating func count(_ score: Points) { scores[BatchTally.tens(of: score), default: 0] += 1 }

    private static let tens = (0...10).map { String($0 * 10) }

    /// `60` for 60 to below 70.
    private static func tens(of score: Points) -> String {
        let place = score.tenThousandths / 100_000
        return tens.indices.contains(place) ? tens[place] : String(place * 10)
    }

    /// Writes the counts, keys in order.
    package func write(to json: inout JSONWriter) {
        json.field("rows", rows)
        json.field("errors", errors)
        json.field("abstained", abstained)
        json.field("duplicates", duplicates)
        for (name, counts) in [
            ("verdicts", verdicts), ("so_far", soFar), ("sections", sections), ("scores", scores), ("faults", faults),
        ] {
            json.key(name)
            json.beginObject()
            for key in counts.keys.sorted() { json.field(key, counts[key] ?? 0) }
            json.endObject()
        }
    }
}
