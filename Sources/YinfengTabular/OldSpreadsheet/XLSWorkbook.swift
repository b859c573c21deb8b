/// What an old workbook (.xls, Excel 97–2003) says about its sheets, its date system, its number formats, its strings.
struct XLSWorkbook {
    /// A sheet and where it starts in the stream.
    struct Sheet: WorkbookSheet {
        let name: String
        let start: Int
        let isHidden: Bool
    }

    /// The records of all sheets.
    let stream: [UInt8]
    private(set) var sheets: [Sheet] = []
    private(set) var is1904 = false
    private(set) var strings = StringPool()
    private var formats: [Int: NumberFormat.Kind] = [:]
    /// By cell format index, the number format.
    private var cellFormats: [Int] = []

    /// Versions 97 to 2003 write this number; older ones have other records.
    private static let version = 0x0600
    private static let mostSheets = 1_000

    /// Reads the first part of the stream; throws `TabularError`.
    init(_ bytes: [UInt8], name: String) throws(TabularError) {
        guard let file = CompoundFile(bytes) else { throw XLSWorkbook.damaged(name) }
        if file.holds("EncryptedPackage") { throw XLSWorkbook.locked(name) }
        guard file.holds("Workbook") else {
            let isOlder = file.holds("Book")
            throw .unsupported(
                file: name, kind: isOlder ? "Excel 95 或更早的工作簿" : "旧版 Office 文件，里面没有工作簿",
                remedy: "用表格软件打开后另存为 .xlsx 或“CSV UTF-8”再试")
        }
        guard let stream = file.stream("Workbook") else { throw XLSWorkbook.damaged(name) }
        self.stream = stream
        var records = BIFFRecords(stream)
        guard let first = records.next(), first.kind == BIFFRecords.Kind.begin,
            first.content.word(at: 0) == XLSWorkbook.version
        else { throw XLSWorkbook.damaged(name) }
        var isEnded = false
        while !isEnded, let record = records.next() {
            switch record.kind {
            case BIFFRecords.Kind.password: throw XLSWorkbook.locked(name)
            case BIFFRecords.Kind.date1904: is1904 = record.content.word(at: 0) == 1
            case BIFFRecords.Kind.sheet: addSheet(record.content)
            case BIFFRecords.Kind.numberFormat: addFormat(record.content)
            case BIFFRecords.Kind.cellFormat: cellFormats.append(record.content.word(at: 2) ?? 0)
            case BIFFRecords.Kind.strings:
                guard readStrings(record.content, records.continuations()) else { throw XLSWorkbook.damaged(name) }
            case BIFFRecords.Kind.end: isEnded = true
            default: break
            }
        }
        guard isEnded, !sheets.isEmpty else { throw XLSWorkbook.damaged(name) }
    }

    /// How a number with this cell format is shown.
    func kind(ofCellFormat index: Int) -> NumberFormat.Kind {
        guard cellFormats.indices.contains(index) else { return .plain }
        let format = cellFormats[index]
        return formats[format] ?? NumberFormat.kind(ofBuiltIn: format)
    }

    /// What is said of a file that is no sound workbook.
    static func damaged(_ name: String) -> TabularError {
        .damaged(
            file: name, fact: "旧版工作簿（.xls）打不开，可能没有下载完整或已损坏", remedy: "重新获取文件，或在表格软件里打开后另存为 .xlsx")
    }

    private static func locked(_ name: String) -> TabularError {
        .unsupported(file: name, kind: "加了密码的工作簿", remedy: "在表格软件里去掉密码，另存为 .xlsx 后再试")
    }

    private mutating func addSheet(_ content: ArraySlice<UInt8>) {
        // The second byte tells charts and macros from sheets of cells.
        guard sheets.count < XLSWorkbook.mostSheets, let start = content.long(at: 0), let state = content.word(at: 4),
            state >> 8 == 0
        else { return }
        var title: [UInt8] = []
        var text = BIFFText(content, from: 6)
        guard text.next(lengthBytes: 1, into: &title) else { return }
        sheets.append(Sheet(name: String(decoding: title, as: UTF8.self), start: start, isHidden: state & 0x03 != 0))
    }

    private mutating func addFormat(_ content: ArraySlice<UInt8>) {
        guard let index = content.word(at: 0) else { return }
        var code: [UInt8] = []
        var text = BIFFText(content, from: 2)
        if text.next(lengthBytes: 2, into: &code) {
            formats[index] = NumberFormat.kind(of: String(decoding: code, as: UTF8.self))
        }
    }

    private mutating func readStrings(_ content: ArraySlice<UInt8>, _ continued: [ArraySlice<UInt8>]) -> Bool {
        guard let count = content.long(at: 4) else { return false }
        var text = BIFFText(content, from: 8, continued: continued)
        var one: [UInt8] = []
        while strings.count < count {
            one.removeAll(keepingCapacity: true)
            guard text.next(lengthBytes: 2, into: &one) else { return false }
            strings.append(one)
            strings.close()
        }
        return true
    }
}
