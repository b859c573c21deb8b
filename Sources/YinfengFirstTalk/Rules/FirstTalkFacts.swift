package import YinfengModel
package import YinfengText

/// The data that the register rests on, loaded once at the edge: no file is read after that.
package struct FirstTalkFacts: Sendable {
    /// Who is above whom.
    package let authorities: AuthorityTree
    /// Working days.
    package let calendar: WorkCalendar
    /// The bundled parameters, version 1 of a new register.
    package let defaultRules: RuleSet
    /// How names are read.
    package let names: CompanyNameReader
    /// Fields of the record and whether they are required.
    package let requirements: [FieldRequirement]
    /// Reads money, areas and energy as people write them.
    package let quantities: QuantityReader
    /// Folds project texts before they are compared.
    package let folder: TextFolder
    /// Names of provinces and prefectures to region codes, for site wishes and investors' places.
    package let regions: RegionNames
    /// Editions consulted, `id@checksum12`, sorted: stored with each conflict check.
    package let editions: [String]

    /// The facts.
    package init(
        authorities: AuthorityTree, calendar: WorkCalendar, defaultRules: RuleSet, names: CompanyNameReader,
        requirements: [FieldRequirement], quantities: QuantityReader, folder: TextFolder, regions: RegionNames,
        editions: [String]
    ) {
        self.authorities = authorities
        self.calendar = calendar
        self.defaultRules = defaultRules
        self.names = names
        self.requirements = requirements
        self.quantities = quantities
        self.folder = folder
        self.regions = regions
        self.editions = editions
    }
}

/// A field of the 登记表: what it holds and when it is required.
package struct FieldRequirement: Sendable, Equatable {
    /// When.
    package enum Need: String, Sendable {
        /// Always.
        case always
        /// When the project makes something (GB/T 4754 section C).
        case manufacturing
        /// Where no credit code is given.
        case uncoded
        /// Never; shown on the form.
        case optional
    }

    /// What it holds.
    package enum Kind: String, Sendable {
        /// Words.
        case text
        /// Words of a list.
        case list
        /// Money in 万元.
        case money
        /// Money in 万美元.
        case usd
        /// Area in 亩.
        case area
        /// Energy in tce.
        case energy
        /// A plain number.
        case number
        /// A day.
        case date
        /// Yes or no.
        case flag
    }

    /// The key.
    package let key: FieldKey
    /// Keys that mean the same (`issues` = `asks`).
    package let aliases: [FieldKey]
    /// Keys that fill the requirement as well.
    package let alternatives: [FieldKey]
    /// The printed name.
    package let name: String
    /// The group of the form that it stands in.
    package let group: String
    /// When it is required.
    package let need: Need
    /// What it holds.
    package let kind: Kind
    /// The parameter that holds the least number of characters, or nil.
    package let leastCharacters: String?
    /// The parameter that holds the greatest number of characters, or nil.
    package let mostCharacters: String?
    /// Whether it is a person's contact: kept apart, shown with `--with-contacts` only.
    package let isPrivate: Bool

    /// A field.
    package init(
        key: FieldKey, aliases: [FieldKey] = [], alternatives: [FieldKey] = [], name: String, group: String = "",
        need: Need, kind: Kind, leastCharacters: String? = nil, mostCharacters: String? = nil, isPrivate: Bool = false
    ) {
        self.key = key
        self.aliases = aliases
        self.alternatives = alternatives
        self.name = name
        self.group = group
        self.need = need
        self.kind = kind
        self.leastCharacters = leastCharacters
        self.mostCharacters = mostCharacters
        self.isPrivate = isPrivate
    }
}

/// Regions by their official and short names.
package struct RegionNames: Sendable {
    private let codes: [String: [RegionCode]]

    /// The table; one name may belong to several places.
    package init(_ names: [(name: String, code: RegionCode)]) {
        var codes: [String: [RegionCode]] = [:]
        for (name, code) in names where !name.isEmpty {
            if !(codes[name]?.contains(code) ?? false) { codes[name, default: []].append(code) }
        }
        self.codes = codes
    }

    /// The only place of that name or code; nil when unknown or shared by several.
    package func place(_ text: String) -> RegionCode? {
        let plain = text.filter { !$0.isWhitespace }
        if let code = RegionCode(plain.prefix(6)) { return code }
        guard let found = codes[plain] else { return nil }
        return found.count == 1 ? found[0] : nil
    }
}
