/// The features that begin at each place of a text: the slots of its character, pair and triple in the feature table.
///
/// A table of many megabytes answers late. All of a text's places ask before the first answer is looked at, so that
/// they wait together and not one after the other. Memory is reused from text to text.
struct PlaceFeatures {
    /// A question and its answer.
    private struct Probe {
        /// The feature's key, or 0 where the run of Chinese characters is too short for one.
        var key: UInt64
        /// What stands where the search for the key begins.
        var found: UInt64
        /// That place, then the key's slot, or −1.
        var slot: Int
    }

    /// Three a unit.
    private var probes: [Probe] = []

    /// The slot of the character at a place, or −1.
    @inline(__always)
    func character(_ place: Int) -> Int { probes[place &* 3].slot }
    /// The slot of the pair that begins at a place, or −1.
    @inline(__always)
    func pair(_ place: Int) -> Int { probes[place &* 3 &+ 1].slot }
    /// The slot of the triple that begins at a place, or −1.
    @inline(__always)
    func triple(_ place: Int) -> Int { probes[place &* 3 &+ 2].slot }

    /// Looks up all places of a text. O(n).
    mutating func find(_ units: [UInt16], in table: FeatureTable) {
        if probes.count < units.count * 3 {
            probes = [Probe](repeating: Probe(key: 0, found: 0, slot: -1), count: units.count * 6)
        }
        probes.withUnsafeMutableBufferPointer { probes in
            units.withUnsafeBufferPointer { units in
                var place = 0
                var unit = units.first ?? 0
                var isHan = FeatureExtractor.isHan(unit)
                var next = units.count > 1 ? units[1] : 0
                var isNextHan = FeatureExtractor.isHan(next)
                while place < units.count {
                    let third = place &+ 2 < units.count ? units[place &+ 2] : 0
                    let isThirdHan = FeatureExtractor.isHan(third)
                    let isPair = isHan && isNextHan
                    let keys = (
                        FeatureExtractor.key(unit, 0, 0, isSuffix: false),
                        FeatureExtractor.key(unit, next, 0, isSuffix: false),
                        FeatureExtractor.key(unit, next, third, isSuffix: false)
                    )
                    ask(isHan ? keys.0 : 0, &probes[place &* 3])
                    ask(isPair ? keys.1 : 0, &probes[place &* 3 &+ 1])
                    ask(isPair && isThirdHan ? keys.2 : 0, &probes[place &* 3 &+ 2])
                    (unit, isHan) = (next, isNextHan)
                    (next, isNextHan) = (third, isThirdHan)
                    place &+= 1
                }
            }
            for number in 0..<units.count &* 3 {
                let probe = probes[number]
                if probe.key != 0, probe.found == probe.key { continue }
                probes[number].slot =
                    probe.key == 0 || probe.found == 0 ? -1 : table.find(probe.key, after: probe.slot)
            }
        }

        @inline(__always)
        func ask(_ key: UInt64, _ probe: inout Probe) {
            let slot = table.home(of: key)
            probe = Probe(key: key, found: table.key(at: slot), slot: slot)
        }
    }
}
