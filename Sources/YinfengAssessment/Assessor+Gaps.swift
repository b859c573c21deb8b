import YinfengEntry
package import YinfengMatching
import YinfengModel
import YinfengParks

extension Assessor {
    /// The links of a park's chains, most urgent first, with the leads and the user's own firms that could fill them.
    package func gaps(
        ofPark position: Int, leads: [AssessedLead] = [], targets: [AssessedLead] = [],
        _ workspace: inout AssessmentWorkspace
    ) -> [ChainGap] {
        var links: [ChainLink: LinkAssessment] = [:]
        for chain in matcher.gapChains(ofPark: position) {
            for node in places.chains.chains[chain].nodes.indices {
                let link = ChainLink(chain: chain, node: node)
                links[link] = assessment(of: link, park: position, &workspace)
            }
        }
        return matcher.gaps(
            ofPark: position, leads: candidates(leads, park: position), targets: candidates(targets, park: position),
            workspace: workspace.matching, assess: { links[$0] ?? .unassessed })
    }

    private func candidates(_ leads: [AssessedLead], park position: Int) -> GapCandidates {
        let scope = scopeKeys[matcher.scopes[position]]
        return GapCandidates(
            leads.map(\.profile),
            standings: leads.map { EntryStanding(entry.session($0.facts, hits: $0.hits).brief(scope)) })
    }

    /// What the lists and the rules say of a project that makes a link's products here, of which nothing else is known.
    private func assessment(
        of link: ChainLink, park position: Int, _ workspace: inout AssessmentWorkspace
    ) -> LinkAssessment {
        let node = places.chains.node(link)
        let location = SourceLocation(file: "产业链图谱", row: 0)
        func value(_ text: String) -> FieldValue {
            FieldValue(raw: text, content: .text(text), location: location)
        }
        var fields: [FieldKey: FieldValue] = [.products: value(node.products.joined(separator: "、"))]
        if let code = node.codes.first { fields[.industryCode] = value(code.text) }
        let lead = Lead(id: places.chains.title(link), location: location, fields: fields)
        let coding = industry(lead, &workspace)
        let hits = policyHits(lead, coding: coding, region: places.parks.place(at: position), &workspace)
        let facts = rules.facts(lead, coding: coding, context: entry.context)
        let session = entry.session(facts, hits: hits)
        let scope = scopeKeys[matcher.scopes[position]]
        return LinkAssessment(
            policy: profiler.profile(of: lead, coding: coding, policy: hits).policy,
            standing: EntryStanding(session.brief(scope)),
            thresholds: thresholds(session.assess(scope).clauses))
    }

    /// The lines and papers in scope that a project must meet, each once, with their source; an unverified one says so.
    private func thresholds(_ clauses: [ClauseFinding]) -> [ChainGap.Threshold] {
        var lines: [ChainGap.Threshold] = []
        for clause in clauses
        where clause.outcome != .notApplicable && [.mandatory, .recommended, .inPrinciple].contains(clause.force) {
            guard let required = clause.required, let quantity = clause.quantity else { continue }
            let name = rules.directory.name(quantity)
            let force = clause.force == .mandatory ? "" : clause.force.chinese
            let line = ChainGap.Threshold(
                asks: force + (required.hasPrefix(name) ? required : name + " " + required),
                source: clause.citation.document + clause.citation.clause
                    + (clause.citation.isVerified ? "" : "，未核实"))
            if !lines.contains(line) { lines.append(line) }
        }
        return lines
    }
}
