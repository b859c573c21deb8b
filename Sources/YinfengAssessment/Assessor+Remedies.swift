import YinfengEntry
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengPolicy

extension Assessor {
    /// The ways in that change more than a number: another method where a list item takes it out, another park where
    /// this one refuses. Each is verified by assessing the changed project anew.
    func widerRemedies(
        _ lead: Lead, coding: CodingResult, park position: Int, hits: [PolicyHit], before: EntryAssessment,
        _ workspace: inout AssessmentWorkspace
    ) -> [EntryAssessment.Remedy] {
        guard before.verdict == .refuse else { return [] }
        return methods(lead, coding, position, hits, before, &workspace)
            + parks(lead, coding, position, hits, before, &workspace)
    }

    /// The exceptions of the strict items that were hit, each tried as the project's method.
    private func methods(
        _ lead: Lead, _ coding: CodingResult, _ position: Int, _ hits: [PolicyHit], _ before: EntryAssessment,
        _ workspace: inout AssessmentWorkspace
    ) -> [EntryAssessment.Remedy] {
        var remedies: [EntryAssessment.Remedy] = []
        let strict = hits.filter { $0.certainty == .hit && [.restricted, .eliminated].contains($0.policyClass) }
        for hit in strict {
            for word in policy.exceptions(ofItem: hit.item).prefix(3) {
                var changed = lead
                let stated = lead.text(.process)
                let text = (stated.map { $0 + "，" } ?? "") + word
                changed.fields[.process] = FieldValue(
                    raw: text, content: .text(text), location: lead.fields[.process]?.location ?? lead.location)
                let session = entrySession(changed, coding: coding, park: position, &workspace)
                let after = session.assess(scopeKeys[matcher.scopes[position]])
                let id = hit.catalog + "/" + hit.item
                let stands = after.clauses.contains {
                    $0.rule == id && [.fail, .review, .missing].contains($0.outcome)
                }
                guard !stands, (after.verdict, after.soFar) < (before.verdict, before.soFar) else { continue }
                remedies.append(
                    EntryAssessment.Remedy(
                        rules: [id], field: .process, change: "改为条目所除外的“\(word)”（须以工艺文件证实）", from: stated,
                        to: word, verdict: after.verdict, soFar: after.soFar))
            }
        }
        return remedies
    }

    /// The best ranked parks that answer better than this one, at most two.
    private func parks(
        _ lead: Lead, _ coding: CodingResult, _ position: Int, _ hits: [PolicyHit], _ before: EntryAssessment,
        _ workspace: inout AssessmentWorkspace
    ) -> [EntryAssessment.Remedy] {
        let region = places.parks.place(at: position)
        // Parks of the province first: further away is another province's business.
        guard let province = region?.province else { return [] }
        let near = places.parks.positions(in: province).filter { $0 != position }
        let facts = rules.facts(lead, coding: coding, context: entry.context, region: region)
        let assessed = AssessedLead(
            lead: lead, coding: coding, hits: hits, profile: profiler.profile(of: lead, coding: coding, policy: hits),
            facts: facts)
        let session = entry.session(facts, hits: hits)
        let ranking = matcher.rank(
            assessed.profile, top: 4, among: near, workspace: workspace.matching,
            entry: { scope in EntryStanding(session.brief(scopeKeys[scope])) })
        let refusing = before.clauses.filter { $0.outcome == .fail }.map(\.rule)
        return ranking.parks.compactMap { ranked in
            let after = session.assess(scopeKeys[matcher.scopes[ranked.position]])
            guard after.verdict < before.verdict else { return nil }
            let park = places.parks.parks[ranked.position]
            let settled = refusing.filter { id in
                !after.clauses.contains { $0.rule == id && $0.outcome == .fail }
            }
            return EntryAssessment.Remedy(
                rules: settled, field: .park, change: "改投\(park.name)（\(park.code)）",
                from: places.parks.parks[position].code, to: park.code, verdict: after.verdict, soFar: after.soFar)
        }.prefix(2).map { $0 }
    }
}
