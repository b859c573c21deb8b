/// Weighs each character of a text by the role it plays: product 1, investor's name, input, equipment and use less.
///
/// The same rules, in the same order, stand in `Tools/coding/features.py`, which trains the weights.
struct RoleMarker {
    /// How far back a company's name may reach, in units.
    private static let companyReach = 24
    /// How far back a list of inputs may reach.
    private static let inputReach = 40

    /// For each unit and cue kind, the length of the longest cue of the kind that starts there.
    private var lengths: [UInt8] = []
    /// For each unit, the set of kinds of which a cue starts there: `lengths` holds figures for these only.
    private var kindsAt: [UInt16] = []
    /// For each unit, the number of Chinese characters before it.
    private var hanBefore: [Int32] = []
    /// The weight of each unit.
    private(set) var weights: [Float] = []
    private static let kinds = CueKind.allCases.count

    @inline(__always)
    func length(_ kind: CueKind, at place: Int) -> Int {
        kindsAt[place] & kind.bit == 0 ? 0 : Int(lengths[place * RoleMarker.kinds + kind.rawValue])
    }

    /// The length of the longest cue of any kind that starts at a place.
    func longestCue(at place: Int) -> Int {
        var kinds = kindsAt[place]
        var longest = 0
        while kinds != 0 {
            longest = max(longest, Int(lengths[place * RoleMarker.kinds + kinds.trailingZeroBitCount]))
            kinds &= kinds - 1
        }
        return longest
    }

    @inline(__always)
    private func han(_ from: Int, _ to: Int) -> Int { to <= from ? 0 : Int(hanBefore[to] - hanBefore[from]) }

    /// Lowers the weight of one unit, as that of a mistake.
    mutating func lower(unit place: Int, to weight: Float) { lower(place, place + 1, to: weight) }

    /// Marks a text. O(n × longest cue).
    mutating func mark(_ units: [UInt16], tables: IndexTables, parameters: CodingParameters) {
        find(units, tables)
        weights.removeAll(keepingCapacity: true)
        weights.append(contentsOf: repeatElement(1, count: units.count))
        for place in units.indices where kindsAt[place] & CueKind.opening != 0 {
            if length(.company, at: place) > 0 { markCompany(units, place, parameters.companyRole) }
            if length(.inputClose, at: place) > 0 { markInputBefore(units, place, parameters.inputRole) }
            if length(.inputOpen, at: place) > 0 { markInputAfter(units, place, parameters.inputRole) }
            if length(.equipment, at: place) > 0 {
                markEquipment(units, place, length(.equipment, at: place), counted: false, parameters.equipmentRole)
            }
            if length(.countedEquipment, at: place) > 0 {
                markEquipment(
                    units, place, length(.countedEquipment, at: place), counted: true, parameters.equipmentRole)
            }
            if length(.use, at: place) > 0 { markUse(units, place, parameters.useRole) }
            if length(.side, at: place) > 0, han(0, place) >= 4 {
                lower(place, clauseEnd(units, place), to: parameters.sideRole)
            }
        }
        markFacilities(units, parameters.facilityRole)
    }

    /// 生产水饺,建设办公楼、仓库: where something is made, the buildings are not the business.
    private mutating func markFacilities(_ units: [UInt16], _ weight: Float) {
        var isMaking = false
        var place = 0
        while place < units.count, !isMaking {
            let facility = length(.facility, at: place)
            if facility == 0 { isMaking = length(.maker, at: place) > 0 }
            place += max(1, facility)
        }
        guard isMaking else { return }
        for place in units.indices where length(.facility, at: place) > 0 {
            lower(place, place + length(.facility, at: place), to: weight)
        }
    }

    /// Finds all cues and counts Chinese characters.
    private mutating func find(_ units: [UInt16], _ tables: IndexTables) {
        let edges = tables.cueEdges
        let starts = tables.cueStarts
        let kinds = tables.cueKinds
        let size = units.count * RoleMarker.kinds
        if lengths.count < size { lengths = [UInt8](repeating: 0, count: size * 2) }
        kindsAt.removeAll(keepingCapacity: true)
        hanBefore.removeAll(keepingCapacity: true)
        hanBefore.append(0)
        var han: Int32 = 0
        for start in units.indices {
            if FeatureExtractor.isHan(units[start]) { han += 1 }
            hanBefore.append(han)
            var node: UInt32 = 0
            var place = start
            var found: UInt16 = 0
            // Nine characters of ten begin no cue: one bit says so.
            let isOpen = starts[Int(units[start] >> 6)] >> UInt64(units[start] & 63) & 1 == 1
            while isOpen, place < units.count {
                node = edges.node(after: node, units[place])
                guard node != 0 else { break }
                place += 1
                var bits = kinds[Int(node)] & CueKind.all
                found |= UInt16(truncatingIfNeeded: bits)
                while bits != 0 {
                    lengths[start * RoleMarker.kinds + bits.trailingZeroBitCount] = UInt8(
                        truncatingIfNeeded: place - start)
                    bits &= bits - 1
                }
            }
            kindsAt.append(found)
        }
    }

