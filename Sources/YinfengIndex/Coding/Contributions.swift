/// The part of every hit in the score of every class that has a slot: a row a hit, a column a slot.
struct Contributions {
    private var values: [Float] = []
    /// The length of a row: a column that nobody reads, one a slot, and room for whole vectors: at least sixteen slots.
    private(set) var stride = 0

    /// The part of one hit in the score of one slot's class.
    subscript(hit number: Int, slot slot: Int) -> Float { values[number &* stride &+ slot &+ 1] }

    /// Calls `body` with all rows; the column of a slot is one more than its number.
    @inline(__always)
    func withRows<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        values.withUnsafeBufferPointer(body)
    }

    /// Fills the rows. O(postings of the hits).
    mutating func fill(
        hits: [FeatureExtractor.Hit], columnOfClass: [UInt16], slots: Int, postings: UnsafeBufferPointer<UInt32>
    ) {
        stride = max(20, (slots + 4) / 4 * 4)
        let stride = stride
        let size = stride * hits.count
        if values.count < size { values = [Float](repeating: 0, count: size * 2) }
        values.withUnsafeMutableBufferPointer { values in
            values.prefix(size).update(repeating: 0)
            columnOfClass.withUnsafeBufferPointer { columnOfClass in
                var row = 0
                for hit in hits {
                    let first = Int(hit.first)
                    for place in first..<first &+ Int(hit.count) {
                        let posting = postings[place]
                        // A class without a slot writes into the spare column: that is cheaper than to ask.
                        let column = Int(columnOfClass[Posting.classIndex(posting)])
                        values[row &+ column] = hit.factor * Posting.weight(posting)
                    }
                    row &+= stride
                }
            }
        }
    }
}
