import YinfengModel

/// What reads the rows of one kind of file.
protocol LeadBody: AnyObject {
    var inspection: Inspection { get }
    func next() throws(TabularError) -> LeadRow?
}

/// Reads a list of leads row by row, in order, in flat memory; a bad row comes out in its place and stops nothing.
///
/// ```swift
/// let reader = try LeadListReader(path: "在谈项目.csv", catalog: catalog)
/// while let row = try reader.next() { … }
/// ```
package final class LeadListReader {
    private let body: any LeadBody

    /// Opens a file, `-` for standard input; throws `TabularError`.
    package convenience init(
        path: String, catalog: FieldCatalog, options: ReadOptions = ReadOptions()
    ) throws(TabularError) {
        try self.init(source: FileSource(path: path), catalog: catalog, options: options)
    }

    /// Opens a source of bytes; throws `TabularError` when the input is empty, in no known encoding or without any
    /// known heading.
    package init(
        source: any ByteSource, catalog: FieldCatalog, options: ReadOptions = ReadOptions()
    ) throws(TabularError) {
        let head = try InputHead.read(source)
        guard !head.isEmpty else { throw .empty(file: source.name) }
        let format: InputFormat
        if let given = options.format {
            format = given
        } else {
            format = try InputFormat(name: source.name, head: head)
        }
        if let records = try RecordSources.open(source, head: head, format: format) {
            body = try TableBody(
                source: records, name: source.name, format: format, catalog: catalog, options: options)
        } else {
            body = ObjectBody(
                stream: TextStream(source, head: head), format: format, catalog: catalog, options: options)
        }
    }

    /// The next row, or nil at the end; throws `TabularError` when the bytes stop being text.
    package func next() throws(TabularError) -> LeadRow? { try body.next() }

    /// All rows that are left: for lists that fit in memory.
    package func rest() throws(TabularError) -> [LeadRow] {
        var rows: [LeadRow] = []
        while let row = try next() { rows.append(row) }
        return rows
    }

    /// What the file holds and how it was understood; complete once `next` returned nil.
    package var inspection: Inspection { body.inspection }
}

extension Inspection {
    mutating func count(_ row: LeadRow) {
        rows += 1
        if row.issues.isEmpty {
            usable += 1
            if row.isDoubtful { doubtful += 1 }
        } else {
            faulty += 1
        }
    }
}
