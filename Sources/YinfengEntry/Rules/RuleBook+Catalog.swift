package import YinfengCatalog
import YinfengModel
package import YinfengText

extension RuleBook {
    /// Reads every edition of kind `rules` that holds a `clauses.csv` (with `values.csv` and `tiers.csv` where they
    /// stand), the names and units of fields, and the entry profile.
    ///
    /// A set of the classification `examples` (its manifest's `completeness` begins with 节选) is optional.
    /// Throws `CatalogError` for a missing table and `RuleError` for a row that cannot be understood.
    package init(from store: CatalogStore, profile: String = "entry-default") throws {
        let classification = try IndustryClassification(from: store)
        let directory = try QuantityDirectory(from: store, profile: profile)
        var sets: [RuleSet] = []
        for edition in store.editions(kind: "rules") {
            let manifest = edition.manifest
            let files = Set(manifest.tables.map(\.file))
            guard files.contains("clauses.csv") else { continue }
            func rows(_ file: String) throws -> [(row: Int, cells: [String: String])] {
                guard files.contains(file) else { return [] }
                let table = try store.table(manifest.id, file)
                return zip(0..<table.count, table.records).map { (table.fileRow($0), $1) }
            }
            sets.append(
                try RuleSet(
                    source: RuleSet.Source(manifest), clauses: rows("clauses.csv"), values: rows("values.csv"),
                    tiers: rows("tiers.csv"), categories: rows("categories.csv"), directory: directory,
                    classification: classification))
        }
        self.init(
            sets: sets, directory: directory, classification: classification,
            parameters: try EntryParameters(from: store, profile: profile), landGrades: try RuleBook.grades(store),
            energy: try EnergyFactors(from: store, profile: profile))
    }

    /// The counties' grades, from whichever edition holds a `counties.csv`.
    private static func grades(_ store: CatalogStore) throws -> [RegionCode: Int] {
        var grades: [RegionCode: Int] = [:]
        for edition in store.editions(kind: "rules")
        where edition.manifest.holds("counties.csv") {
            for record in try store.table(edition.manifest.id, "counties.csv").records {
                if let region = RegionCode(record["region"] ?? ""), let grade = Int(record["land_grade"] ?? "") {
                    grades[region] = grade
                }
            }
        }
        return grades
    }
}

extension RuleSet.Source {
    /// What an edition's manifest says of its rules.
    init(_ manifest: EditionManifest) {
        func digits(_ key: String) -> Int {
            switch manifest.dateKnown?[key] ?? nil {
            case "year": 4
            case "month": 7
            default: 10
            }
        }
        self.init(
            id: manifest.id, document: manifest.citationTitle,
            effectiveFrom: manifest.effectiveFrom.flatMap { CivilDate(iso: $0) },
            effectiveTo: manifest.effectiveTo.flatMap { CivilDate(iso: $0) },
            isOptional: manifest.completeness.hasPrefix("节选"), isVerified: manifest.verified,
            digits: (digits("effective_from"), digits("effective_to")))
    }
}

extension QuantityDirectory {
    /// Reads the field catalogue (`field-keys`) and the derived quantities of the entry profile.
    package convenience init(from store: CatalogStore, profile: String = "entry-default") throws {
        let folder = try TextFolder()
        let units = try UnitTable(entryUnits: store, folder: folder)
        var ranges: [String: (Rational, Rational)] = [:]
        let limits = try store.table("field-keys", "ranges.csv")
        for record in limits.records {
            if let key = record["key"], let low = Rational(decimal: record["min"] ?? ""),
                let high = Rational(decimal: record["max"] ?? "")
            {
                ranges[key] = (low, high)
            }
        }
        var entries: [Entry] = []
        for (id, file) in [("field-keys", "keys.csv"), (profile, "quantities.csv")] {
            let table = try store.table(id, file)
            for record in table.records {
                let key = record["key"] ?? ""
                let unit = record["unit"] ?? ""
                let aliases = (record["aliases"] ?? "").split(whereSeparator: { ";|；".contains($0) }).map(String.init)
                entries.append(
                    Entry(
                        key: FieldKey(rawValue: key), name: record["zh"] ?? key, aliases: aliases,
                        unit: unit.isEmpty ? nil : UnitID(rawValue: unit), unitText: record["unit_text"] ?? "",
                        definition: record["definition"] ?? "", range: ranges[key].map { (low: $0.0, high: $0.1) }))
            }
        }
        self.init(entries: entries, units: units)
    }
}

