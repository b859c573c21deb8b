import Foundation
import Testing
import YinfengCatalog
import YinfengModel

/// A catalogue folder of its own for one test.
struct TemporaryCatalog {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "yinfeng-" + UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    func add(
        kind: String = "lists", id: String = "demo-1", table: String, columns: String, rows: Int? = nil,
        key: String = "[]", sha256: String? = nil, extra: String = ""
    ) throws {
        let folder = root + "/\(kind)/\(id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(table.utf8).write(to: URL(filePath: folder + "/items.csv"))
        let count = rows ?? (table.split(separator: "\n").count - 1)
        let manifest = """
            {"id": "\(id)", "kind": "\(kind)", "title": "示例", "issuer": null, "document": null, "issued": null,
             "effective_from": "2026-01-01", "effective_to": null, "date_known": {}, "supersedes": null,
             "checked_until": null, "confidence": "high", "verified": true, "completeness": "全", "sources": [],\(extra)
             "tables": [{"file": "items.csv", "rows": \(count), "sha256": "\(sha256 ?? Checksum.sha256(table.utf8))",
               "key": \(key), "columns": \(columns)}]}
            """
        try Data(manifest.utf8).write(to: URL(filePath: folder + "/edition.json"))
    }

    func faults() throws -> [CatalogFault] {
        var validator = CatalogValidator(store: try CatalogStore(folders: [root]))
        return validator.validate()
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }
}

@Suite struct CatalogValidatorTests {
    @Test func `a sound edition has no fault`() throws {
        let catalog = try TemporaryCatalog()
        defer { catalog.remove() }
        try catalog.add(
            table: "id,day,share\na,2026-01-01,5\nb,,7.5\n",
            columns:
                #"[{"name":"id","type":"text","required":true},{"name":"day","type":"date"},{"name":"share","type":"decimal","min":0,"max":100}]"#,
            key: #"["id"]"#)
        #expect(try catalog.faults() == [])
    }

    @Test(arguments: [
        ("id,v\na,2026-02-30\n", #"{"name":"v","type":"date"}"#, "“2026-02-30”不是日期", 2),
        ("id,v\na,1\na,2\n", #"{"name":"v","type":"int"}"#, "重复", 3),
        ("id,v\n,1\n", #"{"name":"v","type":"int"}"#, "必填单元格为空", 2),
        ("id,v\na,1.5\n", #"{"name":"v","type":"int"}"#, "不是整数", 2),
        ("id,v\na,101\n", #"{"name":"v","type":"decimal","max":100}"#, "大于上限", 2),
        ("id,v\na,maybe\n", #"{"name":"v","type":"yesno"}"#, "不是 yes 或 no", 2),
        ("id,v\na,丙\n", #"{"name":"v","type":"enum","values":["甲","乙"]}"#, "不在允许的取值之中", 2),
        ("id,v\na, x\n", #"{"name":"v","type":"text"}"#, "首尾有空白", 2),
        ("id,v\na,53282\n", #"{"name":"v","type":"region-code"}"#, "不是六位区划代码", 2),
        ("id,v\na,z\n", #"{"name":"v","type":"text","references":"items.csv#id"}"#, "不存在", 2),
        ("id,v\na,C15\n", #"{"name":"v","type":"industry-code"}"#, "不应带门类字母", 2),
        ("id,v\na,b\n", #"{"name":"v","type":"colour"}"#, "未定义", 2),
    ])
    func `names file, row and column of a fault`(table: String, column: String, fact: String, row: Int) throws {
        let catalog = try TemporaryCatalog()
        defer { catalog.remove() }
        try catalog.add(
            table: table, columns: "[{\"name\":\"id\",\"type\":\"text\",\"required\":true},\(column)]", key: #"["id"]"#)
        let faults = try catalog.faults()
        let fault = try #require(faults.first)
        #expect(faults.count == 1)
        #expect(fault.fact.contains(fact), "\(fault)")
        #expect(fault.row == row)
        #expect(fault.file == "lists/demo-1/items.csv")
        #expect(fault.column != nil)
    }

    @Test func `a changed file is found, and build repairs only the checksum and the count`() throws {
        let catalog = try TemporaryCatalog()
        defer { catalog.remove() }
        try catalog.add(
            table: "id\na\nb\n", columns: #"[{"name":"id","type":"text"}]"#, rows: 1,
            sha256: String(repeating: "0", count: 64))
        #expect(try catalog.faults().count == 2)
        let before = try String(contentsOfFile: catalog.root + "/lists/demo-1/edition.json", encoding: .utf8)
        let changes = try CatalogBuilder.refresh(CatalogStore(folders: [catalog.root]))
        #expect(changes.map(\.rows) == [2])
        #expect(try catalog.faults() == [])
        let after = try String(contentsOfFile: catalog.root + "/lists/demo-1/edition.json", encoding: .utf8)
        #expect(before.split(separator: "\n").count == after.split(separator: "\n").count)
        #expect(try CatalogBuilder.refresh(CatalogStore(folders: [catalog.root])) == [])
    }

    @Test func `missing and misordered columns are named`() throws {
        let catalog = try TemporaryCatalog()
        defer { catalog.remove() }
        try catalog.add(table: "b,a\n1,2\n", columns: #"[{"name":"a","type":"text"},{"name":"b","type":"text"}]"#)
        let faults = try catalog.faults()
        #expect(faults.count == 1 && faults[0].row == 1)
        #expect(faults[0].fact.contains("a,b") && faults[0].fact.contains("b,a"))
    }

    @Test func `a later folder wins and the overlap is told`() throws {
        let one = try TemporaryCatalog()
        let two = try TemporaryCatalog()
        defer {
            one.remove()
            two.remove()
        }
        try one.add(table: "id\nold\n", columns: #"[{"name":"id","type":"text"}]"#)
        try two.add(table: "id\nnew\n", columns: #"[{"name":"id","type":"text"}]"#)
        let store = try CatalogStore(folders: [one.root, two.root])
        #expect(try store.table("demo-1", "items.csv")[0, 0] == "new")
        #expect(store.overlaps.map(\.id) == ["demo-1"])
    }

    @Test func `a folder without editions is refused with a remedy`() throws {
        let error = #expect(throws: CatalogError.self) { try CatalogStore(folders: ["/nonexistent-yinfeng"]) }
        #expect(error?.explanation.remedy.contains("--catalogs") == true)
    }

    @Test func `search finds rows by all words and cites their place`() throws {
        let catalog = try TemporaryCatalog()
        defer { catalog.remove() }
        try catalog.add(
            table: "id,text\na,磷酸铁锂正极材料\nb,磷酸二氢铵\n",
            columns: #"[{"name":"id","type":"text"},{"name":"text","type":"text"}]"#, key: #"["id"]"#)
        let store = try CatalogStore(folders: [catalog.root])
        let hits = try store.search("磷酸 锂")
        #expect(hits.map(\.row) == [2])
        #expect(hits[0].key == "a" && hits[0].column == "text")
    }
}
