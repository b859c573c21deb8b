package import YinfengEntry
package import YinfengIndex
package import YinfengMatching
package import YinfengModel
package import YinfengParks
package import YinfengPolicy

/// One lead, all answers: industry, list items, entry at a park, the ranking of parks.
///
/// Immutable and shared by all workers; each worker has an `AssessmentWorkspace` of its own. A class: it holds a hundred
/// tables, and none of them is to be counted a row.
package final class Assessor: Sendable {
    /// Text to industry codes.
    package let coder: IndustryCoder
    /// The classification that codes are checked against.
    package let classification: IndustryClassification
    /// The national lists.
    package let policy: PolicyBook
    /// The rules, and what a lead's figures are derived by.
    package let rules: RuleBook
    /// The rules of this run: day, own lines, peers, findings.
    package let entry: EntryEngine
    /// Parks and how leads fit them.
    package let matcher: Matcher
    let profiler: LeadProfiler
    let scopeKeys: [ScopeKey]
    let verdicts: ScopeProgram

    /// An assessor from its opened books. `firms` prove chain links and peers' averages.
    package init(
        coder: IndustryCoder, classification: IndustryClassification, policy: PolicyBook, rules: RuleBook,
        entry: EntryEngine, places: PlaceBook, profile: MatchProfile, firms: [Firm], asOf: CivilDate
    ) {
        self.coder = coder
        self.classification = classification
        self.policy = policy
        self.rules = rules
        self.entry = entry
        profiler = LeadProfiler(places: places, profile: profile)
        let matcher = Matcher(
            places: places, profile: profile, classification: classification, firms: firms, asOf: asOf,
            scope: { park, place in entry.scope(of: ParkPlace(park: park, province: place)) })
        self.matcher = matcher
        scopeKeys = matcher.representatives.map { position in
            entry.scope(
                of: ParkPlace(
                    park: places.parks.parks[position], province: places.parks.place(at: position)))
        }
        verdicts = ScopeProgram(engine: entry, scopes: scopeKeys)
    }

    /// The places.
    package var places: PlaceBook { matcher.places }

    /// The industry of a lead by its words alone; at most `top` candidates.
    package func code(_ lead: Lead, top: Int = 10, _ workspace: inout AssessmentWorkspace) -> CodingResult {
        coder.code(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: top)
    }

    /// The industry that the rest of the assessment works with: the codes that the filler states, else the coder's.
    package func industry(_ lead: Lead, _ workspace: inout AssessmentWorkspace) -> CodingResult {
        LeadTexts.statedCoding(lead, classification: classification) ?? code(lead, top: 5, &workspace)
    }

    /// The list items of a lead; `region` overrides the place that the lead itself names.
    package func policyHits(
        _ lead: Lead, coding: CodingResult, region: RegionCode? = nil, _ workspace: inout AssessmentWorkspace
    ) -> [PolicyHit] {
        var query = PolicyQuery(lead: lead, coding: coding)
        query.region = region ?? places.place(ofLead: lead)
        return policy.hits(query, workspace: &workspace.policy)
    }

    /// May the lead enter the park at a position of the directory, clause by clause.
    package func check(
        _ lead: Lead, park position: Int, firstTalk: FirstTalkStatus = .notFiled,
        _ workspace: inout AssessmentWorkspace
    ) -> EntryAssessment {
        let coding = industry(lead, &workspace)
        let session = entrySession(lead, coding: coding, park: position, firstTalk: firstTalk, &workspace)
        let scope = scopeKeys[matcher.scopes[position]]
        var answer = session.assess(scope)
        answer.remedies =
            session.remedies(scope)
            + widerRemedies(lead, coding: coding, park: position, hits: session.hits, before: answer, &workspace)
        answer.remedies.sort { ($0.verdict, $0.soFar) < ($1.verdict, $1.soFar) }
        return answer
    }

    /// What ranking needs to know of a lead.
    package func profile(_ lead: Lead, _ workspace: inout AssessmentWorkspace) -> AssessedLead {
        profile(lead, coding: industry(lead, &workspace), &workspace)
    }

    /// The same for a lead whose industry is known.
    func profile(_ lead: Lead, coding: CodingResult, _ workspace: inout AssessmentWorkspace) -> AssessedLead {
        let place = places.place(ofLead: lead, memory: &workspace.places)
        let hits = policyHits(lead, coding: coding, region: place, &workspace)
        let facts = rules.facts(lead, coding: coding, context: entry.context, region: place)
        return AssessedLead(
            lead: lead, coding: coding, hits: hits,
            profile: profiler.profile(of: lead, coding: coding, policy: hits, workspace: workspace.matching),
            facts: facts)
    }

    /// The first `top` parks for a lead, among all parks or those at `positions`, each with its parts.
    package func rank(
        _ assessed: AssessedLead, top: Int, among positions: [Int]? = nil, _ workspace: inout AssessmentWorkspace
    ) -> (ranking: Ranking, matches: [ParkMatch]) {
        let session = entry.session(assessed.facts, hits: assessed.hits)
        verdicts.begin(session, workspace.entry)
        let ranking = matcher.rank(
            assessed.profile, top: top, among: positions, workspace: workspace.matching,
            entry: { scope in EntryStanding(verdicts.tally(scope, session, workspace.entry)) })
        let matches = ranking.parks.map { park in
            let standing = EntryStanding(session.brief(scopeKeys[matcher.scopes[park.position]]))
            return matcher.explain(
                assessed.profile, park: park.position, standing: standing, workspace: workspace.matching)
        }
        return (ranking, matches)
    }

    /// The first `top` leads for a park.
    package func rank(
        _ leads: [AssessedLead], forPark position: Int, top: Int, _ workspace: inout AssessmentWorkspace
    ) -> (ranking: LeadRanking, matches: [ParkMatch]) {
        let sessions = leads.map { entry.session($0.facts, hits: $0.hits) }
        let ranking = matcher.rank(
            leads.map(\.profile), forPark: position, top: top, workspace: workspace.matching,
            entry: { lead, scope in EntryStanding(sessions[lead].brief(scopeKeys[scope])) })
        let matches = ranking.leads.map { ranked in
            let standing = EntryStanding(sessions[ranked.position].brief(scopeKeys[matcher.scopes[position]]))
            return matcher.explain(
                leads[ranked.position].profile, park: position, standing: standing, workspace: workspace.matching)
        }
        return (ranking, matches)
    }
}