    /// , 。 ; : ! ? end a clause.
    @inline(__always)
    static func endsClause(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x2C, 0x3002, 0x3B, 0x3A, 0x21, 0x3F, 0x0A: true
        default: false
        }
    }

    private func clauseEnd(_ units: [UInt16], _ start: Int) -> Int {
        var end = start
        while end < units.count, !RoleMarker.endsClause(units[end]) { end += 1 }
        return end
    }

    private mutating func lower(_ start: Int, _ end: Int, to weight: Float) {
        guard start < end else { return }
        for place in start..<end where weights[place] > weight { weights[place] = weight }
    }

    /// 某某物流公司投资建设食品厂: the name of the investor says little of the project.
    private mutating func markCompany(_ units: [UInt16], _ place: Int, _ weight: Float) {
        let end = place + length(.company, at: place)
        guard end < units.count, length(.afterCompany, at: end) > 0, han(end, units.count) >= 5 else { return }
        var start = place
        while start > 0, !RoleMarker.endsClause(units[start - 1]), units[start - 1] != 0x3001,
            place - start < RoleMarker.companyReach
        { start -= 1 }
        lower(start, end, to: weight)
    }

    /// 以磷酸铁、碳酸锂为原料.
    private mutating func markInputBefore(_ units: [UInt16], _ place: Int, _ weight: Float) {
        let end = place + length(.inputClose, at: place)
        var start = place
        while start > 0, !RoleMarker.endsClause(units[start - 1]), place - start < RoleMarker.inputReach { start -= 1 }
        // 以 opens the list, else 用, else the clause.
        let opens = units[start..<place].lastIndex(of: 0x4EE5) ?? units[start..<place].lastIndex(of: 0x7528) ?? start
        guard han(end, units.count) >= 3 || opens - start >= 4 else { return }
        lower(opens, end, to: weight)
    }

    /// 利用磷矿浮选尾矿生产建筑用砖.
    private mutating func markInputAfter(_ units: [UInt16], _ place: Int, _ weight: Float) {
        let end = place + length(.inputOpen, at: place)
        if place >= 2, length(.reuse, at: place - 2) == 2 { return }
        var verb = end
        while verb < units.count, !RoleMarker.endsClause(units[verb]), verb - end < 24 {
            let length = length(.inputVerb, at: verb)
            if length > 0, verb > end {
                if han(verb + length, units.count) >= 2 { lower(place, verb, to: weight) }
                return
            }
            verb += 1
        }
    }

    /// 购置注塑机20台生产塑料盆: the machines are not the product.
    private mutating func markEquipment(
        _ units: [UInt16], _ place: Int, _ cue: Int, counted: Bool, _ weight: Float
    ) {
        let start = place + cue
        let end = clauseEnd(units, start)
        if counted, !hasCount(units, start, end) { return }
        var stop = end
        if !counted {
            for verb in start..<max(start, end) where length(.inputVerb, at: verb) == 2 {
                let isMaking = length(.tail, at: verb) >= 2
                guard isMaking else { continue }
                if han(verb + 2, end) >= 2 {
                    let hasUse = verb - 2 >= start && length(.use, at: verb - 2) == 2
                    stop = hasUse ? verb - 2 : verb
                }
                break
            }
        }
        guard han(0, place) + han(stop, units.count) >= 3 else { return }
        lower(place, stop, to: weight)
    }

    /// A figure followed by a counter, 余 or 多 between them.
    private func hasCount(_ units: [UInt16], _ start: Int, _ end: Int) -> Bool {
        for place in start..<max(start, end) where units[place] >= 0x30 && units[place] <= 0x39 {
            var next = place + 1
            while next < end, units[next] == 0x20 { next += 1 }
            if next < end, units[next] == 0x4F59 || units[next] == 0x591A { next += 1 }
            if next < end, length(.count, at: next) > 0 { return true }
        }
        return false
    }

    /// 产品用于新能源汽车: customers are not the product either; 用于生产 … names it after all.
    private mutating func markUse(_ units: [UInt16], _ place: Int, _ weight: Float) {
        let cue = length(.use, at: place)
        for next in place..<min(units.count, place + cue + 2)
        where length(.inputVerb, at: next) == 2 && length(.tail, at: next) >= 2 {
            return
        }
        lower(place, clauseEnd(units, place + cue), to: weight)
    }
}
