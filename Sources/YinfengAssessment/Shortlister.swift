package import YinfengIndex
package import YinfengMatching
package import YinfengModel
package import YinfengParks

/// The smaller job that other tools do: the first classes and parks of a lead, by industry, place and the parks' own
/// data alone. No list is searched, no clause decided, several activities of one text are not told apart, so neither
/// lists nor rules need be opened.
///
/// Immutable and shared by all workers; each worker has an `AssessmentWorkspace` of its own.
package final class Shortlister: Sendable {
    /// The classification that stated codes are checked against.
    package let classification: IndustryClassification
    private let coder: IndustryCoder
    private let matcher: Matcher
    private let profiler: LeadProfiler

    /// A shortlister from its opened books. `firms` prove chain links and peers' averages.
    package init(
        coder: IndustryCoder, classification: IndustryClassification, places: PlaceBook, profile: MatchProfile,
        firms: [Firm], asOf: CivilDate
    ) {
        self.coder = coder
        self.classification = classification
        profiler = LeadProfiler(places: places, profile: profile)
        // Nothing is assessed, so all parks are assessed alike.
        matcher = Matcher(
            places: places, profile: profile, classification: classification, firms: firms, asOf: asOf,
            hasPolicy: false, scope: { _, _ in 0 })
    }

    /// The places.
    package var places: PlaceBook { matcher.places }

    /// The fields whose values a shortlist reads; nil for all, where a park's own data or firms ask for figures.
    package var fields: Set<FieldKey>? {
        matcher.readsFigures ? nil : LeadTexts.fieldsOfCoding.union(profiler.wordFields)
    }

    /// The codes that the filler states, else the first `classes` classes by the lead's words, best first; and the first
    /// `top` parks, among all or those at `positions` (ascending).
    package func shortlist(
        _ lead: Lead, classes: Int, top: Int, among positions: [Int]? = nil, _ workspace: inout AssessmentWorkspace
    ) -> (classes: [(code: IndustryCode, confidence: Double)], ranking: Ranking) {
        let found: [(code: IndustryCode, confidence: Double)]
        let activities: [LeadProfile.Activity]
        if let stated = LeadTexts.statedCoding(lead, classification: classification) {
            found = stated.candidates.map { ($0.code, $0.confidence) }
            activities = profiler.activities(of: stated)
        } else {
            found = coder.rank(fields: LeadTexts.coded(lead), workspace: &workspace.coding, top: classes)
            activities = LeadProfile.activities(ofCandidates: found)
        }
        let profile = profiler.profile(
            of: lead, activities: activities, isUncertain: found.isEmpty, policy: [], workspace: workspace.matching)
        let ranking = matcher.rank(
            profile, top: top, among: positions, workspace: workspace.matching, entry: { _ in .unassessed })
        return (found, ranking)
    }
}
