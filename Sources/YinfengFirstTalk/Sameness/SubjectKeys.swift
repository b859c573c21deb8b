import Crypto
import YinfengText

/// The keys under which a filing is found when another asks: each a 64-bit digest, so an index look-up finds
/// candidates without reading the register. Candidates are then compared; a key alone decides nothing.
struct SubjectKeys: Sendable {
    private let names: CompanyNameReader

    /// Keys by these rules for names.
    init(names: CompanyNameReader) { self.names = names }

    /// The version of these keys: a register whose keys were made by another is brought up to date.
    static let scheme = 4

    /// What to look for.
    struct Sought {
        /// Keys whose every filing counts: all that can be hard lies under them.
        var decisive: [Int64]
        /// Keys of houses: soft at most. A house of thousands of filings for one product is met by its latest.
        var houses: [Int64]
        /// Keys of crowds, which bring a note at most or a text told once more.
        var crowds: [Int64]
    }

    // Each key holds just enough to meet what the matrix can make of it, so no crowd gathers: a credit code and a name
    // stand alone, since any content counts under them; a house, a phone, a doubtful name go with the three-digit group
    // and the end of a product's name, without which they make a note at most. No key is made of a legal form or of a
    // place.

    /// The keys that a filing is stored under. O(length of name and text).
    func stored(_ filing: ComparedFiling) -> [Int64] {
        let own = cores(filing.name)
        let contents = contents(filing)
        let texts = nameKeys(filing, own, contents).union(houseKeys(filing, own, contents))
            .union(headKeys(own, contents)).union(phoneKeys(filing, contents)).union(crowdKeys(filing, own))
        return digests(texts)
    }

    /// The keys under which those are stored that this filing may meet: its own, and its name with one look-alike
    /// character changed. O(length of name and text).
    func sought(_ filing: ComparedFiling) -> Sought {
        let own = cores(filing.name)
        let contents = contents(filing)
        var houses = Set(houseKeys(filing, own, contents)).union(headKeys(own, contents))
        if !contents.isEmpty {
            for core in names.slips(of: filing.name).reduce(into: Set<String>(), { $0.formUnion(cores($1)) }) {
                for content in contents { houses.insert("g:\(core):\(content)") }
            }
        }
        return Sought(
            decisive: digests(nameKeys(filing, own, contents).union(phoneKeys(filing, contents))),
            houses: digests(houses), crowds: digests(crowdKeys(filing, own)))
    }

    private func digests(_ texts: Set<String>) -> [Int64] { texts.map { SubjectKeys.digest($0) }.sorted() }

    private func cores(_ name: CompanyName) -> Set<String> {
        var result: Set<String> = [name.core, name.coreWithoutDoubtful, name.unwrapped, name.squeezed]
        if let stem = name.groupStem { result.insert(stem) }
        return result.filter { !$0.isEmpty }
    }

    /// What two filings share that are of one class or group and of one product: the three-digit group with the last two
    /// characters of a product, since `ProductName.same` lets words stand before it.
    private func contents(_ filing: ComparedFiling) -> [String] {
        let ends = Set(filing.subject.products.map { String($0.suffix(2)) }.filter { !$0.isEmpty })
        return groups(filing).flatMap { group in ends.map { group + ":" + $0 } }.sorted()
    }

    /// The three-digit groups of its codes.
    private func groups(_ filing: ComparedFiling) -> Set<String> {
        Set(filing.subject.codes.filter { $0.count >= 3 }.map { String($0.prefix(3)) })
    }

    /// The beginning that a parent and its subsidiaries share, as `compareHouses` demands it.
    private func head(_ core: String) -> String? {
        let start = core.unicodeScalars.prefix(3)
        return start.count == 3 ? String(start) : nil
    }

    /// The investor itself: its code, its name under every reading, how it sounds, with numbers in either script.
    private func nameKeys(_ filing: ComparedFiling, _ own: Set<String>, _ contents: [String]) -> Set<String> {
        var texts: Set<String> = []
        if let uscc = filing.subject.uscc { texts.insert("u:" + uscc) }
        for reading in own.union(filing.name.readings) { texts.insert("c:" + reading) }
        guard !contents.isEmpty else { return texts }
        for core in own {
            let sounds = Set([core, Numerals.inDigits(core)]).flatMap { names.pinyin.spellings($0) }
            for content in contents { for sound in sounds { texts.insert("p:\(sound):\(content)") } }
        }
        return texts
    }

    /// A house: the name itself and that of the parent.
    private func houseKeys(_ filing: ComparedFiling, _ own: Set<String>, _ contents: [String]) -> [String] {
        house(filing, own).flatMap { core in contents.map { "g:\(core):\($0)" } }
    }

    private func headKeys(_ own: Set<String>, _ contents: [String]) -> [String] {
        own.compactMap { head($0) }.flatMap { head in contents.map { "h:\(head):\($0)" } }
    }

    private func house(_ filing: ComparedFiling, _ own: Set<String>) -> Set<String> {
        own.union(filing.subject.parent.map { cores(names.read($0)) } ?? [])
    }

    private func phoneKeys(_ filing: ComparedFiling, _ contents: [String]) -> [String] {
        filing.phone.map { phone in contents.map { "t:\(phone):\($0)" } } ?? []
    }

    /// What crowds gather under: a house or a phone whatever the content, a beginning within a group, bands of the text.
    /// They bring a note, or meet a text told almost word for word once more.
    private func crowdKeys(_ filing: ComparedFiling, _ own: Set<String>) -> Set<String> {
        var texts = Set(house(filing, own).map { "G:" + $0 })
        if let phone = filing.phone { texts.insert("T:" + phone) }
        for head in own.compactMap({ head($0) }) { for group in groups(filing) { texts.insert("H:\(head):\(group)") } }
        return texts.union(textKeys(filing))
    }

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
