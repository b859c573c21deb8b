import FoundationEssentials
import YinfengCatalog
import YinfengEntry
import YinfengModel

/// The repository's own catalogue, loaded once for all tests.
enum Fixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let store: Result<CatalogStore, CatalogError> = {
        do throws(CatalogError) { return .success(try CatalogStore(folders: [root + "/Catalogs"])) } catch {
            return .failure(error)
        }
    }()

    static let loaded: Result<RuleBook, any Error> = Result { try RuleBook(from: store.get()) }

    static func book() throws -> RuleBook { try loaded.get() }

    static func day(_ text: String) throws -> CivilDate {
        guard let day = CivilDate(iso: text) else { throw Missing(what: text) }
        return day
    }

    struct Missing: Error { let what: String }

    /// A park of Yunnan's kind.
    static func place(_ region: String, level: String = "省级", type: String = "省级经济开发区", grade: Int? = nil) -> ParkPlace
    {
        ParkPlace(code: "T" + region, region: RegionCode(region), level: level, type: type, landGrade: grade)
    }

    /// A lead from canonical values: `300`, `3000-5000`, `约50`, words, 是 or 否.
    static func lead(_ values: [String: String], book: RuleBook, confirmed: Bool = false) -> Lead {
        let place = SourceLocation(file: "case", row: 2)
        var fields: [FieldKey: FieldValue] = [:]
        for (name, raw) in values where !raw.isEmpty {
            let key = FieldKey(rawValue: name)
            fields[key] = FieldValue(
                raw: raw,
                content: content(
                    raw, unit: book.directory.entry(key)?.unitText, isNumber: book.directory.entry(key)?.unit != nil),
                location: confirmed ? nil : place)
        }
        return Lead(id: values["id"] ?? "1", location: place, fields: fields)
    }

    private static func content(_ raw: String, unit: String?, isNumber: Bool) -> FieldValue.Content {
        if raw == "是" { return .flag(true) }
        if raw == "否" { return .flag(false) }
        if let day = CivilDate(iso: raw) { return .date(DateRange(day)) }
        guard isNumber else { return .text(raw) }
        var text = raw
        let isApproximate = text.hasPrefix("约")
        if isApproximate { text.removeFirst() }
        for suffix in ["万美元"] where text.hasSuffix(suffix) {
            if let value = Rational(decimal: text.dropLast(suffix.count)) {
                return .quantity(Quantity(Interval(value), unit: suffix))
            }
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: true)
        if parts.count == 2, let low = Rational(decimal: parts[0]), let high = Rational(decimal: parts[1]) {
            return .quantity(Quantity(Interval(low: low, high: high, isApproximate: isApproximate), unit: unit ?? ""))
        }
        if let value = Rational(decimal: text) {
            return .quantity(Quantity(Interval(value, isApproximate: isApproximate), unit: unit ?? ""))
        }
        return .text(raw)
    }

    /// Own lines as a park writes them.
    static func ownLines(_ rows: [[String]], book: RuleBook) throws -> RuleSet {
        let headings = ["quantity", "operator", "value", "unit", "industry", "force", "document", "clause"]
        let (set, errors) = ParkLines(directory: book.directory, classification: book.classification)
            .read(file: "own.csv", headings: headings, rows: rows.enumerated().map { ($0.offset + 2, $0.element) })
        if let error = errors.first { throw error }
        return set
    }

    static func context(_ book: RuleBook, on day: String = "2026-06-30", findings: [Finding] = []) throws
        -> EntryContext
    {
        EntryContext(asOf: try self.day(day), parameters: book.parameters, findings: findings)
    }
}

extension EntryAssessment {
    func clause(_ id: String) -> ClauseFinding? { clauses.first { $0.rule == id } }
}
