package import YinfengModel

/// What the lists are asked about: a project's words by field, its place, kind and ownership.
package struct PolicyQuery: Sendable {
    /// The words of one field.
    package struct Part: Sendable, Equatable {
        /// The field (`content`, `products`, `process`, …).
        package let field: FieldKey
        /// Its words as written.
        package let text: String

        /// The words of a field.
        package init(field: FieldKey, text: String) {
            self.field = field
            self.text = text
        }
    }

    /// The words, most telling field first.
    package var parts: [Part]
    /// Industry codes that are stated or coded with confidence; empty when unknown.
    package var industries: [IndustryCode]
    /// The place of the project (province, prefecture or county); nil when unknown.
    package var region: RegionCode?
    /// New build, expansion, upgrade …; nil when unknown.
    package var construction: ConstructionKind?
    /// The foreign share in per cent, 0…100; nil when unknown.
    package var foreignShare: Rational?
    /// Whether the investor is foreign; nil when unknown (then the words decide).
    package var isForeign: Bool?
    /// The day of the question for phase-out dates; nil for the day that the book was opened for.
    package var asOf: CivilDate?
    /// The lists to look into (`structure-2024`, …); empty for all.
    package var catalogs: Set<String>

    /// A query from its parts.
    package init(
        parts: [Part], industries: [IndustryCode] = [], region: RegionCode? = nil,
        construction: ConstructionKind? = nil, foreignShare: Rational? = nil, isForeign: Bool? = nil,
        asOf: CivilDate? = nil, catalogs: Set<String> = []
    ) {
        self.parts = parts
        self.industries = industries
        self.region = region
        self.construction = construction
        self.foreignShare = foreignShare
        self.isForeign = isForeign
        self.asOf = asOf
        self.catalogs = catalogs
    }

    /// A query of one free text.
    package init(text: String, region: RegionCode? = nil, construction: ConstructionKind? = nil) {
        self.init(parts: [Part(field: .content, text: text)], region: region, construction: construction)
    }

    /// A query from a row: its words, its stated industry code, else the codes that `coding` is sure of.
    ///
    /// The place is not read here: a site wish is a park's or region's name, which the caller resolves into `region`.
    package init(lead: Lead, coding: CodingResult?) {
        var parts: [Part] = []
        for key in PolicyQuery.fields {
            if let text = lead.text(key), !text.isEmpty { parts.append(Part(field: key, text: text)) }
        }
        var industries = lead.text(.industryCode).map { IndustryCode.stated(in: $0) } ?? []
        if industries.isEmpty, let coding, !coding.abstain {
            industries = coding.activities.map(\.code)
            if industries.isEmpty, let best = coding.candidates.first { industries = [best.code] }
        }
        let share = lead.quantity("foreign_share")?.interval
        let nature = lead.text("investor_nature")
        self.init(
            parts: parts, industries: industries,
            construction: lead.text("construction_kind").flatMap { ConstructionKind(text: $0) },
            foreignShare: share.flatMap { $0.low == $0.high ? $0.low : nil },
            isForeign: nature.map { nature in ["外", "合资", "港", "澳", "台"].contains { nature.contains($0) } })
    }

    /// The fields whose words speak of the project itself; names and contacts never enter.
    private static let fields: [FieldKey] = [
        .content, .products, "capacity", .process, "raw_materials", .projectName, "equipment_level", .industryText,
    ]
}

/// 建设性质: what is done to the site.
package enum ConstructionKind: String, Sendable, CaseIterable {
    /// A new build.
    case newBuild = "新建"
    /// An expansion.
    case expansion = "扩建"
    /// A rebuild without expansion.
    case rebuild = "改建"
    /// A rebuild with expansion.
    case rebuildAndExpansion = "改扩建"
    /// A technical upgrade.
    case upgrade = "技改"
    /// A relocation.
    case relocation = "迁建"

    /// Reads the word of a cell (`新建`, `技术改造`, `改、扩建`, `异地搬迁`); nil when none is named.
    package init?(text: some StringProtocol) {
        if text.contains("技改") || text.contains("技术改造") {
            self = .upgrade
        } else if text.contains("改扩建") || text.contains("改、扩建") {
            self = .rebuildAndExpansion
        } else if text.contains("迁") {
            self = .relocation
        } else if text.contains("扩建") {
            self = .expansion
        } else if text.contains("新建") || text.contains("新设") {
            self = .newBuild
        } else if text.contains("改建") {
            self = .rebuild
        } else {
            return nil
        }
    }
}
