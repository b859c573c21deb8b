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

    @Test func withoutOutputALinkIsUnknownUntilThereAreEnoughFirms() throws {
        let matcher = try Fixture.matcher.get()
        let chains = matcher.places.chains
        let link = try #require(chains.links(making: try Fixture.industry("1530")).first)
        let product = chains.node(link).products[0]
        for count in 1...5 {
            let firms = try (0..<count).map { try firm("茶厂\($0)", "1530", product) }
            let standing = try self.standing(of: link, firms)
            #expect(standing.status == (count < 3 ? .unknown : .covered))
            #expect(standing.firms.count == count && standing.output == nil)
        }
    }

    @Test func outputBesideTheNeighboursTellsWeakFromCovered() throws {
        let link = try #require(try Fixture.places.get().chains.links(named: "普洱茶精制").first)
        let makers = try [firm("初制所", "0514", "晒青毛茶", output: 1_000)]
        let weak = try standing(of: link, makers + [firm("小茶厂", "1530", "普洱茶饼茶", output: 299)])
        let edge = try standing(of: link, makers + [firm("茶厂", "1530", "普洱茶饼茶", output: 300)])
        #expect(weak.status == .weak && weak.because.contains("低于30%"))
        #expect(edge.status == .covered)
        // A firm that states nothing cannot make a sufficient output too small.
        let more = try standing(
            of: link, makers + [firm("茶厂", "1530", "普洱茶饼茶", output: 300), firm("新厂", "1530", "普洱茶饼茶")])
        #expect(more.status == .covered)
    }

    @Test func usersWhoBuyElsewhereMakeALinkWeak() throws {
        let link = try #require(try Fixture.places.get().chains.links(named: "茶叶初制").first)
        func status(_ supply: Int?) throws -> ChainNodeStatus {
            try standing(
                of: link,
                [
                    firm("初制所", "0514", "晒青毛茶", output: 1_000),
                    Firm(
                        name: "茶厂", parkCode: "53299043", codes: [Fixture.industry("1530")], products: "普洱茶饼茶",
                        output: Rational(1_000), localSupply: supply.map { Rational($0) }),
                ]
            ).status
        }
        #expect(try status(nil) == .covered)
        #expect(try status(50) == .covered)
        #expect(try status(49) == .weak)
    }

    @Test func aNameNeverProvesAndAFirmWithoutACodeStandsNowhere() throws {
        let matcher = try Fixture.matcher(firms: [
            Firm(name: "勐海普洱茶有限公司", parkCode: "53299043", codes: [], products: "")
        ])
        let states = try #require(matcher.chainStates.chains(of: "53299043"))
        #expect(states.unattached.map(\.name) == ["勐海普洱茶有限公司"])
        #expect(states.unattached[0].because.contains("企业名称不作依据"))
        #expect(states.standings.values.allSatisfy { $0.status == .missing })
    }

    @Test func aBareCodeProvesEveryLinkOfItsClassAndUnknownProductsOnlyTheOneOfAChain() throws {
        let chains = try Fixture.places.get().chains
        let code = try Fixture.industry("1530")
        #expect(chains.links(codes: [code], products: "").count > 2)
        #expect(chains.links(codes: [code], products: "某种新茶品").isEmpty)
        let smelter = chains.links(codes: [try Fixture.industry("2511")], products: "特种油")
        #expect(!smelter.map { chains.title($0) }.contains("石化·炼油"))
        let profile = chains.links(codes: [try Fixture.industry("3252")], products: "铝合金型材")
        #expect(profile.map { chains.title($0) }.contains("绿色铝·铝型材"))
        #expect(!profile.map { chains.title($0) }.contains("绿色铝·铝板带箔"))
        let paste = chains.links(codes: [try Fixture.industry("3843")], products: "特种电源")
        #expect(paste.map { chains.title($0) } == ["锡锗铟稀贵金属·铅酸电池"])
    }

    @Test func anUpgradeComesOnlyFromAStatedMark() throws {
        let link = try #require(try Fixture.places.get().chains.links(named: "普洱茶精制").first)
        func status(_ technology: String?, _ products: String = "普洱茶饼茶") throws -> ChainNodeStatus {
            let firms = try (0..<3).map { index in
                Firm(
                    name: "茶厂\(index)", parkCode: "53299043", codes: [try Fixture.industry("1530")], products: products,
                    output: Rational(10 + index), technology: technology)
            }
            return try standing(of: link, firms).status
        }
        #expect(try status(nil) == .covered)
        #expect(try status("自动化生产线") == .covered)
        #expect(try status("国内先进") == .covered)
        #expect(try status("设备老旧") == .upgrade)
        #expect(try status("地面渥堆发酵") == .upgrade)
        #expect(try status("地面渥堆改为离地发酵") == .covered)
        #expect(try status(nil, "地面渥堆普洱熟茶") == .upgrade)
    }

    private func standing(of link: ChainLink, _ firms: [Firm]) throws -> LinkStanding {
        let states = try #require(try Fixture.matcher(firms: firms).chainStates.chains(of: "53299043"))
        return try #require(states.standings[link])
    }
}
