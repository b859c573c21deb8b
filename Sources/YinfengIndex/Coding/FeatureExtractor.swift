/// The features of a text: Chinese characters, pairs and triples, the last one and two before the end of a noun
/// phrase, Latin words. Each counts once, with the greatest weight of its occurrences.
///
/// The same extraction stands in `Tools/coding/features.py`, which trains the weights.
struct FeatureExtractor {
    /// A feature found in the text.
    struct Hit {
        /// The feature's slot in the index.
        var feature: UInt32
        /// Its first posting and their number.
        var first: UInt32
        var count: UInt16
        /// Field, as the position in the call's list.
        var field: UInt16
        /// Units of the folded text.
        var start: Int32
        var end: Int32
        /// Role weight × field weight.
        var weight: Float
        /// How much the feature matters.
        var importance: Float
        /// What turns the weights of its postings into parts of scores; set when the whole text is known.
        var factor: Float = 0
        /// The first posting; set when the whole text is known, for all hits together: so they wait together.
        var head: UInt32 = 0
    }

    private(set) var hits: [Hit] = []
    private var seen = SeenFeatures()

    @inline(__always)
    static func isHan(_ unit: UInt16) -> Bool { unit >= 0x3400 && unit <= 0x9FFF }
    @inline(__always)
    static func isLatin(_ unit: UInt16) -> Bool { unit >= 0x61 && unit <= 0x7A }

    /// The key of a run of Chinese characters; suffixes at a phrase's end have keys of their own.
    @inline(__always)
    static func key(_ a: UInt16, _ b: UInt16, _ c: UInt16, isSuffix: Bool) -> UInt64 {
        UInt64(a) | UInt64(b) << 16 | UInt64(c) << 32 | (isSuffix ? 2 : 1) << 48
    }

