import YinfengModel
import YinfengReport
import YinfengTabular

/// The lines of one chunk.
struct ChunkResult {
    /// The output bytes, one line a row.
    var bytes: [UInt8]
    /// The counts.
    var tally: BatchTally
    /// For each bad row, the row's place in the chunk and the output's length with its line.
    var errorEnds: [(row: Int, length: Int)]
    /// Where the input stands after the chunk.
    var end: InputPosition
}

/// One worker's way from rows to lines.
final class ChunkWorker {
    private let worker: any BatchWorker
    private let reader: JSONLineReader
    private let isNumbered: Bool
    private let duplicates: DuplicateTable?
    private var json = JSONWriter()
    private var errorEnds: [(row: Int, length: Int)] = []
    private var tally = BatchTally()

    init(task: any BatchTask, reader: JSONLineReader, options: BatchOptions) {
        worker = task.makeWorker()
        self.reader = reader
        isNumbered = options.isNumbered
        duplicates = options.duplicates
    }

    func process(_ chunk: BatchChunk) -> ChunkResult {
        json.reset()
        errorEnds.removeAll(keepingCapacity: true)
        tally = BatchTally()
        ChunkRows.forEach(chunk, reader: reader, isNumbered: isNumbered) { write($0) }
        return ChunkResult(bytes: json.bytes, tally: tally, errorEnds: errorEnds, end: chunk.end)
    }

    private func write(_ row: LeadRow) {
        tally.rows += 1
        json.beginObject()
        json.field("id", row.id)
        if let lead = row.lead {
            worker.writeMembers(of: lead, to: &json, tally: &tally)
            write(extrasOf: lead)
            if let original = duplicates?.original(ofRow: row.location.row) { write(original) }
            json.endObject()
            json.endLine()
            return
        }
        let issue = row.issues.first
        tally.fail(column: issue?.location.column)
        if let issue {
            json.key("error")
            json.beginObject()
            json.field("row", issue.location.row)
            json.field("column", issue.location.column)
            json.field("value", issue.value)
            json.field("message", issue.message)
            json.endObject()
        }
        if let partial = row.partial { write(extrasOf: partial) }
        json.endObject()
        json.endLine()
        errorEnds.append((tally.rows, json.bytes.count))
    }

    /// The office's own columns go along to every line.
    private func write(extrasOf lead: Lead) {
        guard let extra = ReportValue.extra(lead) else { return }
        json.key("extra")
        extra.write(to: &json)
    }

    private func write(_ original: DuplicateTable.Original) {
        tally.duplicates += 1
        json.key("duplicate_of")
        json.beginObject()
        json.field("id", original.id)
        json.field("row", original.row)
        json.field("likeness", original.likeness.rawValue)
        json.endObject()
    }
}
