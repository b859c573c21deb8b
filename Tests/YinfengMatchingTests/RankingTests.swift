import Testing
import YinfengMatching
import YinfengModel
import YinfengParks

@Suite struct RankingTests {
    /// Random leads over random classes, places, policy classes, links and figures.
    private func leads(_ count: Int, seed: UInt64) throws -> [LeadProfile] {
        let places = try Fixture.places.get()
        let entries = try Fixture.classification.get().entries.filter { $0.code.length >= 2 }
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            var lead = LeadProfile(id: "R\(number)")
            var left = 10_000
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                guard let entry = entries.randomElement(using: &random) else { continue }
                let share = Int.random(in: 0...left, using: &random)
                left -= share
                if !lead.activities.contains(where: { $0.code == entry.code }) {
                    lead.activities.append(.init(code: entry.code, share: share))
                }
            }
            lead.links = places.chains.links(codes: lead.activities.map(\.code), products: "")
            if Bool.random(using: &random), let region = places.regions.regions.randomElement(using: &random) {
                lead.wishes.append(
                    .init(target: .region(region.code), isStated: Bool.random(using: &random), text: region.name))
            }
            if Int.random(in: 0...3, using: &random) == 0, let park = places.parks.parks.randomElement(using: &random) {
                lead.wishes.append(.init(target: .park(park.code), isStated: true, text: park.name))
            }
            if Bool.random(using: &random) {
                lead.investorRegion = places.regions.regions.randomElement(using: &random)?.code
                lead.isInvestorRegionInferred = Bool.random(using: &random)
                if lead.isInvestorRegionInferred, Bool.random(using: &random) {
                    lead.investorStatedRegion = lead.investorRegion?.province
                }
            }
            for policyClass in PolicyClass.allCases where Int.random(in: 0...5, using: &random) == 0 {
                let regions = [places.regions.regions.randomElement(using: &random)?.code.province].compactMap { $0 }
                lead.policy.append(
                    .init(
                        policyClass: policyClass, isSure: Bool.random(using: &random),
                        regions: Bool.random(using: &random) ? regions : [], item: "试"))
            }
            lead.intensity = Interval(Rational(Int.random(in: 1...900, using: &random)))
            lead.landMu = Interval(Rational(Int.random(in: 1...900, using: &random)))
            return lead
        }
    }

    private func standing(_ scope: Int, salt: Int) -> EntryStanding {
        var random = SeededGenerator(seed: UInt64(scope &* 7_919 &+ salt))
        let verdict = Verdict.allCases[Int.random(in: 0..<4, using: &random)]
        return EntryStanding(verdict: verdict, soFar: verdict, margin: Int.random(in: 0...30_000, using: &random))
    }

    @Test(arguments: 0..<40)
    func rankingByKindEqualsScoringEveryPair(round: Int) throws {
        let matcher = try Fixture.matcher.get()
        let work = MatchWorkspace()
        for lead in try leads(4, seed: UInt64(round)) {
            for top in [1, 7, 40, 5_000] {
                let quick = matcher.rank(lead, top: top, workspace: work) { standing($0, salt: round) }
                let full = matcher.rankAll(lead, top: top) { standing($0, salt: round) }
                #expect(quick == full)
                #expect(quick.parks.count == min(top, matcher.places.parks.parks.count))
                #expect(quick.cut == quick.considered - quick.parks.count)
            }
        }
    }

    @Test(arguments: 0..<8)
    func rankingByKindEqualsScoringEveryPairWithFirmsToo(round: Int) throws {
        let parks = ["53299043", "53299008", "53101002", "11101001", "33101001"]
        let classes = ["1530", "3252", "3216", "3841", "2511", "3612"]
        var random = SeededGenerator(seed: UInt64(round) + 500)
        let firms = try (0..<40).map { number in
            Firm(
                name: "企业\(number)", parkCode: parks.randomElement(using: &random),
                codes: [try Fixture.industry(classes.randomElement(using: &random) ?? "1530")],
                output: Rational(Int.random(in: 1...9_999, using: &random)),
                fixedInvest: Rational(Int.random(in: 1...9_999, using: &random)),
                landMu: Rational(Int.random(in: 1...99, using: &random)))
        }
        let matcher = try Fixture.matcher(firms: firms)
        let work = MatchWorkspace()
        for lead in try leads(2, seed: UInt64(round) + 900) {
            var lead = lead
            let code = try Fixture.industry(classes.randomElement(using: &random) ?? "1530")
            lead.activities = [.init(code: code, share: 10_000)]
            lead.links = matcher.places.chains.links(making: code)
            let quick = matcher.rank(lead, top: 300, workspace: work) { standing($0, salt: round) }
            #expect(quick == matcher.rankAll(lead, top: 300) { standing($0, salt: round) })
        }
    }

    @Test(arguments: 0..<10)
    func theExplanationAddsUpExactly(round: Int) throws {
        let matcher = try Fixture.matcher.get()
        let work = MatchWorkspace()
        for lead in try leads(3, seed: UInt64(1_000 + round)) {
            let ranking = matcher.rank(lead, top: 12, workspace: work) { standing($0, salt: round) }
            for park in ranking.parks {
                let match = matcher.explain(
                    lead, park: park.position, standing: standing(matcher.scopes[park.position], salt: round),
                    workspace: MatchWorkspace())
                #expect(match.score == park.score)
                #expect(match.parts.reduce(0) { $0 + $1.points.tenThousandths } == park.score.tenThousandths)
                #expect(match.parts.allSatisfy { (0...10_000).contains($0.value.tenThousandths) && !$0.reason.isEmpty })
                #expect((0...1_000_000).contains(park.score.tenThousandths))
            }
        }
    }

    @Test func theBlocksStandInTheirOrderAndTiesBreakByCode() throws {
        let matcher = try Fixture.matcher.get()
        let lead = try Fixture.lead("1530")
        let ranking = matcher.rank(lead, top: .max, workspace: MatchWorkspace()) { scope in
            scope.isMultiple(of: 5) ? EntryStanding(verdict: .refuse, soFar: .refuse) : .unassessed
        }
        #expect(ranking.parks.count == matcher.places.parks.parks.count)
        #expect(ranking.parks.filter { $0.group == .refused }.count == ranking.refused)
        #expect(ranking.parks.filter { $0.group == .incomplete }.count == ranking.incomplete)
        #expect(ranking.refused > 0 && ranking.incomplete > 0)
        for (left, right) in zip(ranking.parks, ranking.parks.dropFirst()) {
            #expect(left.group <= right.group)
            guard left.group == right.group else { continue }
            #expect(left.score >= right.score)
            if left.score == right.score { #expect(left.position < right.position) }
        }
    }

    @Test func entryIsAskedOnceAScope() throws {
        let matcher = try Fixture.matcher.get()
        var asked: [Int: Int] = [:]
        _ = matcher.rank(try Fixture.lead("3252"), top: 10, workspace: MatchWorkspace()) { scope in
            asked[scope, default: 0] += 1
            return .unassessed
        }
        #expect(asked.count == matcher.scopeCount)
        #expect(asked.values.allSatisfy { $0 == 1 })
    }

    @Test func aPairsScoreDoesNotDependOnTheListNorOnTheWorkspace() throws {
        let matcher = try Fixture.matcher.get()
        let all = try leads(12, seed: 77)
        let work = MatchWorkspace()
        let park = try #require(matcher.places.parks.position(ofCode: "53299043"))
        let ranking = matcher.rank(all, forPark: park, top: 12, workspace: work) { _, scope in standing(scope, salt: 1)
        }
        for entry in ranking.leads {
            let alone = matcher.score(
                all[entry.position], park: park, standing: standing(matcher.scopes[park], salt: 1),
                workspace: MatchWorkspace())
            #expect(alone.score == entry.score && alone.group == entry.group)
        }
        for (left, right) in zip(ranking.leads, ranking.leads.dropFirst()) where left.group == right.group {
            #expect(left.score >= right.score)
        }
    }

    @Test func leadsOfOneScoreStandByTheirId() throws {
        let matcher = try Fixture.matcher.get()
        let twins = [try Fixture.lead("1530", id: "B"), try Fixture.lead("1530", id: "A")]
        let park = try #require(matcher.places.parks.position(ofCode: "53299043"))
        let ranking = matcher.rank(twins, forPark: park, top: 1, workspace: MatchWorkspace()) { _, _ in .unassessed }
        #expect(ranking.leads.map(\.position) == [1])
        #expect(ranking.cut == 1)
    }

    @Test func aRegionsParksRankAsTheyDoAmongAll() throws {
        let matcher = try Fixture.matcher.get()
        let yunnan = matcher.places.parks.positions(in: try Fixture.region("530000"))
        for lead in try leads(5, seed: 5) {
            let inside = matcher.rank(lead, top: .max, among: yunnan, workspace: MatchWorkspace()) { _ in .unassessed }
            let everywhere = matcher.rank(lead, top: .max, workspace: MatchWorkspace()) { _ in .unassessed }
            let set = Set(yunnan)
            #expect(inside.parks == everywhere.parks.filter { set.contains($0.position) })
        }
    }
}
