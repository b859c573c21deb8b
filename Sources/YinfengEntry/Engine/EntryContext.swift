package import YinfengModel

/// What the first-talk register says of the project.
package enum FirstTalkStatus: Sendable, Equatable {
    /// No register was given, or it holds no filing.
    case notFiled
    /// Filed, with the number.
    case filed(String)
    /// Protected for another place: the number and the place.
    case protectedElsewhere(number: String, place: String)
}

/// With which eyes a project is assessed: the day, the profile, what people found.
package struct EntryContext: Sendable {
    /// The day that decides which rules are in force.
    package var asOf: CivilDate
    /// The bureau's parameters.
    package var parameters: EntryParameters
    /// Whether suspect values count as they stand.
    package var acceptsDoubts: Bool
    /// Whether rules out of force are shown (without effect).
    package var includesExpired: Bool
    /// Ids of optional rule sets that were asked for.
    package var optionalSets: Set<String>
    /// Findings of people, for all leads of the run.
    package var findings: [Finding]
    /// Ids of sets that count whatever the day: for comparing two editions.
    package var forcedSets: Set<String> = []
    /// Ids of sets that are left out.
    package var excludedSets: Set<String> = []

    /// A context.
    package init(
        asOf: CivilDate, parameters: EntryParameters, acceptsDoubts: Bool = false, includesExpired: Bool = false,
        optionalSets: Set<String> = [], findings: [Finding] = []
    ) {
        self.asOf = asOf
        self.parameters = parameters
        self.acceptsDoubts = acceptsDoubts
        self.includesExpired = includesExpired
        self.optionalSets = optionalSets
        self.findings = findings
    }
}
