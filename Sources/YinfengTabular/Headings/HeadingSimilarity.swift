/// How alike two headings are, from 0 to 1.
///
/// Chinese headings end in their noun (…电话, …面积, …内容), so the common ending counts beside the common characters and
/// pairs: 投资方联系人电话 is no 投资方联系人.
enum HeadingSimilarity {
    /// The share of each part; they add up to 1.
    private static let weights = (sequence: 0.4, pairs: 0.3, ending: 0.3)

    /// The likeness of two folded headings. O(a × b), both are short.
    static func of(_ a: [Character], _ b: [Character]) -> Double {
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        if a == b { return 1 }
        let total = Double(a.count + b.count)
        let sequence = 2 * Double(longestCommonSubsequence(a, b)) / total
        guard sequence > 0.4 else { return weights.sequence * sequence }
        return weights.sequence * sequence + weights.pairs * pairs(a, b) + weights.ending * ending(a, b)
    }

    private static func longestCommonSubsequence(_ a: [Character], _ b: [Character]) -> Int {
        var row = [Int](repeating: 0, count: b.count + 1)
        for x in a {
            var diagonal = 0
            for (index, y) in b.enumerated() {
                let above = row[index + 1]
                row[index + 1] = x == y ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[b.count]
    }

    private static func pairs(_ a: [Character], _ b: [Character]) -> Double {
        guard a.count > 1, b.count > 1 else { return 0 }
        var left = zip(a, a.dropFirst()).map { String([$0, $1]) }
        let size = left.count + b.count - 1
        var common = 0
        for pair in zip(b, b.dropFirst()).map({ String([$0, $1]) }) {
            if let place = left.firstIndex(of: pair) {
                left.remove(at: place)
                common += 1
            }
        }
        return 2 * Double(common) / Double(size)
    }

    private static func ending(_ a: [Character], _ b: [Character]) -> Double {
        let common = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return min(1, Double(common) / Double(min(4, min(a.count, b.count))))
    }
}
