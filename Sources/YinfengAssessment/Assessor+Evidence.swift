import YinfengEntry
import YinfengMatching
package import YinfengModel

extension Assessor {
    /// What a lead lacks at each of some parks, in their order: for lists that people act on. As dear as a `check`
    /// without remedies for each park of another scope.
    package func evidence(_ assessed: AssessedLead, parks positions: [Int]) -> [[EntryAssessment.Evidence]] {
        let session = entry.session(assessed.facts, hits: assessed.hits)
        var known: [Int: [EntryAssessment.Evidence]] = [:]
        return positions.map { position in
            let scope = matcher.scopes[position]
            if let found = known[scope] { return found }
            let found = session.assess(scopeKeys[scope]).evidence
            known[scope] = found
            return found
        }
    }
}
