import Testing
import YinfengMatching
import YinfengModel
import YinfengParks

@Suite struct ChainStatusTests {
    private func firm(_ name: String, _ code: String, _ products: String, output: Int? = nil) throws -> Firm {
        Firm(
            name: name, parkCode: "53299043", codes: [try Fixture.industry(code)], products: products,
            output: output.map { Rational($0) })
    }

    private func chain(_ matcher: Matcher, _ lead: LeadProfile) throws -> MatchPart {
        let park = try #require(matcher.places.parks.position(ofCode: "53299043"))
        let match = matcher.explain(lead, park: park, workspace: MatchWorkspace())
        return try #require(match.parts.first { $0.name == "chain" })
    }

    @Test func withoutFirmsALinkIsUnknownNeverMissing() throws {
        let matcher = try Fixture.matcher.get()
        var lead = try Fixture.lead("1530")
        lead.links = matcher.places.chains.links(codes: lead.activities.map(\.code), products: "普洱茶")
        #expect(!lead.links.isEmpty)
        let part = try chain(matcher, lead)
        #expect(part.reason.contains("未知"))
        #expect(part.value.tenThousandths == matcher.profile.parameters[.chainUnknown])
    }

    @Test func aLeadThatFillsAMissingLinkBeatsTheSameLeadWhereItIsCovered() throws {
        let growers = try (0..<3).map { try firm("茶园\($0)", "0164", "鲜叶", output: 1_000) }
        let makers = try (0..<3).map { try firm("茶厂\($0)", "1530", "普洱茶", output: 1_000) }
        let without = try Fixture.matcher(firms: growers)
        let with = try Fixture.matcher(firms: growers + makers)
        var lead = try Fixture.lead("1530")
        lead.links = without.places.chains.links(codes: lead.activities.map(\.code), products: "普洱熟茶")
        #expect(!lead.links.isEmpty)
        let gap = try chain(without, lead)
        let covered = try chain(with, lead)
        #expect(gap.value > covered.value)
        #expect(gap.reason.contains("缺失") && covered.reason.contains("同质化"))
    }

    @Test func addingAFirmNeverReopensALink() throws {
        let matcher = try Fixture.matcher.get()
        let chains = matcher.places.chains
        let link = try #require(chains.links(making: try Fixture.industry("1530")).first)
        let order: [ChainNodeStatus] = [.missing, .weak, .covered]
        var last = 0
        for count in 1...5 {
            let firms = try (0..<count).map { try firm("茶厂\($0)", "1530", chains.node(link).products[0]) }
            let states = try Fixture.matcher(firms: firms).chainStates.chains(of: "53299043")
            let status = try #require(states?.standings[link]?.status)
            let place = try #require(order.firstIndex(of: status))
            #expect(place >= last)
            last = place
        }
        #expect(order[last] == .covered)
    }

    @Test func aNameNeverProvesAndAFirmWithoutACodeStandsNowhere() throws {
        let matcher = try Fixture.matcher(firms: [
            Firm(name: "勐海普洱茶有限公司", parkCode: "53299043", codes: [], products: "")
        ])
        #expect(matcher.chainStates.chains(of: "53299043")?.unattached == ["勐海普洱茶有限公司"])
    }

    @Test func anUpgradeIsNeverMadeUp() throws {
        let firms = try (0..<4).map { try firm("茶厂\($0)", "1530", "普洱茶", output: 10 + $0) }
        let states = try #require(try Fixture.matcher(firms: firms).chainStates.chains(of: "53299043"))
        #expect(states.standings.values.allSatisfy { $0.status != .upgrade })
    }
}
