import YinfengEntry
package import YinfengMatching
package import YinfengModel
import YinfengParks

// What lets people trust a ranking: every pair's score, one pair in full, and how places move with the weights.
extension Assessor {
    /// The standing of a session at the park at a position.
    private func standing(_ session: EntrySession, park position: Int) -> EntryStanding {
        EntryStanding(session.brief(scopeKeys[matcher.scopes[position]]))
    }

    /// All parks of a lead, in the order of `rank`, without explanation. O(parks).
    package func scores(
        _ assessed: AssessedLead, among positions: [Int], _ workspace: inout AssessmentWorkspace
    ) -> [RankedPark] {
        let session = entry.session(assessed.facts, hits: assessed.hits)
        return matcher.scores(assessed.profile, among: positions, workspace: workspace.matching) { scope in
            EntryStanding(session.brief(scopeKeys[scope]))
        }
    }

    /// The pairs of a lead with some parks, each with its parts, in the order of `positions`.
    package func matches(
        _ assessed: AssessedLead, parks positions: [Int], _ workspace: inout AssessmentWorkspace
    ) -> [ParkMatch] {
        let session = entry.session(assessed.facts, hits: assessed.hits)
        return positions.map { position in
            matcher.explain(
                assessed.profile, park: position, standing: standing(session, park: position),
                workspace: workspace.matching)
        }
    }

    /// The first `top` parks of a lead with their places when each weight moves to each of `percents`.
    package func sensitivity(
        _ assessed: AssessedLead, top: Int, percents: [Int], among positions: [Int]? = nil,
        _ workspace: inout AssessmentWorkspace
    ) -> [RankSensitivity] {
        let session = entry.session(assessed.facts, hits: assessed.hits)
        return matcher.sensitivity(
            assessed.profile, top: top, percents: percents, among: positions, workspace: workspace.matching
        ) { scope in EntryStanding(session.brief(scopeKeys[scope])) }
    }

    /// The first `top` leads of a park with their places when each weight moves to each of `percents`.
    package func sensitivity(
        _ leads: [AssessedLead], forPark position: Int, top: Int, percents: [Int],
        _ workspace: inout AssessmentWorkspace
    ) -> [RankSensitivity] {
        let sessions = leads.map { entry.session($0.facts, hits: $0.hits) }
        return matcher.sensitivity(
            leads.map(\.profile), forPark: position, top: top, percents: percents, workspace: workspace.matching
        ) { lead, scope in EntryStanding(sessions[lead].brief(scopeKeys[scope])) }
    }
}
