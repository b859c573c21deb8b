import YinfengModel

/// The rows of NDJSON or of a JSON array.
final class ObjectBody: LeadBody {
    private let stream: TextStream
    private let reader: JSONLineReader
    private var seen: Inspection
    private var slicer: JSONSlicer
    private var waiting: [JSONSlicer.Piece] = []
    private var position = 0
    private var row = 0
    private var isEnded = false
    private let isArray: Bool

    init(stream: TextStream, format: InputFormat, catalog: FieldCatalog, options: ReadOptions) {
        self.stream = stream
        reader = JSONLineReader(file: stream.name, catalog: catalog, options: options)
        isArray = format == .json
        slicer = JSONSlicer(isArray ? .array : .lines)
        seen = Inspection(file: stream.name, format: format, storage: "")
        seen.sheets = [Inspection.Sheet()]
    }

    var inspection: Inspection {
        var result = seen
        result.sheets[0].columns = reader.columns
        return result
    }

    func next() throws(TabularError) -> LeadRow? {
        while true {
            while position < waiting.count {
                let piece = waiting[position]
                position += 1
                row += 1
                switch piece {
                case .blank: if isArray { return counted(reader.fault("此处没有内容；检查多余的逗号", row: row)) }
                case .tooLong(let bytes): return counted(reader.tooLong(bytes: bytes, row: row))
                case .row(let bytes): return counted(bytes.withUnsafeBufferPointer { reader.read($0, row: row) })
                }
            }
            waiting.removeAll(keepingCapacity: true)
            position = 0
            if isEnded { return nil }
            try fill()
        }
    }

    private func fill() throws(TabularError) {
        if let chunk = try stream.read() {
            slicer.append(chunk) { waiting.append($0) }
        } else {
            isEnded = true
            let isCut = isArray && slicer.isOpen
            if let rest = slicer.finish() { waiting.append(rest) }
            if isCut, waiting.isEmpty { waiting.append(.row(Array("[".utf8))) }
        }
        seen.storage = "编码 \(stream.encoding.rawValue)"
    }

    private func counted(_ row: LeadRow) -> LeadRow {
        seen.count(row)
        if seen.sheets[0].firstRow == 0 { seen.sheets[0].firstRow = row.location.row }
        seen.sheets[0].lastRow = row.location.row
        return row
    }
}