extension UnitTable {
    /// Reads `field-keys/units.csv`; throws `CatalogError`.
    package init(entryUnits store: CatalogStore, folder: TextFolder) throws {
        let table = try store.table("field-keys", "units.csv")
        var units: [Unit] = []
        for record in table.records {
            guard let id = record["id"], let top = Int128(record["numerator"] ?? ""),
                let bottom = Int128(record["denominator"] ?? ""), let factor = Rational(top, bottom)
            else { continue }
            func forms(_ column: String) -> [String] {
                (record[column] ?? "").split(separator: "|").map(String.init)
            }
            units.append(
                Unit(
                    id: UnitID(rawValue: id), printed: forms("printed"), prefixes: forms("prefixes"),
                    dimension: Dimension(rawValue: record["dimension"] ?? ""),
                    canonical: UnitID(rawValue: record["canonical"] ?? ""), factor: factor))
        }
        self.init(units: units, folder: folder)
    }
}

extension EntryParameters {
    /// Reads `parameters.csv`, `rates.csv` and `evidence.csv` of an entry profile; throws `CatalogError`.
    package init(from store: CatalogStore, profile: String = "entry-default") throws(CatalogError) {
        let table = try store.table(profile, "parameters.csv")
        var values: [String: Rational] = [:]
        for record in table.records {
            if let key = record["key"], let value = Rational(decimal: record["value"] ?? "") { values[key] = value }
        }
        func value(_ key: String) throws(CatalogError) -> Rational {
            guard let value = values[key] else {
                throw .badCell(path: table.path, row: 1, column: "key", value: key, fact: "在参数表里没有")
            }
            return value
        }
        var rates: [String: DatedRate] = [:]
        for record in try store.table(profile, "rates.csv").records {
            if let unit = record["unit"], let rate = Rational(decimal: record["rate"] ?? ""),
                let day = CivilDate(iso: record["day"] ?? "")
            {
                rates[unit] = DatedRate(rate: rate, day: day)
            }
        }
        var hints: [FieldKey: EvidenceHint] = [:]
        for record in try store.table(profile, "evidence.csv").records {
            guard let key = record["key"] else { continue }
            hints[FieldKey(rawValue: key)] = EvidenceHint(
                paper: record["paper"] ?? "", giver: record["giver"] ?? "", bureau: record["bureau"] ?? "",
                due: record["due"] ?? "")
        }
        var benefits: [String: String] = [:]
        for record in try store.table(profile, "benefits.csv").records {
            if let catalog = record["catalog"] { benefits[catalog] = record["text"] }
        }
        // A profile that a bureau wrote before there were routes has none.
        let hasRoutes = store.edition(profile)?.manifest.holds("routes.csv") ?? false
        let routes = try hasRoutes ? store.table(profile, "routes.csv").records : []
        self.init(
            approxWidth: try value("approx_width"),
            peersNeeded: Int(exactly: try value("n_min").double) ?? 1, tolerance: try value("tolerance"),
            rates: rates, evidence: hints, benefits: benefits,
            routes: routes.map { record in
                Route(
                    field: FieldKey(rawValue: record["field"] ?? ""), value: record["value"] ?? "",
                    drops: (record["drops"] ?? "").split(separator: ";").map { FieldKey(rawValue: String($0)) },
                    change: record["change"] ?? "")
            })
    }
}
