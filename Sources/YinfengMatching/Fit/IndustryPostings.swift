import YinfengModel
import YinfengParks

/// The inverted index from a lead's code to the parks whose industries answer it, with the degree.
///
/// Built once for every code of the classification: a lead then touches only the parks that share a division or a
/// chain with it. About 0.4 M entries for 2,613 zones.
struct IndustryPostings: Sendable {
    /// What a park offers to one code.
    struct Entry: Sendable {
        /// Position of the park.
        let park: Int
        /// The degree times the industry's factor, in ten-thousandths.
        let value: Int
        /// Position of the industry in the park's list; for a chain, the industry that stands on it.
        let industry: Int16
        /// Whether only a chain joins them.
        let isChain: Bool
    }

    /// The part of an entry that is added up for every lead, in four bytes: reading them is what a lead waits for.
    struct Reach: Sendable {
        private let packed: UInt32
        /// A value is at most 10,000.
        private static let valueBits: UInt32 = 14
        /// The last position that can be held.
        static let lastPark = 1 << (32 - Int(valueBits)) - 1

        init(park: Int, value: Int) {
            packed = UInt32(truncatingIfNeeded: park) << Reach.valueBits | UInt32(truncatingIfNeeded: value)
        }

        /// Position of the park.
        @inline(__always) var park: Int { Int(packed >> Reach.valueBits) }
        /// The value of the entry.
        @inline(__always) var value: UInt32 { packed & (1 << Reach.valueBits - 1) }
    }

    private var starts: [Int32] = [0]
    private var reaches: [Reach] = []
    /// The rest of each entry, in the order of `reaches`.
    private var grounds: [(industry: Int16, isChain: Bool)] = []

    /// The parks that answer the code of a row, by position, one a park.
    @inline(__always) func reaches(row: Int32) -> ArraySlice<Reach> {
        row < 0 ? reaches[0..<0] : reaches[Int(starts[Int(row)])..<Int(starts[Int(row) + 1])]
    }

    /// The entry of one park for the code of a row, or nil. O(log parks).
    func entry(row: Int32, park: Int) -> Entry? {
        let slice = reaches(row: row)
        var low = slice.startIndex
        var high = slice.endIndex
        while low < high {
            let middle = (low + high) / 2
            if slice[middle].park < park { low = middle + 1 } else { high = middle }
        }
        guard low < slice.endIndex, slice[low].park == park else { return nil }
        let ground = grounds[low]
        return Entry(park: park, value: Int(slice[low].value), industry: ground.industry, isChain: ground.isChain)
    }

    init(parks: [Park], chains: ChainBook, rows: CodeRows, parameters: MatchParameters) {
        let fit = IndustryFit(parameters: parameters)
        var byDivision: [IndustryCode: [(park: Int, industry: Int, code: IndustryCode, factor: Int)]] = [:]
        let parks = parks.prefix(Reach.lastPark + 1)
        for (position, park) in parks.enumerated() {
            for (index, industry) in park.industries.enumerated() where index < Int(Int16.max) {
                let factor = fit.factor(of: industry)
                for code in industry.codes where code.length >= 2 {
                    byDivision[code.prefix(2), default: []].append((position, index, code, factor))
                }
            }
        }
        let (near, same) = (parameters[.industryChainAdjacent], parameters[.industryChainSame])
        let onChain = ChainPresence(parks: Array(parks), chains: chains)
        var best = [Entry?](repeating: nil, count: parks.count)
        var reached: [Int] = []
        func offer(_ park: Int, _ value: Int, _ industry: Int, isChain: Bool) {
            guard value > 0 else { return }
            if let old = best[park] {
                if old.value >= value { return }
            } else {
                reached.append(park)
            }
            best[park] = Entry(park: park, value: value, industry: Int16(industry), isChain: isChain)
        }
        for code in rows.codes {
            for item in byDivision[code.prefix(2)] ?? [] {
                let degree = fit.agreement(lead: code, park: item.code)
                offer(item.park, degree * item.factor / 10_000, item.industry, isChain: false)
            }
            for link in chains.links(making: code) where !chains.chains[link.chain].isBroad {
                let neighbours = chains.upstream(of: link) + chains.downstream(of: link)
                for (other, present) in onChain.present(chain: link.chain) {
                    let isNear = other == link || neighbours.contains(other)
                    let value = isNear ? near : same
                    for item in present { offer(item.park, value, item.industry, isChain: true) }
                }
            }
            reached.sort()
            for park in reached {
                guard let entry = best[park] else { continue }
                reaches.append(Reach(park: park, value: entry.value))
                grounds.append((entry.industry, entry.isChain))
                best[park] = nil
            }
            reached.removeAll(keepingCapacity: true)
            starts.append(Int32(reaches.count))
        }
    }
}

/// Which parks' industries stand on which links.
struct ChainPresence: Sendable {
    private let byLink: [(link: ChainLink, parks: [(park: Int, industry: Int)])]
    private let ranges: [Range<Int>]

    /// An industry stands on a link when one of its codes covers the link's first class, and on a chain by the rule of
    /// `IndustryChain.isTouched`.
    init(parks: [Park], chains: ChainBook) {
        struct Holder: Hashable {
            let park: Int
            let industry: Int
        }
        var byCode: [IndustryCode: [Holder]] = [:]
        for (position, park) in parks.enumerated() {
            for (index, industry) in park.industries.enumerated() {
                for code in industry.codes { byCode[code, default: []].append(Holder(park: position, industry: index)) }
            }
        }
        var list: [(link: ChainLink, parks: [(park: Int, industry: Int)])] = []
        var ranges: [Range<Int>] = []
        for (chain, value) in chains.chains.enumerated() {
            var marks: [Holder: Int] = [:]
            var found: [(link: ChainLink, holders: [Holder])] = []
            for (node, entry) in value.nodes.enumerated() where !value.isBroad {
                guard let made = entry.firstMainCode else { continue }
                var holders: [Holder] = []
                for length in 2...4 where length <= made.length {
                    for holder in byCode[made.prefix(length)] ?? [] {
                        holders.append(holder)
                        marks[holder, default: 0] += length == 2 ? 1 : IndustryChain.divisionLinks
                    }
                }
                found.append((ChainLink(chain: chain, node: node), holders))
            }
            let start = list.count
            for entry in found {
                let present = entry.holders.filter { (marks[$0] ?? 0) >= IndustryChain.divisionLinks }
                    .map { (park: $0.park, industry: $0.industry) }
                if !present.isEmpty { list.append((entry.link, present)) }
            }
            ranges.append(start..<list.count)
        }
        byLink = list
        self.ranges = ranges
    }

    /// The links of a chain on which some park stands.
    func present(chain: Int) -> ArraySlice<(link: ChainLink, parks: [(park: Int, industry: Int)])> {
        byLink[ranges[chain]]
    }
}
