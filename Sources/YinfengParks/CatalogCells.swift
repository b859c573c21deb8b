import YinfengCatalog
import YinfengModel

extension String {
    /// The parts of a cell that holds a list; blanks and empty parts are dropped.
    func listed(by separator: Character) -> [String] {
        split(separator: separator).map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

extension CatalogTable {
    /// The error that names a cell of this table.
    func fault(_ row: Int, _ column: String, _ value: String, _ fact: String) -> CatalogError {
        .badCell(path: path, row: fileRow(row), column: column, value: value, fact: fact)
    }

    /// The industry codes of a cell; throws `CatalogError.badCell` for anything that is no code.
    func industryCodes(_ row: Int, _ column: Int, name: String) throws(CatalogError) -> [IndustryCode] {
        var codes: [IndustryCode] = []
        for part in self[row, column].listed(by: ";") {
            guard let code = IndustryCode(part) else { throw fault(row, name, part, "不是行业代码") }
            codes.append(code)
        }
        return codes
    }

    /// The region code of a cell, nil when it is empty; throws `CatalogError.badCell`.
    func regionCode(_ row: Int, _ column: Int, name: String) throws(CatalogError) -> RegionCode? {
        let text = self[row, column]
        if text.isEmpty { return nil }
        guard let code = RegionCode(text) else { throw fault(row, name, text, "不是六位行政区划代码") }
        return code
    }
}
