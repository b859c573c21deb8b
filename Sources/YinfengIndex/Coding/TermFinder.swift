/// Finds the terms of the lexicon that stand in a text: at every place all of them, the shortest first.
///
/// As the features are, the steps of all places are asked for together, level by level: a place waits for its answer
/// while the others ask.
struct TermFinder {
    /// A place where a term may begin, and how far its reading has come.
    private struct Reading {
        var start: Int
        /// The next unit.
        var next: Int
        /// The node of the units read.
        var node: UInt32
        /// What stands where the search for the next edge begins.
        var edge: UInt64
    }

    /// A stretch of the text that a term begins with.
    struct Prefix {
        /// Units of the folded text.
        var start: Int32
        var end: Int32
        /// The node behind its last unit.
        var node: UInt32
    }

    private var readings: [Reading] = []
    /// All stretches of the last field that terms begin with: of one end the shortest first.
    private(set) var prefixes: [Prefix] = []

    /// Appends the terms of one field's text. O(n × longest term).
    mutating func find(_ units: [UInt16], field: UInt16, tables: IndexTables, into terms: inout [TermMatch]) {
        if readings.count < units.count {
            readings = [Reading](repeating: Reading(start: 0, next: 0, node: 0, edge: 0), count: units.count * 2)
        }
        let first = terms.count
        prefixes.removeAll(keepingCapacity: true)
        readings.withUnsafeMutableBufferPointer { readings in
            units.withUnsafeBufferPointer { units in
                var count = TermFinder.open(units, tables, readings)
                while count > 0 { count = TermFinder.step(units, field, tables, readings, count, &terms, &prefixes) }
            }
        }
        TermFinder.order(&terms, from: first)
    }

    /// Notes the places whose two units may begin a term.
    @inline(__always)
    private static func open(
        _ units: UnsafeBufferPointer<UInt16>, _ tables: IndexTables, _ readings: UnsafeMutableBufferPointer<Reading>
    ) -> Int {
        let edges = tables.termEdges
        let pairs = tables.termPairs
        var count = 0
        var place = 0
        // No term is shorter than two characters: most places are passed over by one bit.
        while place &+ 1 < units.count {
            if PairFilter.holds(units[place], units[place &+ 1], in: pairs) {
                let node = EdgeTable.shortcut(units[place])
                readings[count] = Reading(
                    start: place, next: place &+ 1, node: node, edge: edges.firstWord(after: node, units[place &+ 1]))
                count &+= 1
            }
            place &+= 1
        }
        return count
    }

    /// Reads one unit more at every place, notes the terms that end there, and keeps the places that go on.
    @inline(__always)
    private static func step(
        _ units: UnsafeBufferPointer<UInt16>, _ field: UInt16, _ tables: IndexTables,
        _ readings: UnsafeMutableBufferPointer<Reading>, _ living: Int, _ terms: inout [TermMatch],
        _ prefixes: inout [Prefix]
    ) -> Int {
        let edges = tables.termEdges
        var count = 0
        for number in 0..<living {
            let reading = readings[number]
            let node = edges.node(after: reading.node, units[reading.next], from: reading.edge)
            guard node != 0 else { continue }
            let next = reading.next &+ 1
            prefixes.append(
                Prefix(
                    start: Int32(truncatingIfNeeded: reading.start), end: Int32(truncatingIfNeeded: next), node: node))
            let word = tables.nodes.words[Int(node)]
            let term = NodeTable.term(word)
            if term >= 0 {
                terms.append(
                    TermMatch(
                        field: field, start: Int32(truncatingIfNeeded: reading.start),
                        end: Int32(truncatingIfNeeded: next), term: term, weight: 0))
            }
            guard next < units.count, NodeTable.mayFollow(word, units[next]) else { continue }
            readings[count] = Reading(
                start: reading.start, next: next, node: node, edge: edges.firstWord(after: node, units[next]))
            count &+= 1
        }
        return count
    }

    /// By their start, of one start the shortest first. They come by length: there are few, and insertion moves little.
    private static func order(_ terms: inout [TermMatch], from first: Int) {
        terms.withUnsafeMutableBufferPointer { terms in
            var number = first &+ 1
            while number < terms.count {
                let term = terms[number]
                var place = number
                while place > first, term.start < terms[place &- 1].start {
                    terms[place] = terms[place &- 1]
                    place &-= 1
                }
                terms[place] = term
                number &+= 1
            }
        }
    }
}
