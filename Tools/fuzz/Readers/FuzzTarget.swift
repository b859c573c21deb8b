import YinfengCSV
import YinfengCatalog
import YinfengEntry
import YinfengFirstTalk
import YinfengModel
import YinfengSettings
import YinfengTabular
import YinfengText

/// One reader with what it needs, ready to be fed.
struct FuzzTarget {
    /// What is fed.
    enum Kind: String, CaseIterable {
        /// Files of leads; the first bytes say of which kind: CSV in each encoding, JSON, .xlsx, .xls.
        case list
        /// Plain tables and lists of texts, of the same kinds.
        case table
        /// One cell, read as money, area, share, date, flag and code.
        case values
        /// An export of the register, to be imported.
        case register
        /// A `yinfeng.yaml`.
        case settings
        /// Rule files and findings: a park's own lines, rows of the rule language, people's opinions.
        case rules
    }

    /// What is wrong with the arguments.
    struct Usage: Error, CustomStringConvertible {
        let description = "用法：fuzz-readers list|table|values|register|settings|rules CATALOGS [libFuzzer 的参数]"
    }

    private let kind: Kind
    private let catalog: FieldCatalog
    private let facts: FirstTalkFacts?
    private let rules: RuleBook?
    private static let headings =
        "项目名称,总投资(亿元),用地面积(亩),签约日期,外资比例(%),年用电量(万千瓦时),开工时间,是否上市,统一社会信用代码,联系电话,项目内容\n"

    /// Opens the catalogues; throws `Usage` or what is wrong with them.
    init(arguments: [String]) throws {
        guard arguments.count >= 3, let kind = Kind(rawValue: arguments[1]) else { throw Usage() }
        let store = try CatalogStore(folders: [arguments[2]])
        self.kind = kind
        catalog = try FieldCatalog(from: store, folder: TextFolder())
        facts = kind == .register ? try FirstTalkFacts.load(store) : nil
        rules = kind == .rules ? try RuleBook(from: store) : nil
    }

    /// Reads some bytes to the end.
    func read(_ bytes: [UInt8]) {
        switch kind {
        case .list: rows(bytes)
        case .table: tables(bytes)
        case .values: values(bytes)
        case .register: events(bytes)
        case .settings: settings(bytes)
        case .rules: ruleFile(bytes)
        }
    }

    /// What is read must be known keys, each once, with words.
    private func settings(_ bytes: [UInt8]) {
        let keys = ["region", "profile", "register", "authority", "clerk", "catalogs"]
        guard let settings = try? SettingsText(String(decoding: bytes, as: UTF8.self), keys: keys) else { return }
        precondition(settings.entries.allSatisfy { keys.contains($0.key) && !$0.value.isEmpty })
        precondition(Set(settings.entries.map(\.key)).count == settings.entries.count)
    }

    private func ruleFile(_ bytes: [UInt8]) {
        guard let rules, let table = try? TableReader(source: MemorySource(bytes), folder: catalog.folder),
            let rows = try? table.rest()
        else { return }
        let answer = rules.rules(
            file: "f", headings: table.headings, rows: rows.map { (row: $0.location.row, cells: $0.cells) })
        precondition(answer.set != nil || !answer.errors.isEmpty)
        for row in rows {
            _ = try? Finding(row: Dictionary(zip(table.headings, row.cells), uniquingKeysWith: { first, _ in first }))
            for cell in row.cells { _ = try? Finding(parsing: cell) }
        }
    }

    private func rows(_ bytes: [UInt8]) {
        guard let reader = try? LeadListReader(source: MemorySource(bytes, chunk: 777), catalog: catalog) else {
            return
        }
        while let row = try? reader.next() { precondition((row.lead == nil) == !row.issues.isEmpty) }
        precondition(reader.inspection.rows == reader.inspection.usable + reader.inspection.faulty)
    }

    private func tables(_ bytes: [UInt8]) {
        if let table = try? TableReader(source: MemorySource(bytes), folder: catalog.folder) { _ = try? table.rest() }
        if let texts = try? TextListReader(source: MemorySource(bytes), textColumn: "text", catalog: catalog) {
            while (try? texts.next()) != nil {}
        }
    }

    /// The cell stands in every column, quoted as CSV wants it.
    private func values(_ bytes: [UInt8]) {
        let cell = String(decoding: bytes, as: UTF8.self)
        let quoted = "\"" + cell.replacing("\"", with: "\"\"") + "\""
        let columns = FuzzTarget.headings.count { $0 == "," } + 1
        rows(Array((FuzzTarget.headings + Array(repeating: quoted, count: columns).joined(separator: ",") + "\n").utf8))
        let folded = catalog.folder.folded(cell)
        precondition(catalog.folder.folded(folded) == folded)
    }

    private func events(_ bytes: [UInt8]) {
        guard let facts, let register = try? Register.inMemory(facts: facts),
            let at = Instant(rfc3339: "2026-11-21T10:00:00+08:00")
        else { return }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        _ = try? register.importChain(lines, by: Caller(authority: "532800", clerk: "王五", at: at))
    }
}
