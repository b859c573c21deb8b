import YinfengModel

extension FieldKey {
    /// 序号, the place of a row in its list.
    static let rowNumber: FieldKey = "row_no"
}

/// Finds the column of running numbers that in truth names its rows: 编号 A1, A2 … is the project's number, 1, 2, 3 is not.
///
/// The headings are the same, so only the cells can say it. Decided once a sheet from its first rows, for all of them.
enum IdentityColumn {
    /// The cells of one column that was read as a running number, in the order of the rows.
    struct Candidate {
        let index: Int
        let cells: [String]
    }

    /// The column whose cells name the rows, or nil. No cell may be blank or stand twice; the first column of codes
    /// counts, else a second column of figures beside a running number.
    static func index(of candidates: [Candidate]) -> Int? {
        let naming = candidates.filter { candidate in
            !candidate.cells.isEmpty && candidate.cells.allSatisfy { !$0.isEmpty }
                && Set(candidate.cells).count == candidate.cells.count
        }
        if let codes = naming.first(where: { $0.cells.allSatisfy(isCode) }) { return codes.index }
        guard let running = candidates.first, running.cells.allSatisfy({ !isCode($0) }) else { return nil }
        return naming.first { $0.index != running.index && $0.cells != running.cells }?.index
    }

    /// Whether a cell is a code (A1, XS-007, 线索3号) and no place in a list (7, 7., (7), 1.2, 七).
    static func isCode(_ cell: String) -> Bool {
        var hasDigit = false
        var hasLetter = false
        for scalar in cell.unicodeScalars {
            let properties = scalar.properties
            if properties.numericType != nil {
                hasDigit = true
            } else if properties.isAlphabetic {
                if scalar.isASCII { return cell.utf8.count <= longestCode }
                hasLetter = true
            }
        }
        return hasDigit && hasLetter && cell.utf8.count <= longestCode
    }

    /// Longer cells are sentences, in bytes.
    private static let longestCode = 64
}