    /// The key of a Latin word: a 63-bit hash with the top bit set, apart from all Chinese keys.
    static func key(latin word: some Sequence<UInt16>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for unit in word { hash = (hash ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }
        return hash | 1 << 63
    }

    /// Forgets the last text.
    mutating func reset() {
        hits.removeAll(keepingCapacity: true)
        seen.reset()
    }

    /// Adds the features of one field, of which those of its places are looked up already. O(n).
    mutating func extract(
        _ units: [UInt16], places: PlaceFeatures, roles: RoleMarker, field: UInt16, fieldWeight: Float,
        tables: IndexTables
    ) {
        units.withUnsafeBufferPointer { units in
            roles.weights.withUnsafeBufferPointer { weights in
                let text = Text(
                    units: units, weights: weights, field: field, fieldWeight: fieldWeight, table: tables.features)
                extract(text, places, roles)
            }
        }
    }

    /// A field's text with what its features are looked up in and weighed by.
    private struct Text {
        let units: UnsafeBufferPointer<UInt16>
        let weights: UnsafeBufferPointer<Float>
        let field: UInt16
        let fieldWeight: Float
        let table: FeatureTable
    }

    private mutating func extract(_ text: Text, _ places: PlaceFeatures, _ roles: RoleMarker) {
        let units = text.units
        var start = 0
        while start < units.count {
            if FeatureExtractor.isHan(units[start]) {
                var end = start &+ 1
                while end < units.count, FeatureExtractor.isHan(units[end]) { end &+= 1 }
                extractRun(text, start, end, places, roles)
                start = end
            } else if FeatureExtractor.isLatin(units[start]) {
                var end = start &+ 1
                while end < units.count, FeatureExtractor.isLatin(units[end]) { end &+= 1 }
                var weight: Float = 1
                for place in start..<end { weight = min(weight, text.weights[place]) }
                add(FeatureExtractor.key(latin: units[start..<end]), start, end, weight, text)
                start = end
            } else {
                start &+= 1
            }
        }
    }

    private mutating func extractRun(
        _ text: Text, _ start: Int, _ end: Int, _ places: PlaceFeatures, _ roles: RoleMarker
    ) {
        let weights = text.weights
        var place = start
        while place < end {
            var weight = weights[place]
            add(slot: places.character(place), place, place &+ 1, weight, text)
            guard place &+ 1 < end else { break }
            weight = min(weight, weights[place &+ 1])
            add(slot: places.pair(place), place, place &+ 2, weight, text)
            if place &+ 2 < end {
                weight = min(weight, weights[place &+ 2])
                add(slot: places.triple(place), place, place &+ 3, weight, text)
            }
            place &+= 1
        }
        // Heads: what stands right before a word that ends a noun phrase, or at the end of the run.
        place = start
        while place < end {
            let tail = roles.length(.tail, at: place)
            if tail > 0, place &+ tail <= end {
                if place > start { addHead(text, start, place) }
                place &+= tail
            } else {
                place &+= 1
            }
        }
        addHead(text, start, end)
    }

    private mutating func addHead(_ text: Text, _ start: Int, _ end: Int) {
        let units = text.units
        let last = text.weights[end &- 1]
        add(FeatureExtractor.key(units[end &- 1], 0, 0, isSuffix: true), end &- 1, end, last, text)
        guard end &- 2 >= start else { return }
        add(
            FeatureExtractor.key(units[end &- 2], units[end &- 1], 0, isSuffix: true), end &- 2, end,
            min(last, text.weights[end &- 2]), text)
    }

    @inline(__always)
    private mutating func add(_ key: UInt64, _ start: Int, _ end: Int, _ role: Float, _ text: Text) {
        add(slot: text.table.find(key), start, end, role, text)
    }

    /// Adds the feature in a slot, −1 for none.
    @inline(__always)
    private mutating func add(slot: Int, _ start: Int, _ end: Int, _ role: Float, _ text: Text) {
        guard slot >= 0 else { return }
        let weight = role * text.fieldWeight
        if let position = seen.position(of: UInt32(truncatingIfNeeded: slot), next: hits.count) {
            if hits[position].weight < weight {
                hits[position].weight = weight
                hits[position].field = text.field
                hits[position].start = Int32(truncatingIfNeeded: start)
                hits[position].end = Int32(truncatingIfNeeded: end)
            }
        } else {
            let value = text.table[slot]
            hits.append(
                Hit(
                    feature: UInt32(truncatingIfNeeded: slot), first: value.first, count: value.count,
                    field: text.field, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
                    weight: weight, importance: value.importance))
        }
    }

    /// Adds what a mistaken term would have shown, had it been written right: the features that hold a changed unit,
    /// all at the place of the whole term.
    mutating func extract(
        _ correction: TypoFinder.Correction, isHead: Bool, weight: Float, field: UInt16, tables: IndexTables
    ) {
        let units = correction.units
        func touches(_ start: Int, _ end: Int) -> Bool {
            correction.changed.isEmpty
                ? start < correction.changed.lowerBound && end > correction.changed.lowerBound
                : start < correction.changed.upperBound && end > correction.changed.lowerBound
        }
        units.withUnsafeBufferPointer { units in
            let text = Text(
                units: units, weights: UnsafeBufferPointer(start: nil, count: 0), field: field, fieldWeight: 1,
                table: tables.features)
            for start in units.indices {
                for end in start + 1...min(start + 3, units.count) where touches(start, end) {
                    let key = FeatureExtractor.key(
                        units[start], end > start + 1 ? units[start + 1] : 0, end > start + 2 ? units[start + 2] : 0,
                        isSuffix: false)
                    add(key, correction.start, correction.end, weight, text)
                }
            }
            guard isHead, units.count >= 2, touches(units.count - 2, units.count) else { return }
            let (before, last) = (units[units.count - 2], units[units.count - 1])
            add(FeatureExtractor.key(last, 0, 0, isSuffix: true), correction.start, correction.end, weight, text)
            add(FeatureExtractor.key(before, last, 0, isSuffix: true), correction.start, correction.end, weight, text)
        }
    }

    /// Gives each hit the factor of its postings: importance × weight over the length of the text's feature vector,
    /// in hundredths as the postings are. Returns one over that length.
    mutating func normalise(_ postings: UnsafeBufferPointer<UInt32>) -> Float {
        hits.withUnsafeMutableBufferPointer { hits in
            var sum: Float = 0
            for index in hits.indices {
                let value = hits[index].importance * hits[index].weight
                sum += value * value
                hits[index].factor = value
                hits[index].head = hits[index].count > 0 ? postings[Int(hits[index].first)] : 0
            }
            let norm = sum > 0 ? 0.01 / sum.squareRoot() : 0
            for index in hits.indices { hits[index].factor *= norm }
            return norm
        }
    }
}

/// Which features a text has shown already, and where: small enough to stay in the nearest cache for most texts.
struct SeenFeatures {
    /// Generation and feature of each taken slot; the generation of an older text means a free one.
    private var tags: [UInt64] = []
    private var positions: [UInt32] = []
    private var count = 0
    private var generation: UInt64 = 0

    /// Forgets all features. O(1) but once in four thousand million times.
    mutating func reset() {
        count = 0
        if tags.isEmpty { grow() }
        generation += 1
        guard generation >> 32 != 0 else { return }
        for index in tags.indices { tags[index] = 0 }
        generation = 1
    }

    /// Where a feature stands, or nil for one not seen, which is then held to stand at `next`.
    @inline(__always)
    mutating func position(of feature: UInt32, next: Int) -> Int? {
        let mask = tags.count &- 1
        let tag = generation << 32 | UInt64(feature)
        var slot = SeenFeatures.slot(feature, mask)
        while true {
            let found = tags[slot]
            if found == tag { return Int(positions[slot]) }
            if found >> 32 != generation { break }
            slot = (slot &+ 1) & mask
        }
        tags[slot] = tag
        positions[slot] = UInt32(truncatingIfNeeded: next)
        count &+= 1
        if count &* 2 > mask { grow() }
        return nil
    }

    @inline(__always)
    private static func slot(_ feature: UInt32, _ mask: Int) -> Int { Int((feature &* 0x9E37_79B1) >> 12) & mask }

    /// Doubles the table.
    private mutating func grow() {
        let old = zip(tags, positions).filter { $0.0 >> 32 == generation && generation > 0 }
        let size = max(1_024, tags.count * 2)
        tags = [UInt64](repeating: 0, count: size)
        positions = [UInt32](repeating: 0, count: size)
        for (tag, position) in old {
            var slot = SeenFeatures.slot(UInt32(truncatingIfNeeded: tag), size - 1)
            while tags[slot] != 0 { slot = (slot + 1) & (size - 1) }
            tags[slot] = tag
            positions[slot] = position
        }
    }
}
