/// Finds terms of the lexicon that stand in a text with one character wrong, missing, too many, or two changed about.
///
/// Only where the text looks wrong: at a character that no term covers and whose neighbours it never stands beside in
/// what the weights were learned from. A character that sounds or looks like the right one is preferred; the term must
/// be the only one of its length, of three characters at least. Memory is reused from text to text.
struct TypoFinder {
    /// A term that stands in the text but for one character.
    struct Correction {
        /// Units of the folded text.
        var start: Int
        var end: Int
        /// The term as it should be.
        var term: Int32
        /// The term's units.
        var units: [UInt16]
        /// Which of them are not in the text as they stand there.
        var changed: Range<Int>
        /// The unit of the text that is wrong; nil where one is missing.
        var wrong: Int?
        /// Whether the wrong character sounds or looks like the right one.
        var isLikely: Bool
    }

    /// Terms are looked for this far back.
    private static let reach = 8
    private static let least = 3

    private var isCovered: [Bool] = []
    private var best: Correction?
    private var isAmbiguous = false

    /// The corrections of one field's text; `terms` are those that stand in it as they are.
    mutating func find(
        _ units: [UInt16], terms: ArraySlice<TermMatch>, prefixes: [TermFinder.Prefix], places: PlaceFeatures,
        roles: RoleMarker, tables: IndexTables
    ) -> [Correction] {
        let count = units.count
        guard count >= TypoFinder.least else { return [] }
        isCovered.removeAll(keepingCapacity: true)
        isCovered.append(contentsOf: repeatElement(false, count: count))
        // The words of projects' grammar (项目, 及) are known as well.
        for place in 0..<count {
            for covered in place..<place + roles.longestCue(at: place) { isCovered[covered] = true }
        }
        for match in terms {
            for place in Int(match.start)..<Int(match.end) { isCovered[place] = true }
        }
        return units.withUnsafeBufferPointer { units in
            var found: [Correction] = []
            var start = 0
            while start < count {
                guard FeatureExtractor.isHan(units[start]) else {
                    start += 1
                    continue
                }
                var end = start + 1
                while end < count, FeatureExtractor.isHan(units[end]) { end += 1 }
                if end - start >= TypoFinder.least {
                    let run = Run(
                        units: units, prefixes: prefixes, places: places, start: start, end: end, tables: tables)
                    findInRun(run, roles, &found)
                }
                start = end
            }
            return found
        }
    }

    /// A pair never seen in learning points at a mistake; three in a row are a name.
    private mutating func findInRun(_ text: Run, _ roles: RoleMarker, _ found: inout [Correction]) {
        let (end, places) = (text.end, text.places)
        var place = text.start
        while place + 1 < end {
            // What stands in an investor's name is a name.
            guard roles.weights[place] >= 0.5, isStrange(place, places) else {
                place += 1
                continue
            }
            var last = place + 1
            while last + 1 < end, isStrange(last, places) { last += 1 }
            // Units place...last are joined by strange pairs.
            let strange = last - place
            if strange <= 2 {
                search(text, place, last)
                if let best, !isAmbiguous, best.start >= (found.last?.end ?? 0) { found.append(best) }
            }
            place = last
        }
    }

    /// Whether two neighbours were never seen in learning, nor stand in a term together.
    @inline(__always)
    private func isStrange(_ place: Int, _ places: PlaceFeatures) -> Bool {
        !(isCovered[place] && isCovered[place + 1]) && places.pair(place) < 0
    }

    /// Tries what may have happened between the first and the last unit of strange pairs.
    private mutating func search(_ text: Run, _ first: Int, _ last: Int) {
        best = nil
        isAmbiguous = false
        if last - first == 2 {
            replace(text, first + 1)
            drop(text, first + 1)
            return
        }
        // One strange pair: at the edge of a run either of its units, else a unit too many, one missing, or two
        // changed about.
        if first == text.start { replace(text, first) }
        if last == text.end - 1 { replace(text, last) }
        drop(text, first)
        drop(text, last)
        insert(text, last)
        swap(text, first)
    }

    /// A run of Chinese characters.
    private struct Run {
        let units: UnsafeBufferPointer<UInt16>
        /// Its stretches that terms begin with.
        let prefixes: [TermFinder.Prefix]
        let places: PlaceFeatures
        let start: Int
        let end: Int
        let tables: IndexTables

        /// Calls `body` with every node that leads to a place from before it, and where its word begins.
        @inline(__always)
        func forEachNode(before place: Int, _ body: (_ node: UInt32, _ from: Int) -> Void) {
            for prefix in prefixes
            where Int(prefix.end) == place && Int(prefix.start) >= max(start, place - TypoFinder.reach) {
                body(prefix.node, Int(prefix.start))
            }
        }
    }

