package import YinfengCatalog
import YinfengModel
import YinfengText

extension FirstTalkFacts {
    /// Loads the facts from the catalogues: authorities, holidays, parameters, forms of names, record form, regions.
    ///
    /// Throws `CatalogError` for a missing edition or a damaged cell, and `TextError` when ICU is not there.
    package static func load(_ store: CatalogStore, parameters: String = "parameters-default") throws -> FirstTalkFacts
    {
        let folder = try TextFolder()
        let loader = FactLoader(store: store)
        let ids = ["authorities", "holidays", parameters, "company-names", "lookalikes", "record-form"]
        let editions = ids.compactMap { id in
            store.edition(id).map { edition in
                id + "@" + edition.manifest.tables.map { String($0.sha256.prefix(8)) }.joined(separator: "+")
            }
        }
        let regions = try loader.regions()
        return FirstTalkFacts(
            authorities: try loader.authorities(), calendar: try loader.calendar(),
            defaultRules: try loader.rules(parameters), names: try loader.names(folder: folder, regions: regions),
            requirements: try loader.requirements(),
            quantities: QuantityReader(table: UnitTable(units: try loader.units(), folder: folder), folder: folder),
            folder: folder,
            regions: RegionNames(regions.flatMap { region in region.names.map { ($0, region.code) } }),
            editions: editions)
    }
}

/// Reads the tables.
private struct FactLoader {
    let store: CatalogStore

    struct Region {
        let code: RegionCode
        let names: [String]
        let short: String
        let isDistrict: Bool
    }

    private func rows(_ id: String, _ file: String) throws -> [(row: Int, cells: (String) throws -> String)] {
        let table = try store.table(id, file)
        return (0..<table.count).map { row in
            (table.fileRow(row), { name in table[row, try table.column(name)] })
        }
    }

    private func bad(_ id: String, _ file: String, _ row: Int, _ column: String, _ value: String, _ fact: String)
        -> CatalogError
    {
        CatalogError.badCell(path: "\(id)/\(file)", row: row, column: column, value: value, fact: fact)
    }

