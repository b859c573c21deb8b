package import YinfengEntry
import YinfengIndex
package import YinfengMatching
package import YinfengModel
import YinfengParks
import YinfengPolicy

extension Assessor {
    /// As `industry`, without evidence and reason.
    package func industryBriefly(_ lead: Lead, _ workspace: inout AssessmentWorkspace) -> CodingResult {
        guard lead.text(.industryCode) == nil else { return industry(lead, &workspace) }
        return coder.codeBriefly(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: 5)
    }

    /// As `profile`, with as little explanation as the ranking can do with. The ranking of the result is the same.
    package func profileBriefly(_ lead: Lead, _ workspace: inout AssessmentWorkspace) -> AssessedLead {
        profile(lead, coding: industryBriefly(lead, &workspace), &workspace)
    }

    /// The industry and the answer of `check`, without a ranking.
    package func checkBriefly(
        _ lead: Lead, park position: Int, withRemedies: Bool, _ workspace: inout AssessmentWorkspace
    ) -> (coding: CodingResult, answer: EntryAssessment) {
        let coding = industryBriefly(lead, &workspace)
        let session = entrySession(lead, coding: coding, park: position, &workspace)
        return (coding, assess(session, park: position, withRemedies: withRemedies))
    }

    /// The answers of the park at a position for one worker of a long list.
    package func answers(park position: Int) -> ParkAnswers {
        ParkAnswers(engine: entry, scope: scopeKeys[matcher.scopes[position]])
    }

    /// The industry and the verdict of `check` with its clauses in figures only; `answers` are the park's.
    package func checkBriefly(
        _ lead: Lead, park position: Int, answers: ParkAnswers, _ workspace: inout AssessmentWorkspace
    ) -> (coding: CodingResult, answer: BriefAssessment) {
        let coding = industryBriefly(lead, &workspace)
        let session = entrySession(lead, coding: coding, park: position, &workspace)
        return (coding, answers.assess(session))
    }

    /// The first `top` parks without explanation: `body` gets each park with its standing and the values of its parts
    /// in the order of the profile's weights (ten-thousandths), and the session, whose clauses are decided already.
    package func rankBriefly(
        _ assessed: AssessedLead, top: Int, among positions: [Int]? = nil, _ workspace: inout AssessmentWorkspace,
        _ body: (_ park: RankedPark, _ standing: EntryStanding, _ values: [Int], _ session: EntrySession) -> Void
    ) -> Ranking {
        let session = entry.session(assessed.facts, hits: assessed.hits, workspace: workspace.entry)
        verdicts.begin(session, workspace.entry)
        let ranking = matcher.rank(
            assessed.profile, top: top, among: positions, workspace: workspace.matching,
            entry: { scope in EntryStanding(verdicts.tally(scope, session, workspace.entry)) })
        var values: [Int] = []
        for park in ranking.parks {
            let scope = matcher.scopes[park.position]
            let tally = verdicts.tally(scope, session, workspace.entry)
            // Only a refusal needs a sentence: the clause that refuses is shown.
            let standing =
                tally.failing == 0 ? EntryStanding(tally) : EntryStanding(session.brief(scopeKeys[scope]))
            matcher.partValues(
                assessed.profile, park: park.position, standing: standing, workspace: workspace.matching, into: &values)
            body(park, matcher.judged(standing, park: park.position), values, session)
        }
        return ranking
    }

    /// The clauses of a session at the park at a position.
    package func assess(_ session: EntrySession, park position: Int, withRemedies: Bool) -> EntryAssessment {
        let scope = scopeKeys[matcher.scopes[position]]
        var answer = session.assess(scope)
        if withRemedies { answer.remedies = session.remedies(scope) }
        return answer
    }
}
