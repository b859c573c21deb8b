package import YinfengModel

/// An existing firm or project that new ones are compared with.
package struct PeerFirm: Sendable {
    /// The name, for telling years of one firm apart.
    package let name: String
    /// Its class, or a higher code; nil when not stated: a name never proves what a firm makes.
    package let code: IndustryCode?
    /// The park's code, or nil when the table does not say: then it counts as the park asked about.
    package let park: String?
    /// The county or prefecture, or nil.
    package let region: RegionCode?
    /// The year of the figures, or nil.
    package let year: Int?
    /// Land in 亩.
    package let land: Rational
    /// Yearly or total amounts by the field that the average divides by land, in the field's unit.
    package let amounts: [FieldKey: Rational]

    /// A firm.
    package init(
        name: String, code: IndustryCode?, park: String? = nil, region: RegionCode? = nil, year: Int? = nil,
        land: Rational, amounts: [FieldKey: Rational]
    ) {
        self.name = name
        self.code = code
        self.park = park
        self.region = region
        self.year = year
        self.land = land
        self.amounts = amounts
    }

    /// Reads a row of a firms table; nil without land or without any amount.
    package init?(
        row: Lead, directory: QuantityDirectory, classification: IndustryClassification, park: String? = nil,
        region: RegionCode? = nil
    ) {
        guard let land = row.quantity(.landArea)?.interval.point, .zero < land else { return nil }
        var amounts: [FieldKey: Rational] = [:]
        for key in PeerTable.numerators.values.sorted() {
            if let amount = row.quantity(key)?.interval.point { amounts[key] = amount }
        }
        for (ratio, key) in PeerTable.numerators where amounts[key] == nil {
            // A stated value per mu stands for its amount.
            if let perMu = row.quantity(ratio)?.interval.point, let amount = try? perMu.multiplied(by: land) {
                amounts[key] = amount
            }
        }
        guard !amounts.isEmpty else { return nil }
        let code = row.text(.industryCode).flatMap { IndustryCode($0) }
        self.init(
            name: row.text(.investorName) ?? row.text(.projectName) ?? row.id,
            code: code.flatMap { classification.entry($0) == nil ? nil : $0 }, park: park, region: region,
            year: row.quantity("year")?.interval.point.flatMap { Int(exactly: $0.double) }
                ?? row.text("year").flatMap { Int($0.prefix(4)) }, land: land, amounts: amounts)
    }
}

/// The average of the existing projects of a kind, and how it came about. A class: results of clauses hand it on.
package final class PeerAverage: Sendable, Equatable {
    /// Σ amount ÷ Σ land.
    package let mean: Rational
    /// The middle of the single ratios.
    package let median: Rational
    /// The number of firms.
    package let count: Int
    /// The years of the figures, or nil when none is stated.
    package let years: ClosedRange<Int>?
    /// The code that they share, cut to the level reached.
    package let code: IndustryCode
    /// 园区, 州市 or 省.
    package let place: String

    init(mean: Rational, median: Rational, count: Int, years: ClosedRange<Int>?, code: IndustryCode, place: String) {
        self.mean = mean
        self.median = median
        self.count = count
        self.years = years
        self.code = code
        self.place = place
    }

    package static func == (left: PeerAverage, right: PeerAverage) -> Bool {
        left.mean == right.mean && left.median == right.median && left.count == right.count
            && left.years == right.years && left.code == right.code && left.place == right.place
    }
}

/// The existing projects, ready for averages.
package struct PeerTable: Sendable {
    /// Which amount stands over the land for a quantity per mu.
    static let numerators: [FieldKey: FieldKey] = [
        .investPerMu: .fixedInvest, .revenuePerMu: .revenueYear, .taxPerMu: .taxYear, .outputPerMu: .outputYear,
    ]

    /// The answer of `average`.
    package enum Answer: Sendable, Equatable {
        /// Enough peers.
        case average(PeerAverage)
        /// Too few: the greatest number found at any level.
        case tooFew(Int)
    }

    private let firms: [PeerFirm]

    /// A table; of one firm's several years only the latest counts.
    package init(_ list: [PeerFirm] = []) {
        var latest: [String: PeerFirm] = [:]
        for firm in list {
            let key = firm.name + "|" + (firm.park ?? "")
            if let other = latest[key], (other.year ?? 0) >= (firm.year ?? 0) { continue }
            latest[key] = firm
        }
        firms = latest.keys.sorted().compactMap { latest[$0] }
    }

    /// Whether there is no firm at all.
    package var isEmpty: Bool { firms.isEmpty }

    /// Averages a quantity over peers: the park, else its prefecture, else its province; in each the class, else the
    /// group, else the division, until `needed` firms are found. O(firms) a call.
    package func average(
        of quantity: FieldKey, like code: IndustryCode, at place: ParkPlace, needed: Int
    ) -> Answer {
        guard !firms.isEmpty, let numerator = PeerTable.numerators[quantity] else { return .tooFew(0) }
        var most = 0
        let scopes: [(name: String, holds: (PeerFirm) -> Bool)] = [
            ("园区", { $0.park == place.code || ($0.park == nil && $0.region == nil) }),
            (
                "州市",
                { firm in place.region.map { $0.prefecture == firm.region?.prefecture && !$0.isProvince } ?? false }
            ),
            ("省", { firm in place.region.map { $0.province == firm.region?.province } ?? false }),
        ]
        for scope in scopes {
            let near = firms.filter { scope.holds($0) && $0.amounts[numerator] != nil && $0.code != nil }
            for length in [4, 3, 2] where length <= max(2, code.length) {
                let prefix = code.prefix(length)
                let peers = near.filter { $0.code.map { prefix.covers($0) } ?? false }
                most = max(most, peers.count)
                if peers.count >= needed, !peers.isEmpty,
                    let average = PeerTable.summary(peers, numerator, prefix, scope.name)
                {
                    return .average(average)
                }
            }
        }
        return .tooFew(most)
    }

    private static func summary(
        _ peers: [PeerFirm], _ numerator: FieldKey, _ code: IndustryCode, _ place: String
    ) -> PeerAverage? {
        var amount = Rational.zero
        var land = Rational.zero
        var ratios: [Rational] = []
        for peer in peers {
            guard let part = peer.amounts[numerator], let sum = try? amount.adding(part),
                let area = try? land.adding(peer.land), let ratio = try? part.divided(by: peer.land)
            else { return nil }
            amount = sum
            land = area
            ratios.append(ratio)
        }
        ratios.sort()
        let middle = ratios.count / 2
        let median =
            ratios.count % 2 == 1
            ? ratios[middle]
            : (try? ratios[middle - 1].adding(ratios[middle]).divided(by: Rational(2))) ?? ratios[middle]
        guard let mean = try? amount.divided(by: land) else { return nil }
        let years = peers.compactMap(\.year)
        var span: ClosedRange<Int>?
        if let first = years.min(), let last = years.max() { span = first...last }
        return PeerAverage(mean: mean, median: median, count: peers.count, years: span, code: code, place: place)
    }
}
