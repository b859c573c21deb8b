/// The cells of a sheet that are merged downwards: the rows below the first one are blank in the file and mean its value.
struct MergedCells: Sendable {
    /// The rows of one merged area, the first one holds the value.
    struct Span: Sendable, Equatable {
        var first: Int
        var last: Int
    }

    /// By column from 0, in the order of the rows.
    private var spans: [Int: [Span]] = [:]
    private static let most = 200_000

    /// No merges.
    init() {}

    /// Whether there is none.
    var isEmpty: Bool { spans.isEmpty }

    /// The merged rows of a column that a row lies in below the first, or nil. O(log merges).
    func span(column: Int, row: Int) -> Span? {
        guard let list = spans[column] else { return nil }
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle].first < row { low = middle + 1 } else { high = middle }
        }
        guard low > 0, list[low - 1].last >= row else { return nil }
        return list[low - 1]
    }

    /// Adds an area's part in its first column; areas of one row say nothing about the rows below.
    mutating func add(column: Int, first: Int, last: Int) {
        guard last > first, spans[column, default: []].count < MergedCells.most else { return }
        spans[column, default: []].append(Span(first: first, last: last))
    }

    /// Puts the areas in the order of the rows, which `span` relies on.
    mutating func sort() {
        for column in spans.keys { spans[column]?.sort { $0.first < $1.first } }
    }
}
