import YinfengText

/// Which characters are mistaken for which: those that sound alike and those that look alike.
struct ConfusionTables {
    /// The unified ideographs that have an entry.
    static let firstUnit: UInt16 = 0x4E00
    static let count = 0xA000 - 0x4E00

    /// For each ideograph the number of its sound, 0 for none.
    let sounds: UnsafeBufferPointer<UInt16>
    /// The first character of each sound, and one past the last.
    let soundStarts: UnsafeBufferPointer<UInt32>
    /// The characters by sound.
    let soundUnits: UnsafeBufferPointer<UInt16>
    /// Pairs that look alike, both ways round, ascending: the one in the upper half.
    let lookalikes: UnsafeBufferPointer<UInt32>

    /// Calls `body` with every character that a character may have been written for.
    @inline(__always)
    func forEach(like unit: UInt16, _ body: (UInt16) -> Void) {
        guard unit >= ConfusionTables.firstUnit, unit < 0xA000 else { return }
        let sound = Int(sounds[Int(unit - ConfusionTables.firstUnit)])
        if sound > 0 {
            for place in Int(soundStarts[sound])..<Int(soundStarts[sound + 1]) where soundUnits[place] != unit {
                body(soundUnits[place])
            }
        }
        var place = lowerBound(UInt32(unit) << 16)
        while place < lookalikes.count, lookalikes[place] >> 16 == UInt32(unit) {
            body(UInt16(truncatingIfNeeded: lookalikes[place]))
            place += 1
        }
    }

    /// Whether one character is easily written for another.
    func areAlike(_ one: UInt16, _ other: UInt16) -> Bool {
        func sound(_ unit: UInt16) -> UInt16 {
            unit >= ConfusionTables.firstUnit && unit < 0xA000 ? sounds[Int(unit - ConfusionTables.firstUnit)] : 0
        }
        let own = sound(one)
        if own != 0, own == sound(other) { return true }
        let pair = UInt32(one) << 16 | UInt32(other)
        let place = lowerBound(pair)
        return place < lookalikes.count && lookalikes[place] == pair
    }

    private func lowerBound(_ pair: UInt32) -> Int {
        var low = 0
        var high = lookalikes.count
        while low < high {
            let middle = (low + high) / 2
            if lookalikes[middle] < pair { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether every number leads inside.
    var isSound: Bool {
        guard sounds.count == ConfusionTables.count, let last = soundStarts.last, soundStarts.count >= 2 else {
            return false
        }
        var before: UInt32 = 0
        for start in soundStarts {
            if start < before { return false }
            before = start
        }
        return Int(last) <= soundUnits.count && sounds.allSatisfy { Int($0) + 1 < soundStarts.count }
    }
}

/// Builds the tables of mistaken characters from the lexicon's characters, ICU's readings and a list of look-alikes.
struct ConfusionBuilder {
    private(set) var sounds = [UInt16](repeating: 0, count: ConfusionTables.count)
    private(set) var soundStarts: [UInt32] = [0]
    private(set) var soundUnits: [UInt16] = []
    private(set) var lookalikes: [UInt32] = []

    /// `used` are the characters of the lexicon's terms: nothing else is worth writing a character for. Throws
    /// `TextError.unavailable`.
    init(used: Set<UInt16>, lookalikes groups: [[UInt16]]) throws(TextError) {
        let characters = (UInt16(0x4E00)..<UInt16(0xA000)).map { $0 }
        var readings = try Transliterator(.hanASCII)
        let lines = characters.map { String(decoding: [$0], as: UTF16.self) }.joined(separator: "\n")
        let sounds = readings.transform(lines).split(separator: "\n", omittingEmptySubsequences: false)
        guard sounds.count == characters.count else { throw .unavailable(service: "Han-Latin") }
        var units: [String: [UInt16]] = [:]
        var names = [String](repeating: "", count: characters.count)
        for (index, sound) in sounds.enumerated() {
            let name = ConfusionBuilder.plain(sound)
            guard !name.isEmpty else { continue }
            names[index] = name
            units[name, default: []].append(characters[index])
        }
        // The first sound's place is for those without one.
        var numbers: [String: UInt16] = [:]
        soundStarts.append(0)
        for name in units.keys.sorted() {
            numbers[name] = UInt16(soundStarts.count - 1)
            soundUnits += (units[name] ?? []).filter(used.contains)
            soundStarts.append(UInt32(soundUnits.count))
        }
        for index in characters.indices { self.sounds[index] = numbers[names[index]] ?? 0 }
        var pairs: Set<UInt32> = []
        for group in groups {
            for one in group {
                for other in group where other != one { pairs.insert(UInt32(one) << 16 | UInt32(other)) }
            }
        }
        lookalikes = pairs.sorted()
    }

    /// A reading without what many speakers do not tell apart: zh, ch, sh from z, c, s; a final ng from n.
    private static func plain(_ sound: some StringProtocol) -> String {
        var letters = String(sound.filter { $0.isASCII && $0.isLetter }).lowercased()
        guard letters.count == sound.filter({ !$0.isWhitespace }).count else { return "" }
        if letters.hasSuffix("ng") { letters.removeLast() }
        let second = letters.index(letters.startIndex, offsetBy: 1, limitedBy: letters.endIndex) ?? letters.endIndex
        if second < letters.endIndex, letters[second] == "h" { letters.remove(at: second) }
        return letters
    }
}
