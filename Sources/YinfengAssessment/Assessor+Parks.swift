package import YinfengEntry
import YinfengMatching
package import YinfengModel
import YinfengParks
import YinfengPolicy

extension Assessor {
    /// What entry knows of a lead before any park is looked at: one a province, since lists and factors differ by it.
    package func entrySession(
        _ lead: Lead, coding: CodingResult, park position: Int, firstTalk: FirstTalkStatus = .notFiled,
        _ workspace: inout AssessmentWorkspace
    ) -> EntrySession {
        let place = places.parks.place(at: position)
        let facts = rules.facts(lead, coding: coding, context: entry.context, region: place)
        let hits = policyHits(lead, coding: coding, region: place, &workspace)
        return entry.session(facts, firstTalk: firstTalk, hits: hits)
    }

    /// The verdicts of one lead at several parks, without the clauses; one session a province. `firstTalk` says what
    /// the register holds for each park; empty when there is no register.
    package func briefs(
        _ lead: Lead, parks positions: [Int], firstTalk: [FirstTalkStatus] = [],
        _ workspace: inout AssessmentWorkspace
    ) -> [EntryBrief] {
        let coding = industry(lead, &workspace)
        var sessions: [RegionCode?: EntrySession] = [:]
        return positions.enumerated().map { index, position in
            let scope = scopeKeys[matcher.scopes[position]]
            if index < firstTalk.count, firstTalk[index] != .notFiled {
                return entrySession(lead, coding: coding, park: position, firstTalk: firstTalk[index], &workspace)
                    .brief(scope)
            }
            let province = places.parks.place(at: position)?.province
            let session =
                sessions[province] ?? entrySession(lead, coding: coding, park: position, &workspace)
            sessions[province] = session
            return session.brief(scope)
        }
    }
}
