/// The shared strings of a workbook in one block of memory.
final class XLSXStrings: XMLEvents {
    /// The most bytes that the strings may have.
    static let limit = 256 << 20
    private var pool = StringPool()
    private var isInText = false
    private var isInPhonetic = false

    /// Reads the strings; none when the part is absent. Throws `TabularError.damaged`.
    init(_ archive: ZipArchive) throws(TabularError) {
        try archive.scan("xl/sharedStrings.xml", limit: XLSXStrings.limit, self)
    }

    /// The bytes of a string; empty when there is no such string. O(1).
    subscript(index: Int) -> ArraySlice<UInt8> { pool[index] }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name.is("t") {
            isInText = !isInPhonetic
        } else if name.is("rPh") {
            // How a word is read is not part of it.
            isInPhonetic = true
        }
    }

    func end(_ name: XMLName) {
        if name.is("t") {
            isInText = false
        } else if name.is("rPh") {
            isInPhonetic = false
        } else if name.is("si") {
            pool.close()
        }
    }

    func text(_ text: UnsafeBufferPointer<UInt8>) {
        if isInText { pool.append(text) }
    }
}