    private func list(_ cell: String) -> [String] {
        cell.split(separator: "|").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    func authorities() throws -> AuthorityTree {
        var result: [Authority] = []
        for (row, cell) in try rows("authorities", "authorities.csv") {
            let level = try cell("level")
            guard let level = Authority.Level(rawValue: level) else {
                throw bad("authorities", "authorities.csv", row, "level", level, "不是已知层级")
            }
            let parent = try cell("parent")
            result.append(
                Authority(
                    code: try cell("code"), name: try cell("name"), level: level, parent: parent.isEmpty ? nil : parent)
            )
        }
        return AuthorityTree(result, successors: try formerCodes())
    }

    /// Codes no longer given, and those that followed them; a county's own list of authorities need not have any.
    private func formerCodes() throws -> [String: String] {
        guard store.edition("authorities")?.manifest.holds("former.csv") ?? false else { return [:] }
        var result: [String: String] = [:]
        for (_, cell) in try rows("authorities", "former.csv") { result[try cell("code")] = try cell("current") }
        return result
    }

    func calendar() throws -> WorkCalendar {
        var days: [(day: CivilDate, isWork: Bool)] = []
        for (row, cell) in try rows("holidays", "days.csv") {
            let text = try cell("date")
            guard let day = CivilDate(iso: text) else {
                throw bad("holidays", "days.csv", row, "date", text, "不是日期")
            }
            days.append((day, try cell("kind") == "work"))
        }
        return WorkCalendar(edition: "holidays", days: days)
    }

    func rules(_ id: String) throws -> RuleSet {
        var values: [String: String] = [:]
        var units: [String: String] = [:]
        for (_, cell) in try rows(id, "parameters.csv") {
            values[try cell("key")] = try cell("value")
            units[try cell("key")] = try cell("unit")
        }
        let escalations = try rows(id, "escalation.csv").map { _, cell in
            RuleSet.EscalationRule(
                id: try cell("id"), subject: try cell("subject"), value: try cell("value"), unit: try cell("unit"),
                items: list(try cell("items")), level: try cell("level"),
                specialTeam: try cell("special_team") == "yes", isEnabled: try cell("enabled") == "yes")
        }
        let excluded = try rows(id, "excluded-kinds.csv").map { _, cell in
            RuleSet.ExcludedKind(
                kind: try cell("kind"), industries: list(try cell("industries")), words: list(try cell("words")))
        }
        let progress = try rows(id, "progress-kinds.csv").map { _, cell in
            RuleSet.ProgressKind(
                kind: try cell("kind"), aliases: list(try cell("aliases")), qualifies: try cell("qualifies") == "yes")
        }
        var sameness: [String: RuleSet.SamenessCell] = [:]
        for (_, cell) in try rows(id, "sameness.csv") {
            sameness["\(try cell("investor"))/\(try cell("content"))"] = RuleSet.SamenessCell(
                tier: try cell("tier"), condition: try cell("condition"), otherwise: try cell("otherwise"))
        }
        return RuleSet(
            source: id, values: values, units: units, escalations: escalations, excluded: excluded, progress: progress,
            sameness: sameness)
    }

    func requirements() throws -> [FieldRequirement] {
        try rows("record-form", "fields.csv").map { row, cell in
            guard let need = FieldRequirement.Need(rawValue: try cell("need")),
                let kind = FieldRequirement.Kind(rawValue: try cell("kind"))
            else {
                throw bad("record-form", "fields.csv", row, "need", try cell("need"), "不是已知的值")
            }
            func parameter(_ name: String) throws -> String? {
                let text = try cell(name)
                return text.isEmpty ? nil : text
            }
            return FieldRequirement(
                key: FieldKey(rawValue: try cell("key")),
                aliases: list(try cell("aliases")).map { FieldKey(rawValue: $0) },
                alternatives: list(try cell("alternatives")).map { FieldKey(rawValue: $0) }, name: try cell("name"),
                group: try cell("group"), need: need, kind: kind, leastCharacters: try parameter("least"),
                mostCharacters: try parameter("most"), isPrivate: try cell("private") == "yes")
        }
    }

    func regions() throws -> [Region] {
        guard let edition = store.editions(kind: "regions").last else {
            throw CatalogError.noEdition(id: "regions", near: [])
        }
        var result: [Region] = []
        for (_, cell) in try rows(edition.manifest.id, "regions.csv") {
            guard let code = RegionCode(try cell("code")), try cell("level") != "prefecture_group" else { continue }
            let name = try cell("name")
            let short = try cell("short")
            let names = [name, short] + list(try cell("aliases"))
            result.append(
                Region(
                    code: code, names: names.filter { $0.count >= 2 }, short: short,
                    isDistrict: try cell("level") == "county" && name.hasSuffix("区") && !name.hasSuffix("自治区")))
        }
        return result
    }

    func names(folder: TextFolder, regions: [Region]) throws -> CompanyNameReader {
        let forms = try rows("company-names", "forms.csv").map { row, cell in
            guard let role = LegalFormWord.Role(rawValue: try cell("role")),
                let form = LegalForm(rawValue: try cell("class").isEmpty ? "none" : try cell("class"))
            else {
                throw bad("company-names", "forms.csv", row, "role", try cell("role"), "不是已知的值")
            }
            return LegalFormWord(word: folder.folded(try cell("word")), role: role, form: form)
        }
        let words = Set(try rows("company-names", "common-words.csv").map { try $0.cells("word") })
        var common = words
        var places: [String: CompanyNameReader.PlaceName] = [:]
        for region in regions {
            for name in region.names {
                let place = CompanyNameReader.PlaceName(short: folder.folded(region.short), codes: [])
                places[folder.folded(name), default: place].codes.append(region.code)
            }
            // A bare district name (光明, 新华) is far more often a trade name than a place.
            if region.isDistrict, region.short.count >= 2 { common.insert(folder.folded(region.short)) }
        }
        // A name that is a district here and a city there (朝阳) counts as a place.
        for region in regions where !region.isDistrict {
            if !words.contains(region.short) { common.remove(folder.folded(region.short)) }
        }
        var lookalikes: [(Unicode.Scalar, Unicode.Scalar)] = []
        for file in ["pairs.csv", "computed.csv"] {
            for (_, cell) in try rows("lookalikes", file) {
                guard let a = try cell("a").unicodeScalars.first, let b = try cell("b").unicodeScalars.first else {
                    continue
                }
                lookalikes.append((a, b))
            }
        }
        var readings: [Unicode.Scalar: [String]] = [:]
        for (_, cell) in try rows("lookalikes", "readings.csv") {
            guard let character = try cell("character").unicodeScalars.first else { continue }
            readings[character, default: []].append(try cell("syllable"))
        }
        return CompanyNameReader(
            folder: folder, forms: forms, places: places, common: common, lookalikes: Lookalikes(pairs: lookalikes),
            pinyin: PinyinTable(others: readings))
    }

    func units() throws -> [Unit] {
        try rows("field-keys", "units.csv").compactMap { row, cell in
            guard let numerator = Rational(decimal: try cell("numerator")),
                let denominator = Rational(decimal: try cell("denominator")),
                let factor = try? numerator.divided(by: denominator)
            else {
                throw bad("field-keys", "units.csv", row, "numerator", try cell("numerator"), "不是数")
            }
            return Unit(
                id: UnitID(rawValue: try cell("id")), printed: list(try cell("printed")),
                prefixes: list(try cell("prefixes")), dimension: Dimension(rawValue: try cell("dimension")),
                canonical: UnitID(rawValue: try cell("canonical")), factor: factor)
        }
    }
}
