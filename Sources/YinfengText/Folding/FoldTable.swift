import CICU

/// For every unit of the basic plane: what it folds to, or that the general path must decide.
///
/// Built once a process from ICU; nearly all characters of a lead take one table look-up instead of a call.
struct FoldTable: Sendable {
    /// A unit that needs the normaliser (composition, several results, removal).
    static let general: UInt16 = 0xFFFF

    /// 65,536 entries.
    let map: [UInt16]

    /// The one table of the process, or why there is none.
    static let shared: Result<FoldTable, TextError> = Result(catching: { () throws(TextError) in try FoldTable() })

    private init() throws(TextError) {
        var map = [UInt16](repeating: FoldTable.general, count: 65_536)
        for unit in 0x20..<0x7F { map[unit] = UInt16(unit) }
        for control in [0x09, 0x0A, 0x0D] { map[control] = 0x20 }
        for unit in 0x41...0x5A { map[unit] = UInt16(unit + 0x20) }
        // Full-width forms: the same characters 0xFEE0 higher.
        for unit in 0xFF01...0xFF5E { map[unit] = map[unit - 0xFEE0] }
        map[0x3000] = 0x20
        for unit in [
            0x3001, 0x3002, 0x300A, 0x300B, 0x300C, 0x300D, 0x3010, 0x3011, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
            0x00B7,
        ] { map[unit] = UInt16(unit) }
        try FoldTable.fillIdeographs(&map)
        self.map = map
    }

    /// Maps each unified ideograph to its simplified form.
    private static func fillIdeographs(_ map: inout [UInt16]) throws(TextError) {
        guard let transform = yf_transliterator_open("Traditional-Simplified") else {
            throw .unavailable(service: "Traditional-Simplified")
        }
        defer { yf_transliterator_close(transform) }
        let first = 0x4E00
        let count = 0x9FFF - first + 1
        // A blank between the characters keeps rules for whole words from firing.
        var buffer = [UInt16](repeating: 0x20, count: count * 2 + 64)
        for index in 0..<count { buffer[index * 2] = UInt16(first + index) }
        let capacity = Int32(buffer.count)
        let length = buffer.withUnsafeMutableBufferPointer { target in
            target.baseAddress.map { yf_transliterate(transform, $0, Int32(count * 2), capacity) } ?? -1
        }
        guard length == Int32(count * 2) else { throw .unavailable(service: "Traditional-Simplified") }
        for index in 0..<count { map[first + index] = buffer[index * 2] }
    }
}
