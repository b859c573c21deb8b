import YinfengModel

/// Buffers of one worker: reused from lead to lead, so that a look-up allocates next to nothing.
package struct PolicyWorkspace: Sendable {
    /// A word of a segment that stands in the text.
    struct Occurrence: Sendable {
        let word: Int32
        let start: Int32
        let end: Int32
        /// The next occurrence of the same word, or -1.
        var next: Int32
        var flags: UInt8
    }

    /// A helper word that stands in the text.
    struct Mark: Sendable {
        let role: Vocabulary.Role
        let value: Int32
        let start: Int32
        let end: Int32
    }

    /// What a place of the text is under.
    enum Flag {
        static let denied: UInt8 = 1
        static let derived: UInt8 = 2
        static let acquired: UInt8 = 4
        static let feedstock: UInt8 = 8
        static let generic: UInt8 = 16
        static let tool: UInt8 = 32
    }

    var units: [UInt16] = []
    var flags: [UInt8] = []
    var occurrences: [Occurrence] = []
    var marks: [Mark] = []
    var measures: [Measure] = []
    /// For a word's number, its first occurrence, or -1.
    var first: [Int32] = []
    var touched: [Int32] = []
    var candidates: [Int32] = []
    var phraseScores: [Float] = []
    var phraseTouched: [Int32] = []
    /// The pairs of characters met in the text, by number, and a mark for each.
    var seenPairs: [Int32] = []
    var isPairSeen: [Bool] = []

    /// Empty buffers.
    package init() {}

    mutating func reset(words: Int, phrases: Int) {
        units.removeAll(keepingCapacity: true)
        occurrences.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        measures.removeAll(keepingCapacity: true)
        candidates.removeAll(keepingCapacity: true)
        if first.count != words {
            first = [Int32](repeating: -1, count: words)
        } else {
            for word in touched { first[Int(word)] = -1 }
        }
        touched.removeAll(keepingCapacity: true)
        if phraseScores.count != phrases {
            phraseScores = [Float](repeating: 0, count: phrases)
        } else {
            for phrase in phraseTouched { phraseScores[Int(phrase)] = 0 }
        }
        phraseTouched.removeAll(keepingCapacity: true)
        for pair in seenPairs { isPairSeen[Int(pair)] = false }
        seenPairs.removeAll(keepingCapacity: true)
    }
}
