package import YinfengCatalog
package import YinfengModel

/// An older edition of the classification, reached from the current one through the edition's table of correspondence.
///
/// The coder knows the current classes only. For a day on which an older edition was in force its codes are looked up
/// here: a class that came from exactly one old class is given that class, any other is left open with its origins
/// listed. Nothing is guessed.
package struct FormerClassification: Sendable {
    /// A class of the older edition.
    package struct Origin: Sendable, Equatable {
        /// Its code.
        package let code: IndustryCode
        /// Its name.
        package let name: String
        /// How the two were matched (`same`, `split`, `manual` …), as the table states it.
        package let match: String
    }

    /// The id of the edition.
    package let edition: String
    /// The title with the document's number.
    package let title: String
    /// Whether somebody has compared the correspondence with the official one.
    package let isVerified: Bool
    private let origins: [IndustryCode: [Origin]]

    /// The edition that was in force on a day; nil when the current classification was, or when no older one is held.
    /// Throws `CatalogError`. O(rows).
    package init?(from store: CatalogStore, on day: CivilDate) throws(CatalogError) {
        let industries = store.editions(kind: "industries")
        // The classification itself is the edition that the index is made from.
        let current = (try? IndexSources(store)).flatMap { store.edition($0.classification) }
        if current?.manifest.isInForce(on: day) ?? true { return nil }
        let former = industries.last { edition in
            edition.manifest.holds("concordance.csv") && edition.manifest.isInForce(on: day)
        }
        guard let former else { return nil }
        edition = former.manifest.id
        title = former.manifest.citationTitle
        isVerified = former.manifest.verified
        let table = try store.table(edition, "concordance.csv")
        let formerCode = try table.column("former_code")
        let formerName = try table.column("former_name")
        let code = try table.column("code")
        let match = try table.column("match")
        var origins: [IndustryCode: [Origin]] = [:]
        for row in 0..<table.count {
            guard let old = IndustryCode(table[row, formerCode]), let new = IndustryCode(table[row, code]) else {
                throw .badCell(
                    path: table.path, row: table.fileRow(row), column: "former_code", value: table[row, formerCode],
                    fact: "不是行业代码")
            }
            let origin = Origin(code: old, name: table[row, formerName], match: table[row, match])
            if origins[new]?.contains(where: { $0.code == old }) == true { continue }
            origins[new, default: []].append(origin)
        }
        self.origins = origins.mapValues { $0.sorted { $0.code < $1.code } }
    }

    /// The old classes that a current class came from, by code; empty when the table names none. O(1).
    package func origins(of code: IndustryCode) -> [Origin] { origins[code] ?? [] }
}

/// A coding put into the codes of an older edition.
package struct FormerCoding: Sendable {
    /// A candidate of the older edition.
    package struct Candidate: Sendable {
        /// The one old class, or nil when there are several or none.
        package let origin: FormerClassification.Origin?
        /// Every old class that the current one came from.
        package let origins: [FormerClassification.Origin]
        /// The candidate of the current edition: its evidence and score.
        package let current: IndustryCandidate
        /// Its confidence with that of other current classes from the same old class.
        package let confidence: Double
    }

    /// Candidates, best first, one an old class.
    package let candidates: [Candidate]
    /// Shares of old classes; nil stands for a class without one origin.
    package let activities: [(code: IndustryCode?, share: Double)]

    /// Puts a coding into old codes. Classes from one old class are one candidate: the best of them, their confidences
    /// added. O(candidates²).
    package init(_ result: CodingResult, in former: FormerClassification) {
        var list: [Candidate] = []
        for current in result.candidates {
            let origins = former.origins(of: current.code)
            let origin = origins.count == 1 ? origins.first : nil
            if let origin, let place = list.firstIndex(where: { $0.origin?.code == origin.code }) {
                let known = list[place]
                list[place] = Candidate(
                    origin: origin, origins: known.origins, current: known.current,
                    confidence: known.confidence + current.confidence)
            } else {
                list.append(
                    Candidate(origin: origin, origins: origins, current: current, confidence: current.confidence))
            }
        }
        candidates = list
        var activities: [(code: IndustryCode?, share: Double)] = []
        for activity in result.activities {
            let origins = former.origins(of: activity.code)
            let code = origins.count == 1 ? origins.first?.code : nil
            if let place = activities.firstIndex(where: { $0.code == code }) {
                activities[place].share += activity.share
            } else {
                activities.append((code, activity.share))
            }
        }
        self.activities = activities
    }
}
