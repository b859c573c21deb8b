/// The features of a text: Chinese characters, pairs and triples, the last one and two before the end of a noun
/// phrase, Latin words. Each counts once, with the greatest weight of its occurrences.
///
/// The same extraction stands in `Tools/coding/features.py`, which trains the weights.
struct FeatureExtractor {
    /// A feature found in the text.
    struct Hit {
        /// The feature's number in the index.
        var feature: UInt32
        /// Field, as the position in the call's list.
        var field: UInt16
        /// Units of the folded text.
        var start: Int32
        var end: Int32
        /// Role weight × field weight.
        var weight: Float
    }

    private(set) var hits: [Hit] = []
    private var seen: [UInt32] = []
    private var positions: [UInt32] = []
    private var generation: UInt32 = 0

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
    mutating func reset(features: Int) {
        hits.removeAll(keepingCapacity: true)
        if seen.count < features {
            seen = [UInt32](repeating: 0, count: features)
            positions = seen
            generation = 0
        }
        if generation == .max {
            for index in seen.indices { seen[index] = 0 }
            generation = 0
        }
        generation += 1
    }

    /// Adds the features of one field. O(n).
    mutating func extract(
        _ units: [UInt16], roles: RoleMarker, field: UInt16, fieldWeight: Float, tables: IndexTables
    ) {
        var start = 0
        let keys = tables.featureKeys
        let slots = tables.featureSlots
        while start < units.count {
            if FeatureExtractor.isHan(units[start]) {
                var end = start + 1
                while end < units.count, FeatureExtractor.isHan(units[end]) { end += 1 }
                extractRun(units, start, end, roles, field, fieldWeight, keys, slots)
                start = end
            } else if FeatureExtractor.isLatin(units[start]) {
                var end = start + 1
                while end < units.count, FeatureExtractor.isLatin(units[end]) { end += 1 }
                let weight = least(roles.weights, start, end) * fieldWeight
                add(FeatureExtractor.key(latin: units[start..<end]), start, end, weight, field, keys, slots)
                start = end
            } else {
                start += 1
            }
        }
    }

    private mutating func extractRun(
        _ units: [UInt16], _ start: Int, _ end: Int, _ roles: RoleMarker, _ field: UInt16, _ fieldWeight: Float,
        _ keys: UnsafeBufferPointer<UInt64>, _ slots: UnsafeBufferPointer<UInt32>
    ) {
        for place in start..<end {
            var weight = roles.weights[place]
            add(
                FeatureExtractor.key(units[place], 0, 0, isSuffix: false), place, place + 1, weight * fieldWeight,
                field,
                keys, slots)
            guard place + 1 < end else { break }
            weight = min(weight, roles.weights[place + 1])
            add(
                FeatureExtractor.key(units[place], units[place + 1], 0, isSuffix: false), place, place + 2,
                weight * fieldWeight, field, keys, slots)
            guard place + 2 < end else { continue }
            weight = min(weight, roles.weights[place + 2])
            add(
                FeatureExtractor.key(units[place], units[place + 1], units[place + 2], isSuffix: false), place,
                place + 3,
                weight * fieldWeight, field, keys, slots)
        }
        // Heads: what stands right before a word that ends a noun phrase, or at the end of the run.
        var place = start
        while place < end {
            let tail = roles.length(.tail, at: place)
            if tail > 0, place + tail <= end {
                if place > start { addHead(units, start, place, roles, field, fieldWeight, keys, slots) }
                place += tail
            } else {
                place += 1
            }
        }
        addHead(units, start, end, roles, field, fieldWeight, keys, slots)
    }

    private mutating func addHead(
        _ units: [UInt16], _ start: Int, _ end: Int, _ roles: RoleMarker, _ field: UInt16, _ fieldWeight: Float,
        _ keys: UnsafeBufferPointer<UInt64>, _ slots: UnsafeBufferPointer<UInt32>
    ) {
        let last = roles.weights[end - 1]
        add(
            FeatureExtractor.key(units[end - 1], 0, 0, isSuffix: true), end - 1, end, last * fieldWeight, field, keys,
            slots)
        guard end - 2 >= start else { return }
        add(
            FeatureExtractor.key(units[end - 2], units[end - 1], 0, isSuffix: true), end - 2, end,
            min(last, roles.weights[end - 2]) * fieldWeight, field, keys, slots)
    }

    private func least(_ weights: [Float], _ start: Int, _ end: Int) -> Float {
        var result: Float = 1
        for place in start..<end where weights[place] < result { result = weights[place] }
        return result
    }

    @inline(__always)
    private mutating func add(
        _ key: UInt64, _ start: Int, _ end: Int, _ weight: Float, _ field: UInt16, _ keys: UnsafeBufferPointer<UInt64>,
        _ slots: UnsafeBufferPointer<UInt32>
    ) {
        let slot = HashTable.find(key, in: keys)
        guard slot >= 0 else { return }
        let feature = slots[slot]
        let number = Int(feature)
        if seen[number] == generation {
            let position = Int(positions[number])
            if hits[position].weight < weight {
                hits[position].weight = weight
                hits[position].field = field
                hits[position].start = Int32(start)
                hits[position].end = Int32(end)
            }
        } else {
            seen[number] = generation
            positions[number] = UInt32(hits.count)
            hits.append(
                Hit(feature: feature, field: field, start: Int32(start), end: Int32(end), weight: weight))
        }
    }
}
