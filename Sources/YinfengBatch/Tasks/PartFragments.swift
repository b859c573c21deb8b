import YinfengMatching
import YinfengModel

/// The parts of a ranking as bytes: `{"name":…,"value":…,"weight":…,"points":…}`.
///
/// A part takes few values (the level of a park, the share of a function): the bytes of a value are kept, one value a
/// slot, so that memory is bounded and a line is mostly copied. For one thread.
struct PartFragments {
    private static let slots = 256
    /// Longer fragments (a profile with long names) are made each time.
    private static let longest = 128

    private let heads: [[UInt8]]
    private let middles: [[UInt8]]
    private let weights: [Int]
    private var values: [Int32]
    private var lengths: [UInt8]
    private var bytes: [UInt8]

    /// Fragments for the parts of a profile, in its order.
    init(_ profile: MatchProfile) {
        heads = profile.weights.map { weight in
            var json = JSONWriter()
            json.beginObject()
            json.field("name", weight.part.rawValue)
            json.key("value")
            return json.bytes
        }
        middles = profile.weights.map { weight in
            var json = JSONWriter()
            json.key("weight")
            json.number(weight.weight.rational, digits: 4)
            json.key("points")
            return json.bytes
        }
        weights = profile.weights.map(\.weight.tenThousandths)
        let count = heads.count * PartFragments.slots
        values = Array(repeating: -1, count: count)
        lengths = Array(repeating: 0, count: count)
        bytes = Array(repeating: 0, count: count * PartFragments.longest)
    }

    /// Writes the parts with these values (ten-thousandths) into the open array.
    mutating func write(_ parts: [Int], to json: inout JSONWriter) {
        for (part, value) in parts.enumerated() {
            let slot = part * PartFragments.slots + value & (PartFragments.slots - 1)
            if Int(values[slot]) != value {
                let made = make(part, value)
                guard made.count <= PartFragments.longest else {
                    made.withUnsafeBufferPointer { json.fragment($0) }
                    continue
                }
                values[slot] = Int32(value)
                lengths[slot] = UInt8(made.count)
                let start = slot * PartFragments.longest
                for (offset, byte) in made.enumerated() { bytes[start + offset] = byte }
            }
            let start = slot * PartFragments.longest
            bytes.withUnsafeBufferPointer {
                json.fragment(UnsafeBufferPointer(rebasing: $0[start..<start + Int(lengths[slot])]))
            }
        }
    }

    private func make(_ part: Int, _ value: Int) -> [UInt8] {
        var json = JSONWriter()
        json.tenThousandths(value, after: heads[part])
        // The points are those of the score: value × weight, rounded half up.
        json.tenThousandths((value * weights[part] + 5_000) / 10_000, after: middles[part])
        json.endObject()
        return json.bytes
    }
}