    /// The unit at a place stands for another.
    private mutating func replace(_ text: Run, _ place: Int) {
        guard !isCovered[place] else { return }
        let units = text.units
        let tables = text.tables
        text.forEachNode(before: place) { node, from in
            var child = tables.nodeChildren[Int(node)]
            while child != 0 {
                let right = tables.nodeUnits[Int(child)]
                // Another character must be borne out by what follows, if it is not easily mistaken.
                let isFollowed = place + 1 < text.end && tables.nodes.mayFollow(child, units[place + 1])
                if right != units[place], isFollowed || tables.confusion.areAlike(units[place], right) {
                    follow(text, child, from, place + 1, at: place, needs: 0, wrong: place, right: right)
                }
                child = tables.nodeSiblings[Int(child)]
            }
        }
        // The first two characters of a term have too many neighbours: only those that are easily mistaken.
        tables.confusion.forEach(like: units[place]) { right in
            if place > text.start {
                let node = pair(units[place - 1], right, tables)
                if node != 0 {
                    follow(text, node, place - 1, place + 1, at: place, needs: 1, wrong: place, right: right)
                }
            }
            if place + 1 < text.end {
                let node = pair(right, units[place + 1], tables)
                if node != 0 { follow(text, node, place, place + 2, at: place, needs: 1, wrong: place, right: right) }
            }
        }
    }

    @inline(__always)
    private func pair(_ first: UInt16, _ second: UInt16, _ tables: IndexTables) -> UInt32 {
        guard PairFilter.holds(first, second, in: tables.termPairs) else { return 0 }
        return tables.termEdges.node(of: first, second)
    }

    /// The unit at a place is one too many.
    private mutating func drop(_ text: Run, _ place: Int) {
        text.forEachNode(before: place) { node, from in
            follow(text, node, from, place + 1, at: place, needs: 1, wrong: place, right: nil)
        }
    }

    /// A unit is missing before a place.
    private mutating func insert(_ text: Run, _ place: Int) {
        let tables = text.tables
        text.forEachNode(before: place) { node, from in
            var child = tables.nodeChildren[Int(node)]
            while child != 0 {
                if tables.nodes.mayFollow(child, text.units[place]) {
                    follow(
                        text, child, from, place, at: place, needs: 1, wrong: nil,
                        right: tables.nodeUnits[Int(child)])
                }
                child = tables.nodeSiblings[Int(child)]
            }
        }
    }

    /// The units at a place and after it are changed about.
    private mutating func swap(_ text: Run, _ place: Int) {
        guard place + 1 < text.end, !isCovered[place], !isCovered[place + 1] else { return }
        let units = text.units
        let tables = text.tables
        text.forEachNode(before: place) { node, from in
            let next = tables.termEdges.node(after: node, units[place + 1])
            guard next != 0 else { return }
            let last = tables.termEdges.node(after: next, units[place])
            if last != 0 { follow(text, last, from, place + 2, at: place, needs: 0, wrong: place, right: nil) }
        }
    }

    /// Goes on from a node with the text as it stands and takes the longest term; `needs` units of the text must follow.
    private mutating func follow(
        _ text: Run, _ node: UInt32, _ from: Int, _ next: Int, at place: Int, needs: Int, wrong: Int?, right: UInt16?
    ) {
        let tables = text.tables
        let isSwap = wrong != nil && right == nil && next == place + 2
        let isLikely = wrong != nil && right.map { tables.confusion.areAlike(text.units[place], $0) } ?? false
        // A word with quite another character near its end is another word.
        let needs = isLikely || isSwap ? needs : right != nil && wrong != nil ? 2 : 1
        var node = node
        var end = next
        var longest: (term: Int32, end: Int)?
        while true {
            let term = tables.nodes.term(node)
            if term >= 0, end - next >= needs { longest = (term, end) }
            guard end < text.end, tables.nodes.mayFollow(node, text.units[end]) else { break }
            node = tables.termEdges.node(after: node, text.units[end])
            if node == 0 { break }
            end += 1
        }
        // A stretch that tears a pair apart at either end is not a word of its own (精密工|业 is no 精密加工).
        guard let longest, longest.end == text.end || text.places.pair(longest.end - 1) < 0,
            from == text.start || from != place || text.places.pair(from - 1) < 0
        else { return }
        var word = Array(text.units[from..<place])
        if let right { word.append(right) }
        if isSwap { word += [text.units[place + 1], text.units[place]] }
        let rest = isSwap ? place + 2 : wrong == nil ? place : place + 1
        if rest < longest.end { word += text.units[rest..<longest.end] }
        guard word.count >= TypoFinder.least else { return }
        let offset = place - from
        let changed = isSwap ? offset..<offset + 2 : right == nil ? offset..<offset : offset..<offset + 1
        // A term that shares only two characters with the text is no more than a guess.
        guard isLikely || word.count >= 4 else { return }
        take(
            Correction(
                start: from, end: longest.end, term: longest.term, units: word, changed: changed, wrong: wrong,
                isLikely: isLikely))
    }

    /// Keeps the better of two: the likely one, then the longer.
    private mutating func take(_ correction: Correction) {
        guard let known = best else {
            best = correction
            return
        }
        if correction.term == known.term { return }
        let order = (correction.isLikely ? 1 : 0, correction.units.count)
        let knownOrder = (known.isLikely ? 1 : 0, known.units.count)
        if order > knownOrder {
            best = correction
            isAmbiguous = false
        } else if order == knownOrder {
            isAmbiguous = true
        }
    }
}
