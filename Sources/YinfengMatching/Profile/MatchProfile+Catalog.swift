import YinfengCSV
package import YinfengCatalog
import YinfengModel

extension MatchProfile {
    /// Reads an edition of kind `profiles`; throws `CatalogError` for a damaged table and `ProfileError` for values that
    /// do not make a profile.
    package init(from store: CatalogStore, edition: String = "matching-default") throws {
        let title = store.edition(edition)?.manifest.citationTitle ?? edition
        try self.init(
            weights: MatchProfile.weights(from: store, edition),
            parameters: MatchProfile.parameters(from: store, edition),
            functions: MatchProfile.functions(from: store, edition), levels: MatchProfile.levels(from: store, edition),
            tiers: MatchProfile.tiers(from: store, edition), guidanceKinds: MatchProfile.kinds(from: store, edition),
            policyRegions: MatchProfile.policyRegions(from: store, edition),
            siteWords: MatchProfile.siteWords(from: store, edition),
            technologyWords: TechnologyWord.load(from: store, edition: edition), source: "\(edition) \(title)")
    }

    /// The settings of a user's file: CSV with columns 项目 and 值 (or key and value); throws
    /// `ProfileError.badHeading`.
    package static func settings(csv bytes: some Sequence<UInt8>, file: String) throws(ProfileError) -> [Setting] {
        var parser = CSVParser()
        parser.append(bytes)
        parser.finish()
        var record = CSVRecord()
        var columns: (key: Int, value: Int)?
        var settings: [Setting] = []
        while parser.next(into: &record) {
            if record.isBlank { continue }
            guard let found = columns else {
                let cells = record.cells.map(trimmed)
                guard let key = cells.firstIndex(where: { ["项目", "key", "part"].contains($0) }),
                    let value = cells.firstIndex(where: { ["值", "权重", "value", "weight"].contains($0) })
                else { throw .badHeading(place: "文件“\(file)”第\(record.row)行") }
                columns = (key, value)
                continue
            }
            let place = "文件“\(file)”第\(record.row)行"
            settings.append(Setting(key: trimmed(record[found.key]), value: trimmed(record[found.value]), place: place))
        }
        if columns == nil { throw .badHeading(place: "文件“\(file)”") }
        return settings
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.reversed().drop { $0.isWhitespace }.reversed())
    }

    private static func weights(from store: CatalogStore, _ edition: String) throws -> [Weight] {
        let table = try store.table(edition, "weights.csv")
        let part = try table.column("part")
        let name = try table.column("name")
        let weight = try table.column("weight")
        return try (0..<table.count).map { row in
            guard let id = MatchPartID(rawValue: table[row, part]) else {
                throw ProfileError.unknownKey(
                    place: table.path, key: table[row, part], near: MatchPartID.allCases.map(\.rawValue))
            }
            return Weight(part: id, name: table[row, name], weight: Points(try number(table, row, weight, id.rawValue)))
        }
    }

    private static func parameters(from store: CatalogStore, _ edition: String) throws -> MatchParameters {
        let table = try store.table(edition, "parameters.csv")
        let key = try table.column("key")
        let value = try table.column("value")
        var numbers: [MatchParameters.Key: Int] = [:]
        for row in 0..<table.count {
            guard let known = MatchParameters.Key(rawValue: table[row, key]) else {
                throw ProfileError.unknownKey(place: table.path, key: table[row, key], near: [])
            }
            numbers[known] = try number(table, row, value, known.rawValue)
        }
        return try MatchParameters(numbers)
    }

    private static func functions(from store: CatalogStore, _ edition: String) throws -> [FunctionFit] {
        let table = try store.table(edition, "functions.csv")
        let function = try table.column("function")
        let code = try table.column("code")
        let value = try table.column("value")
        return try (0..<table.count).map { row in
            let written = table[row, code]
            let industry = IndustryCode(written)
            if industry == nil, written != "*" {
                throw ProfileError.badValue(place: table.path, key: "code", value: written)
            }
            return FunctionFit(
                function: table[row, function], code: industry, value: try share(table, row, value, written))
        }
    }

    private static func levels(from store: CatalogStore, _ edition: String) throws -> [LevelFit] {
        let table = try store.table(edition, "levels.csv")
        let level = try table.column("level")
        let type = try table.column("type")
        let value = try table.column("value")
        let all = try (0..<table.count).map { row in
            LevelFit(
                level: table[row, level], type: table[row, type],
                value: try share(table, row, value, table[row, type]))
        }
        func stars(_ fit: LevelFit) -> Int { (fit.level == "*" ? 1 : 0) + (fit.type == "*" ? 1 : 0) }
        return all.enumerated().sorted { (stars($0.element), $0.offset) < (stars($1.element), $1.offset) }.map(
            \.element)
    }

    private static func tiers(from store: CatalogStore, _ edition: String) throws -> [Tier] {
        let table = try store.table(edition, "tiers.csv")
        let name = try table.column("name")
        let from = try table.column("from_yi")
        let below = try table.column("below_yi")
        let asks = try table.column("asks")
        let document = try table.column("document")
        let clause = try table.column("clause")
        let region = try table.column("region")
        return try (0..<table.count).map { row in
            guard let kind = Tier.Asks(rawValue: table[row, asks]) else {
                throw ProfileError.badValue(place: table.path, key: "asks", value: table[row, asks])
            }
            return Tier(
                name: table[row, name], from: Rational(decimal: table[row, from]),
                below: Rational(decimal: table[row, below]), asks: kind, region: RegionCode(table[row, region]),
                source: table[row, document] + table[row, clause])
        }
    }

    private static func kinds(from store: CatalogStore, _ edition: String) throws -> [GuidanceKind] {
        let table = try store.table(edition, "guidance-kinds.csv")
        let kind = try table.column("kind")
        let factor = try table.column("factor")
        let transfer = try table.column("transfer")
        return try (0..<table.count).map { row in
            GuidanceKind(
                kind: table[row, kind], factor: try share(table, row, factor, table[row, kind]),
                isTransfer: table[row, transfer] == "yes")
        }
    }

    private static func policyRegions(from store: CatalogStore, _ edition: String) throws -> [String: [RegionCode]] {
        let table = try store.table(edition, "policy-regions.csv")
        let catalog = try table.column("catalog")
        let regions = try table.column("regions")
        var result: [String: [RegionCode]] = [:]
        for row in 0..<table.count {
            result[table[row, catalog]] = table[row, regions].split(separator: ";").compactMap { RegionCode($0) }
        }
        return result
    }

    private static func siteWords(from store: CatalogStore, _ edition: String) throws -> [SiteWord] {
        let table = try store.table(edition, "site-words.csv")
        let word = try table.column("word")
        let kind = try table.column("kind")
        return try (0..<table.count).map { row in
            guard let known = SiteWord.Kind(rawValue: table[row, kind]) else {
                throw ProfileError.badValue(place: table.path, key: "kind", value: table[row, kind])
            }
            return SiteWord(word: table[row, word], kind: known)
        }
    }

    private static func share(_ table: CatalogTable, _ row: Int, _ column: Int, _ key: String) throws -> Int {
        let value = try number(table, row, column, key)
        guard value <= 10_000 else {
            throw ProfileError.badValue(
                place: "\(table.path) 第\(table.fileRow(row))行", key: key, value: table[row, column])
        }
        return value
    }

    private static func number(_ table: CatalogTable, _ row: Int, _ column: Int, _ key: String) throws -> Int {
        guard let value = number(table[row, column]), (0...1_000_000).contains(value) else {
            throw ProfileError.badValue(
                place: "\(table.path) 第\(table.fileRow(row))行", key: key, value: table[row, column])
        }
        return value
    }
}
