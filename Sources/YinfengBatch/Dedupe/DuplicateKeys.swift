package import YinfengModel
package import YinfengText

/// What a row is compared by: who wants to build (apart from place and legal form) and what.
package struct DuplicateKeys: Sendable {
    /// The hash of the investor's own words; 0 when there are none.
    var investor: UInt64
    /// The hash of the places in the investor's name; 0 when there are none.
    var place: UInt64
    /// The hash of the project's words.
    var content: UInt64
    /// A sketch of the pairs of characters of the project's words: equal lanes estimate how much two texts share.
    var sketch: SIMD32<UInt8>
}

/// Makes the keys of rows. Immutable, shared by all workers.
package struct DuplicateKeyMaker: Sendable {
    /// The fields that keys are made of.
    package static let fields: Set<FieldKey> = Set([.investorName] + contentFields)
    /// The words of the project.
    private static let contentFields: [FieldKey] = [.content, .products, .projectName]

    private let folder: TextFolder
    private let name: @Sendable (String) -> (core: String, places: [String])

    /// A maker. `name` takes a company's name apart into its own words and its places: 有限公司 and a city's name are
    /// shared by too many to be keys.
    package init(folder: TextFolder, name: @escaping @Sendable (String) -> (core: String, places: [String])) {
        self.folder = folder
        self.name = name
    }

    func keys(_ lead: Lead) -> DuplicateKeys {
        var keys = DuplicateKeys(investor: 0, place: 0, content: 0, sketch: SIMD32())
        if let investor = lead.text(.investorName) {
            let parts = name(investor)
            if parts.core.unicodeScalars.count >= 2 { keys.investor = Self.hash(parts.core.utf8) }
            if !parts.places.isEmpty { keys.place = Self.hash(parts.places.joined(separator: "/").utf8) }
        }
        let text = Self.contentFields.compactMap { lead.text($0) }.joined(separator: "\n")
        let units = folder.fold(text).units.filter { !Self.isMark($0) }
        guard !units.isEmpty else { return keys }
        keys.content = units.withUnsafeBytes { Self.hash($0) }
        var least = [UInt64](repeating: .max, count: 32)
        for index in 1..<max(1, units.count) {
            let pair = Self.mixed(UInt64(units[index - 1]) << 16 | UInt64(units[index]))
            let lane = Int(pair & 31)
            least[lane] = min(least[lane], pair >> 5)
        }
        for lane in 0..<32 where least[lane] != .max { keys.sketch[lane] = UInt8(least[lane] % 255) + 1 }
        return keys
    }

    private static func isMark(_ unit: UInt16) -> Bool {
        unit <= 0x2F || 0x3A...0x40 ~= unit || 0x3000...0x303F ~= unit || 0x2010...0x201F ~= unit
            || 0xFF00...0xFF0F ~= unit
    }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return max(1, mixed(hash))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
        value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return value ^ value >> 33
    }
}
