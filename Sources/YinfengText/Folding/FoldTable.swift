/// For every unit of the basic plane: what it folds to, or that the general path must decide.
///
/// Built once a process; nearly all characters of a lead take one table look-up instead of a call.
struct FoldTable: Sendable {
    /// A unit that needs the normaliser (composition, several results, removal).
    static let general: UInt16 = 0xFFFF

    /// 65,536 entries.
    let map: [UInt16]

    /// The one table of the process.
    static let shared = FoldTable()

    private init() {
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
        FoldTable.fillIdeographs(&map)
        self.map = map
    }

    /// Maps each unified ideograph to itself, the traditional ones to their simplified forms.
    private static func fillIdeographs(_ map: inout [UInt16]) {
        for unit in 0x4E00...0x9FFF { map[unit] = UInt16(unit) }
        for (traditional, simplified) in zip(SimplifiedForms.traditional.utf16, SimplifiedForms.simplified.utf16) {
            map[Int(traditional)] = simplified
        }
    }
}
