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
    /// The national grade of industrial land by county; a county that is not held has no entry.
    package let landGrades: [RegionCode: Int]
    /// What energy carriers are worth in standard coal and carbon dioxide.
    package let energy: EnergyFactors

    /// A book.
    package init(
        sets: [RuleSet], directory: QuantityDirectory, classification: IndustryClassification,
        parameters: EntryParameters, landGrades: [RegionCode: Int] = [:],
        energy: EnergyFactors = EnergyFactors()
    ) {
        self.energy = energy
        self.landGrades = landGrades
        self.sets = sets.sorted { $0.source.id < $1.source.id }
        self.directory = directory
        self.classification = classification
        self.parameters = parameters
    }

    /// What the rules see of a park; `province` stands in where the zone has neither county nor prefecture.
    package func place(of park: Park, province: RegionCode? = nil) -> ParkPlace {
        ParkPlace(park: park, province: province, landGrade: park.region.flatMap { landGrades[$0] })
    }

    /// The set with an id, or nil.
    package func set(_ id: String) -> RuleSet? { sets.first { $0.source.id == id } }

    /// The rules of the standing sets that are in force on a day and have this force: ranking reads `rank` and `target`.
    package func rules(force: ClauseForce, on day: CivilDate) -> [Rule] {
        sets.filter { !$0.source.isOptional }.flatMap(\.rules)
            .filter { $0.force == force && $0.citation.isInForce(on: day) }
    }

    /// The facts of a lead, derived once for all scopes and rules; `region` chooses the provincial factors.
    package func facts(
        _ lead: Lead, coding: CodingResult? = nil, context: EntryContext, region: RegionCode? = nil
    ) -> ProjectFacts {
        ProjectFacts(
            lead: lead, industry: ProjectIndustry(lead: lead, coding: coding, classification: classification),
            directory: directory, parameters: context.parameters, acceptsDoubts: context.acceptsDoubts,
            energy: EnergyPlace(factors: energy, day: context.asOf, province: region?.province))
    }
}
