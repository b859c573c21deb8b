import Testing
import YinfengMatching
import YinfengModel
import YinfengParks

@Suite struct GapTests {
    private let park = "53299043"

    private func tea(_ count: Int, code: String, products: String, park: String? = nil) throws -> [Firm] {
        try (0..<count).map {
            Firm(
                name: "\(products)企业\($0)", parkCode: park ?? self.park, codes: [try Fixture.industry(code)],
                products: products)
        }
    }

    private func gaps(_ firms: [Firm], leads: [LeadProfile] = []) throws -> (Matcher, [ChainGap]) {
        let matcher = try Fixture.matcher(firms: firms)
        let position = try #require(matcher.places.parks.position(ofCode: park))
        return (
            matcher,
            matcher.gaps(ofPark: position, leads: GapCandidates(leads), workspace: MatchWorkspace())
        )
    }

    @Test func withoutFirmsEveryLinkIsUnknown() throws {
        let (_, gaps) = try gaps([])
        #expect(!gaps.isEmpty)
        #expect(gaps.allSatisfy { $0.status == .unknown && $0.after == .unknown && $0.firms.isEmpty })
    }

    @Test func theListIsOrderedByPriorityWhichIsTheSumOfItsTerms() throws {
        let (_, gaps) = try gaps(tea(2, code: "1530", products: "普洱茶"))
        for (left, right) in zip(gaps, gaps.dropFirst()) {
            #expect(left.priority > right.priority || (left.priority == right.priority && left.link < right.link))
        }
        for gap in gaps {
            #expect(gap.terms.reduce(0) { $0 + $1.points.tenThousandths } == gap.priority.tenThousandths)
            #expect((0...10_000).contains(gap.priority.tenThousandths))
        }
    }

    @Test func addingAFirmToAMissingLinkNeverRaisesItsGap() throws {
        let (matcher, before) = try gaps(tea(1, code: "0164", products: "鲜叶"))
        for gap in before where gap.status == .missing {
            let node = matcher.places.chains.node(gap.link)
            // A firm that makes one product, everything on the link, or states no product at all.
            for products in [node.products[0], node.products.joined(separator: "、"), ""] {
                for output in [nil, 1, 1_000_000] {
                    let comer = Firm(
                        name: "新企业", parkCode: park, codes: node.codes, products: products,
                        output: output.map { Rational($0) }, technology: "落后")
                    let (_, after) = try gaps(tea(1, code: "0164", products: "鲜叶") + [comer])
                    let same = try #require(after.first { $0.link == gap.link })
                    #expect(same.status != .missing)
                    #expect(same.priority < gap.priority, "\(matcher.places.chains.title(gap.link))")
                }
            }
        }
    }

    @Test func noStateIsMoreUrgentThanMissingWhateverTheProfileSays() throws {
        let settings = [
            MatchProfile.Setting(key: "gap.missing", value: "0.5", place: "试"),
            MatchProfile.Setting(key: "gap.weak", value: "1", place: "试"),
        ]
        let profile = try Fixture.profile.get().applying(settings, source: "试")
        let firms = try tea(1, code: "0164", products: "台地茶")
        let matcher = try Fixture.matcher(firms: firms, profile: profile)
        let position = try #require(matcher.places.parks.position(ofCode: park))
        for gap in matcher.gaps(ofPark: position, workspace: MatchWorkspace()) {
            #expect(gap.terms.allSatisfy { $0.factor.tenThousandths <= 5_000 })
        }
    }

    @Test func theSharesOfThePriorityAreAWhole() throws {
        let parameters = try Fixture.profile.get().parameters
        let shares = MatchParameters.Key.allCases.filter {
            $0.rawValue.hasPrefix("gap.") && $0.rawValue.hasSuffix("_share")
        }
        #expect(shares.count == 8)
        #expect(shares.reduce(0) { $0 + parameters[$1] } == 10_000)
    }

    @Test func aRefusedLeadFillsNothing() throws {
        let chains = try Fixture.places.get().chains
        var lead = try Fixture.lead("1530", id: "X")
        lead.links = chains.links(codes: [try Fixture.industry("1530")], products: "普洱熟茶")
        let matcher = try Fixture.matcher(firms: try tea(3, code: "0164", products: "鲜叶"))
        let position = try #require(matcher.places.parks.position(ofCode: park))
        let gaps = matcher.gaps(
            ofPark: position,
            leads: GapCandidates([lead], standings: [EntryStanding(verdict: .refuse, soFar: .refuse)]),
            workspace: MatchWorkspace())
        let gap = try #require(gaps.first { $0.link == lead.links.first })
        #expect(gap.leads.isEmpty && gap.refused.map(\.lead) == [0] && gap.after == .missing)
    }

    @Test func aLeadFillsAGapOrOverlapsACoveredLink() throws {
        let code = try Fixture.industry("1530")
        let chains = try Fixture.places.get().chains
        let links = chains.links(codes: [code], products: "普洱熟茶")
        var lead = try Fixture.lead("1530", id: "X")
        lead.links = links
        let (_, open) = try gaps(tea(3, code: "0164", products: "鲜叶"), leads: [lead])
        let (_, full) = try gaps(
            tea(3, code: "0164", products: "鲜叶") + tea(3, code: "1530", products: "普洱熟茶"), leads: [lead])
        let link = try #require(links.first)
        let gap = try #require(open.first { $0.link == link })
        let covered = try #require(full.first { $0.link == link })
        #expect(gap.status == .missing && gap.leads.map(\.lead) == [0] && gap.overlap.isEmpty && gap.after == .weak)
        #expect(covered.status == .covered && covered.leads.isEmpty && covered.overlap.map(\.lead) == [0])
    }

    @Test func aNeighbourWhoCoversTheLinkIsNamed() throws {
        let firms = try tea(1, code: "0164", products: "鲜叶") + tea(2, code: "1530", products: "普洱茶", park: "53299011")
        let (matcher, gaps) = try gaps(firms)
        let link = try #require(matcher.places.chains.links(making: try Fixture.industry("1530")).first)
        let gap = try #require(gaps.first { $0.link == link })
        #expect(gap.neighbours.map { matcher.places.parks.parks[$0.park].code } == ["53299011"])
        #expect(gap.neighbours.allSatisfy { !$0.isSamePrefecture })
    }
}
