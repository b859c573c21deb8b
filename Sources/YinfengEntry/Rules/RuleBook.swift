package import YinfengModel

/// All rule sets with the names and units that they speak in: loaded once, immutable.
package struct RuleBook: Sendable {
    /// The sets, in order of their ids.
    package let sets: [RuleSet]
    /// Names and units of quantities.
    package let directory: QuantityDirectory
    /// The industries that scopes name.
    package let classification: IndustryClassification
    /// The bureau's default parameters.
    package let parameters: EntryParameters

    /// A book.
    package init(
        sets: [RuleSet], directory: QuantityDirectory, classification: IndustryClassification,
        parameters: EntryParameters
    ) {
        self.sets = sets.sorted { $0.source.id < $1.source.id }
        self.directory = directory
        self.classification = classification
        self.parameters = parameters
    }

    /// The set with an id, or nil.
    package func set(_ id: String) -> RuleSet? { sets.first { $0.source.id == id } }

    /// The rules of the standing sets that are in force on a day and have this force: ranking reads `rank` and `target`.
    package func rules(force: ClauseForce, on day: CivilDate) -> [Rule] {
        sets.filter { !$0.source.isOptional }.flatMap(\.rules)
            .filter { $0.force == force && $0.citation.isInForce(on: day) }
    }

    /// The facts of a lead, derived once for all scopes and rules.
    package func facts(_ lead: Lead, coding: CodingResult? = nil, context: EntryContext) -> ProjectFacts {
        ProjectFacts(
            lead: lead, industry: ProjectIndustry(lead: lead, coding: coding, classification: classification),
            directory: directory, parameters: context.parameters, acceptsDoubts: context.acceptsDoubts)
    }
}
