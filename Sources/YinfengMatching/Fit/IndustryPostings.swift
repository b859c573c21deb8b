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
        let park: Int32
        /// The degree times the industry's factor, in ten-thousandths.
        let value: Int32
        /// Position of the industry in the park's list; for a chain, the industry that stands on it.
        let industry: Int16
        /// Whether only a chain joins them.
        let isChain: Bool
    }

    private var starts: [Int32] = [0]
    private var entries: [Entry] = []

    /// The parks that answer the code of a row, by position, one entry a park.
    @inline(__always) func entries(row: Int32) -> ArraySlice<Entry> {
        row < 0 ? entries[0..<0] : entries[Int(starts[Int(row)])..<Int(starts[Int(row) + 1])]
    }

    /// The entry of one park for the code of a row, or nil. O(log parks).
    func entry(row: Int32, park: Int) -> Entry? {
        let slice = entries(row: row)
        var low = slice.startIndex
        var high = slice.endIndex
        while low < high {
            let middle = (low + high) / 2
            if Int(slice[middle].park) < park { low = middle + 1 } else { high = middle }
        }
        return low < slice.endIndex && Int(slice[low].park) == park ? slice[low] : nil
    }

    init(parks: [Park], chains: ChainBook, rows: CodeRows, parameters: MatchParameters) {
        let fit = IndustryFit(parameters: parameters)
        var byDivision: [IndustryCode: [(park: Int, industry: Int, code: IndustryCode, factor: Int)]] = [:]
        for (position, park) in parks.enumerated() {
            for (index, industry) in park.industries.enumerated() where index < Int(Int16.max) {
                let factor = fit.factor(of: industry)
                for code in industry.codes where code.length >= 2 {
                    byDivision[code.prefix(2), default: []].append((position, index, code, factor))
                }
            }
        }
        let onChain = ChainPresence(parks: parks, chains: chains)
        var best = [Entry?](repeating: nil, count: parks.count)
        var reached: [Int] = []
        func offer(_ park: Int, _ value: Int, _ industry: Int, isChain: Bool) {
            guard value > 0 else { return }
            if let old = best[park] {
                if Int(old.value) >= value { return }
            } else {
                reached.append(park)
            }
            best[park] = Entry(park: Int32(park), value: Int32(value), industry: Int16(industry), isChain: isChain)
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
                    let value = parameters[isNear ? .industryChainAdjacent : .industryChainSame]
                    for item in present { offer(item.park, value, item.industry, isChain: true) }
                }
            }
            reached.sort()
            for park in reached {
                if let entry = best[park] { entries.append(entry) }
                best[park] = nil
            }
            reached.removeAll(keepingCapacity: true)
            starts.append(Int32(entries.count))
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
