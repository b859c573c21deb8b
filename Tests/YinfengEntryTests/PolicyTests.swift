import Testing
import YinfengEntry
import YinfengModel

@Suite("National lists in the verdict")
struct PolicyTests {
    func hit(
        _ policyClass: PolicyClass, _ certainty: PolicyHit.Certainty = .hit, catalog: String = "structure-2024",
        isVerified: Bool = true
    ) -> PolicyHit {
        PolicyHit(
            catalog: catalog, edition: catalog, policyClass: policyClass, item: "X1", text: "某条目", certainty: certainty,
            because: "是否采用该工艺？", citation: "《目录》", isVerified: isVerified)
    }

    func answer(_ hits: [PolicyHit], _ change: [String: String] = [:]) throws -> (EntryAssessment, EntryBrief) {
        let book = try Fixture.book()
        let engine = try VerdictTests.engine(book)
        let lead = Fixture.lead(VerdictTests.clean.merging(change) { $1 }, book: book)
        let session = engine.session(book.facts(lead, context: engine.context), hits: hits)
        let scope = engine.scope(of: Fixture.place("532822"))
        return (session.assess(scope), session.brief(scope))
    }

    @Test(
        "eliminated and forbidden refuse; near and unverified go to a person; permits are obligations",
        arguments: [
            (PolicyClass.eliminated, PolicyHit.Certainty.hit, true, Verdict.refuse), (.forbidden, .hit, true, .refuse),
            (.eliminated, .near, true, .review), (.eliminated, .hit, false, .review),
            (.highPollution, .hit, true, .review),
            (.restricted, .hit, true, .refuse), (.permit, .hit, true, .admit), (.permit, .near, true, .admit),
            (.encouraged, .hit, true, .admit),
        ])
    func classes(
        policyClass: PolicyClass, certainty: PolicyHit.Certainty, isVerified: Bool, expected: Verdict
    ) throws {
        let (whole, brief) = try answer([hit(policyClass, certainty, isVerified: isVerified)])
        #expect(whole.verdict == expected)
        #expect(brief.verdict == expected)
        #expect(brief.refusal?.rule == (expected == .refuse ? "structure-2024/X1" : nil))
        #expect(whole.conditions.contains { $0.rule == "structure-2024/X1" } == (policyClass == .permit))
    }

    @Test("restricted: an upgrade is allowed, an unknown kind of construction is asked for")
    func restricted() throws {
        #expect(try answer([hit(.restricted)], ["construction_kind": "技改"]).0.verdict == .admit)
        let open = try answer([hit(.restricted)], ["construction_kind": ""]).0
        #expect(open.verdict == .needsEvidence)
        #expect(open.evidence.contains { $0.field == "construction_kind" && !$0.giver.isEmpty })
    }

    @Test("an encouraged hit is a benefit, a near one is not, and neither changes the clauses")
    func encouraged() throws {
        let plain = try answer([]).0
        let (whole, _) = try answer([hit(.encouraged, catalog: "western-2025"), hit(.encouraged, .near)])
        #expect(whole.benefits.map(\.rule) == ["western-2025/X1"])
        #expect(whole.clauses == plain.clauses)
    }
}