/// A lead with what ranking works with.
package struct AssessedLead: Sendable {
    /// The row.
    package let lead: Lead
    /// Its industry.
    package let coding: CodingResult
    /// The list items that it hits.
    package let hits: [PolicyHit]
    /// What matching knows of it.
    package let profile: LeadProfile
    /// What the clauses read of it.
    package let facts: ProjectFacts
}

/// Memory that one worker reuses from lead to lead, never copied.
package struct AssessmentWorkspace: ~Copyable {
    /// For coding.
    package var coding = CodingWorkspace()
    /// For list look-up.
    package var policy = PolicyWorkspace()
    /// For ranking.
    package let matching = MatchWorkspace()
    /// The places that words of site fields stand for.
    var places = AnswerMemory<String, RegionCode?>()
    /// For verdicts.
    package let entry = EntryWorkspace()

    /// An empty workspace.
    package init() {}
}

extension EntryStanding {
    /// The standing that ranking needs, without the clause that refuses.
    package init(_ tally: EntryTally) {
        self.init(verdict: tally.verdict, soFar: tally.soFar, margin: tally.margin)
    }

    /// The standing that ranking needs, from the verdicts without their text.
    package init(_ brief: EntryBrief) {
        self.init(verdict: brief.verdict, soFar: brief.soFar, margin: brief.margin, refusal: brief.refusal)
    }
}

extension PlaceBook {
    /// The place that a lead states for its site: the wished park's or region's, else the county of its row.
    package func place(ofLead lead: Lead) -> RegionCode? {
        var memory = AnswerMemory<String, RegionCode?>()
        return place(ofLead: lead, memory: &memory)
    }

    /// The same with a memory of the words that were looked up before.
    func place(ofLead lead: Lead, memory: inout AnswerMemory<String, RegionCode?>) -> RegionCode? {
        for key in [FieldKey.siteWishes, .park, "district"] {
            guard let text = lead.text(key), !text.isEmpty else { continue }
            if let place = memory.answer(text, make: { place(ofSite: text) }) { return place }
        }
        return nil
    }

    private func place(ofSite text: String) -> RegionCode? {
        if let park = parks.resolve(text, suggesting: 0).value, let position = parks.position(ofCode: park.code),
            let place = parks.place(at: position)
        {
            return place
        }
        return resolvePlace(text, suggesting: 0).value?.region
    }
}
