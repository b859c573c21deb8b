import Crypto
import YinfengText

/// The keys under which a filing is found when another asks: each a 64-bit digest, so an index look-up finds
/// candidates without reading the register. Candidates are then compared; a key alone decides nothing.
package struct SubjectKeys: Sendable {
    private let names: CompanyNameReader

    /// Keys by these rules for names.
    package init(names: CompanyNameReader) { self.names = names }

    /// The keys that a filing is stored under.
    package func stored(_ filing: ComparedFiling) -> [Int64] {
        var texts: Set<String> = []
        if let uscc = filing.subject.uscc { texts.insert("u:" + uscc) }
        for core in cores(filing.name) {
            texts.insert("c:" + core)
            texts.insert("p:" + names.pinyin.spell(core))
        }
        if let parent = filing.subject.parent { for core in cores(names.read(parent)) { texts.insert("c:" + core) } }
        if let phone = filing.phone { texts.insert("t:" + phone) }
        for key in textKeys(filing) { texts.insert(key) }
        return texts.map { SubjectKeys.digest($0) }.sorted()
    }

    /// The keys under which those are stored that this filing may meet: its own, and its name with one look-alike
    /// character changed. O(length of the name).
    package func sought(_ filing: ComparedFiling) -> [Int64] {
        var texts: Set<String> = []
        if let uscc = filing.subject.uscc { texts.insert("u:" + uscc) }
        for core in cores(filing.name) {
            texts.insert("c:" + core)
            texts.insert("p:" + names.pinyin.spell(core))
        }
        if let parent = filing.subject.parent { for core in cores(names.read(parent)) { texts.insert("c:" + core) } }
        if let phone = filing.phone { texts.insert("t:" + phone) }
        // A slip may stand in the place name, so the whole name is varied and taken apart again.
        let scalars = Array(filing.name.folded.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            for other in names.lookalikes.of(scalar) {
                var varied = scalars
                varied[index] = other
                for core in cores(names.read(scalars: varied)) { texts.insert("c:" + core) }
            }
        }
        return texts.map { SubjectKeys.digest($0) }.sorted()
    }

    /// Keys of the project's text: a broker may file it again under another investor.
    package func soughtByText(_ filing: ComparedFiling) -> [Int64] {
        textKeys(filing).map { SubjectKeys.digest($0) }.sorted()
    }

    private func cores(_ name: CompanyName) -> Set<String> {
        var result: Set<String> = [name.core, name.coreWithoutDoubtful]
        if let stem = name.groupStem { result.insert(stem) }
        return result.filter { !$0.isEmpty }
    }

    /// The least digests of the text's character pairs under three seeds: texts that share 95 % of their pairs
    /// share at least one of them but once in some ten thousand times.
    private func textKeys(_ filing: ComparedFiling) -> [String] {
        let pairs = NameSimilarity.pairs(filing.text)
        guard pairs.count >= 8 else { return [] }
        return filing.subject.codes.flatMap { code in
            (0..<3).map { seed -> String in
                var least = UInt64.max
                for pair in pairs { least = min(least, SubjectKeys.mix(pair &+ UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)) }
                return "x:\(code):\(seed):\(least)"
            }
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var x = value
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }

    static func digest(_ text: String) -> Int64 {
        let bytes = SHA256.hash(data: Array(text.utf8))
        var value: UInt64 = 0
        for byte in bytes.prefix(8) { value = value << 8 | UInt64(byte) }
        return Int64(bitPattern: value)
    }
}
