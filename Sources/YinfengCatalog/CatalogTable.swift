import YinfengCSV

/// A table of an edition in memory: rows of text cells, blank cells empty.
package struct CatalogTable: Sendable {
    /// The file's path as a person is told.
    package let path: String
    /// The headings.
    package let columns: [String]
    /// The cells, row after row, `columns.count` each.
    private let cells: [String]
    /// The number of rows.
    package let count: Int
    private let positions: [String: Int]

    init(path: String, columns: [String], cells: [String]) {
        self.path = path
        self.columns = columns
        self.cells = cells
        count = columns.isEmpty ? 0 : cells.count / columns.count
        positions = Dictionary(
            columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The position of a column; throws `CatalogError.missingColumn`.
    package func column(_ name: String) throws(CatalogError) -> Int {
        guard let index = positions[name] else { throw .missingColumn(path: path, column: name) }
        return index
    }

    /// The cell at a row (from 0) and a column position.
    package subscript(row: Int, column: Int) -> String { cells[row * columns.count + column] }

    /// The row as a file shows it: heading = 1.
    package func fileRow(_ row: Int) -> Int { row + 2 }

    /// The rows as dictionaries of column name to cell: for small tables only.
    package var records: [[String: String]] {
        (0..<count).map { row in
            var record: [String: String] = [:]
            for (name, index) in positions { record[name] = self[row, index] }
            return record
        }
    }

    /// Parses a table; throws `CatalogError.unreadable` for a ragged or damaged file.
    static func parse(_ bytes: some Sequence<UInt8>, path: String) throws(CatalogError) -> CatalogTable {
        var parser = CSVParser()
        parser.append(bytes)
        parser.finish()
        var record = CSVRecord()
        guard parser.next(into: &record) else {
            throw .unreadable(path: path, fact: "文件为空", remedy: "第一行应为列名")
        }
        let columns = record.cells
        var cells: [String] = []
        while parser.next(into: &record) {
            guard record.fault == nil, record.count == columns.count else {
                throw .unreadable(
                    path: path, fact: "第\(record.row)行有\(record.count)个单元格，表头有\(columns.count)列",
                    remedy: "检查该行的逗号和引号")
            }
            for index in 0..<columns.count { cells.append(record[index]) }
        }
        return CatalogTable(path: path, columns: columns, cells: cells)
    }
}
