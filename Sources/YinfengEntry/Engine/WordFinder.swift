import YinfengModel

/// Which words of the rules stand in a text: all of them in one pass, byte by byte as `String.holds` compares.
///
/// A word has a bit of a `FieldSet`; words of one bit are not told apart. Most texts hold none.
struct WordFinder: Sendable {
    /// A word that begins in a bucket.
    private struct Entry {
        let bytes: [UInt8]
        let bit: Int
    }

    private static let headLength = 3
    private static let buckets = 4_096
    /// By the hash of a word's first bytes: the words, as places in `entries`.
    private let starts: [Int32]
    private let entries: [Entry]
    /// Words that are shorter than a head.
    private let short: [(word: String, bit: Int)]
    private let bits: [String: Int]

    /// A finder of these words.
    init(_ words: Set<String>) {
        var bits: [String: Int] = [:]
        var short: [(word: String, bit: Int)] = []
        var lists = [[Entry]](repeating: [], count: WordFinder.buckets)
        for (number, word) in words.sorted().enumerated() {
            let bit = number % FieldSet.capacity
            bits[word] = bit
            let bytes = Array(word.utf8)
            if bytes.count < WordFinder.headLength {
                short.append((word, bit))
            } else {
                lists[WordFinder.bucket(bytes[0], bytes[1], bytes[2])].append(Entry(bytes: bytes, bit: bit))
            }
        }
        self.bits = bits
        self.short = short
        var starts: [Int32] = [0]
        var entries: [Entry] = []
        for list in lists {
            entries += list
            starts.append(Int32(entries.count))
        }
        self.starts = starts
        self.entries = entries
    }

    /// The bits of some words.
    func set(of words: some Sequence<String>) -> FieldSet {
        var set = FieldSet()
        for word in words { if let bit = bits[word] { set.insert(bit) } }
        return set
    }

    /// The bits of the words that stand in a text. O(text) and the words that share three bytes with it.
    func words(in text: String) -> FieldSet {
        var set = FieldSet()
        for (word, bit) in short where text.holds(word) { set.insert(bit) }
        var text = text
        text.withUTF8 { bytes in
            guard bytes.count >= WordFinder.headLength else { return }
            // Words begin where characters do.
            for start in 0...(bytes.count - WordFinder.headLength) where bytes[start] & 0xC0 != 0x80 {
                let bucket = WordFinder.bucket(bytes[start], bytes[start + 1], bytes[start + 2])
                for place in Int(starts[bucket])..<Int(starts[bucket + 1])
                where WordFinder.begins(bytes, start, entries[place].bytes) {
                    set.insert(entries[place].bit)
                }
            }
        }
        return set
    }

    @inline(__always)
    private static func begins(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ word: [UInt8]) -> Bool {
        guard start + word.count <= text.count else { return false }
        for offset in word.indices where text[start + offset] != word[offset] { return false }
        return true
    }

    @inline(__always)
    private static func bucket(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        let head = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
        return Int((head &* 0x9E37_79B1) >> 20)
    }
}
