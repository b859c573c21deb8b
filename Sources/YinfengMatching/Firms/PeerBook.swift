package import YinfengModel
package import YinfengParks

/// 现有同类项目: investment per mu of existing firms, widened by code and by place until there are enough.
package struct PeerBook: Sendable {
    /// An average of peers.
    package struct Average: Sendable, Equatable {
        /// Area-weighted mean in 万元/亩.
        package let mean: Rational
        /// The median in 万元/亩.
        package let median: Rational
        /// How many firms.
        package let count: Int
        /// The place that they stand in (本园区, 昆明市, 云南省).
        package let place: String
        /// The code that they share.
        package let code: IndustryCode
        /// The years of their figures.
        package let years: ClosedRange<Int>?
    }

    private struct Member: Sendable {
        let park: String
        let region: RegionCode?
        let codes: [IndustryCode]
        let invest: Rational
        let land: Rational
        let year: Int?
    }

    private let members: [Member]
    private let peersMin: Int
    private let regions: RegionDirectory

    /// Peers from firms with both investment and land; firms without either cannot be compared and are left out.
    package init(firms: [Firm], places: PlaceBook, parameters: MatchParameters) {
        regions = places.regions
        peersMin = max(1, parameters.count(.intensityPeersMin))
        members = firms.compactMap { firm in
            guard let code = firm.parkCode, let position = places.parks.position(ofCode: code),
                let invest = firm.fixedInvest, let land = firm.landMu, land > .zero
            else { return nil }
            return Member(
                park: code, region: places.parks.place(at: position), codes: firm.codes, invest: invest, land: land,
                year: firm.year)
        }
    }

    /// Whether no firm can be compared.
    package var isEmpty: Bool { members.isEmpty }

    /// Provinces with peers, ascending.
    package var provinces: [RegionCode] { Set(members.compactMap { $0.region?.province }).sorted() }

    /// The peers of a code for a park: the park's own firms, else its prefecture's, else its province's; in each the
    /// class, else the group, else the division, until there are enough. Nil when there never are. O(firms).
    package func average(code: IndustryCode, parkCode: String, place: RegionCode?) -> Average? {
        var scopes: [(name: String, members: [Member])] = [("本园区", members.filter { $0.park == parkCode })]
        if let place, !place.isProvince {
            let near = members.filter { member in
                member.region.map { !$0.isProvince && $0.prefecture == place.prefecture } ?? false
            }
            scopes.append((regions.name(of: place.prefecture), near))
        }
        if let place {
            let far = members.filter { $0.region?.province == place.province }
            scopes.append((regions.name(of: place.province), far))
        }
        for scope in scopes {
            for length in [4, 3, 2] where length <= code.length {
                let wanted = code.prefix(length)
                let alike = scope.members.filter { $0.codes.contains { wanted.covers($0) } }
                if alike.count >= peersMin, let average = average(of: alike, place: scope.name, code: wanted) {
                    return average
                }
            }
        }
        return nil
    }

    private func average(of members: [Member], place: String, code: IndustryCode) -> Average? {
        var invest = Rational.zero
        var land = Rational.zero
        var ratios: [Rational] = []
        for member in members {
            guard let nextInvest = try? invest.adding(member.invest), let nextLand = try? land.adding(member.land),
                let ratio = try? member.invest.divided(by: member.land)
            else { return nil }
            invest = nextInvest
            land = nextLand
            ratios.append(ratio)
        }
        ratios.sort()
        let middle = ratios.count / 2
        var median = ratios[middle]
        if ratios.count % 2 == 0, let both = try? ratios[middle - 1].adding(ratios[middle]),
            let half = try? both.divided(by: Rational(2))
        {
            median = half
        }
        guard let mean = try? invest.divided(by: land) else { return nil }
        let years = members.compactMap(\.year)
        var span: ClosedRange<Int>?
        if let first = years.min(), let last = years.max() { span = first...last }
        return Average(mean: mean, median: median, count: members.count, place: place, code: code, years: span)
    }
}
