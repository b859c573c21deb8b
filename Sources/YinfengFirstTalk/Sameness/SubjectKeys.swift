import Crypto
import YinfengText

/// The keys under which a filing is found when another asks: each a 64-bit digest, so an index look-up finds
/// candidates without reading the register. Candidates are then compared; a key alone decides nothing.
struct SubjectKeys: Sendable {
    private let names: CompanyNameReader

    /// Keys by these rules for names.
    init(names: CompanyNameReader) { self.names = names }

    /// The version of these keys: a register whose keys were made by another is brought up to date.
    static let scheme = 3

    /// What to look for.
    struct Sought {
        /// Keys whose every filing counts.
        var decisive: [Int64]
        /// Keys that can bring a note at most: a crowd under one of them may be cut.
        var noteOnly: [Int64]
    }

    // Each key holds just enough to meet what the matrix can make of it, so no crowd gathers: a credit code and a name
    // stand alone, since any content counts under them; a house, a phone, a doubtful name go with the three-digit group,
    // without which they make a note at most. No key is made of a legal form or of a place.

    /// The keys that a filing is stored under. O(length of name and text).
    func stored(_ filing: ComparedFiling) -> [Int64] {
        let own = cores(filing.name)
        let groups = groups(filing)
        var texts: Set<String> = []
        if let uscc = filing.subject.uscc { texts.insert("u:" + uscc) }
        for reading in own.union(filing.name.readings) { texts.insert("c:" + reading) }
        for core in own {
            for group in groups {
                for sound in names.pinyin.spellings(core) { texts.insert("p:\(sound):\(group)") }
                if let head = head(core) { texts.insert("h:\(head):\(group)") }
            }
        }
        texts.formUnion(houseKeys(filing, own, groups))
        texts.formUnion(phoneKeys(filing, groups))
        texts.formUnion(textKeys(filing))
        return texts.map { SubjectKeys.digest($0) }.sorted()
    }

    /// The keys under which those are stored that this filing may meet: its own, and its name with one look-alike
    /// character changed. O(length of name and text).
    func sought(_ filing: ComparedFiling) -> Sought {
        let own = cores(filing.name)
        let groups = groups(filing)
        var texts: Set<String> = []
        if let uscc = filing.subject.uscc { texts.insert("u:" + uscc) }
        var varied: Set<String> = []
        // A slip may stand in the place name, so the whole name is varied and taken apart again.
        let scalars = Array(filing.name.folded.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            for other in names.lookalikes.of(scalar) {
                var slip = scalars
                slip[index] = other
                varied.formUnion(cores(names.read(scalars: slip)))
            }
        }
        for reading in own.union(filing.name.readings) { texts.insert("c:" + reading) }
        for core in own {
            for group in groups {
                for sound in names.pinyin.spellings(core) { texts.insert("p:\(sound):\(group)") }
                if let head = head(core) { texts.insert("h:\(head):\(group)") }
            }
        }
        for core in varied { for group in groups { texts.insert("g:\(core):\(group)") } }
        for key in houseKeys(filing, own, groups) + phoneKeys(filing, groups) where !isNoteOnly(key) {
            texts.insert(key)
        }
        let notes = (houseKeys(filing, own, groups) + phoneKeys(filing, groups)).filter(isNoteOnly) + textKeys(filing)
        return Sought(
            decisive: texts.map { SubjectKeys.digest($0) }.sorted(),
            noteOnly: Set(notes).map { SubjectKeys.digest($0) }.sorted())
    }

    private func cores(_ name: CompanyName) -> Set<String> {
        var result: Set<String> = [name.core, name.coreWithoutDoubtful]
        if let stem = name.groupStem { result.insert(stem) }
        return result.filter { !$0.isEmpty }
    }

    /// The three-digit groups of its codes.
    private func groups(_ filing: ComparedFiling) -> [String] {
        Set(filing.subject.codes.filter { $0.count >= 3 }.map { String($0.prefix(3)) }).sorted()
    }

    /// The beginning that a parent and its subsidiaries share, as `compareHouses` demands it.
    private func head(_ core: String) -> String? {
        let start = core.unicodeScalars.prefix(3)
        return start.count == 3 ? String(start) : nil
    }

    /// A house: the name itself and that of the parent.
    private func houseKeys(_ filing: ComparedFiling, _ own: Set<String>, _ groups: [String]) -> [String] {
        let house = own.union(filing.subject.parent.map { cores(names.read($0)) } ?? [])
        return house.sorted().flatMap { core in groups.map { "g:\(core):\($0)" } + ["G:" + core] }
    }

    private func phoneKeys(_ filing: ComparedFiling, _ groups: [String]) -> [String] {
        guard let phone = filing.phone else { return [] }
        return groups.map { "t:\(phone):\($0)" } + ["T:" + phone]
    }

    private func isNoteOnly(_ key: String) -> Bool { key.hasPrefix("G:") || key.hasPrefix("T:") }

    /// Bands of least digests of the text's character pairs. Eight bands of eight: texts that share 95 % of their pairs
    /// miss each other less than once in a hundred times, and what all forms have in common meets seldom.
    private func textKeys(_ filing: ComparedFiling) -> [String] {
        let pairs = NameSimilarity.pairs(filing.text)
        guard pairs.count >= 8 else { return [] }
        let width = 8
        let least = (0..<(width * width)).map { seed -> UInt64 in
            let salt = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
            return pairs.reduce(UInt64.max) { min($0, SubjectKeys.mix($1 &+ salt)) }
        }
        return filing.subject.codes.flatMap { code in
            (0..<width).map { band in
                let digests = least[(band * width)..<(band * width + width)].map { String($0) }
                return "x:\(code):\(band):" + digests.joined(separator: ":")
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
