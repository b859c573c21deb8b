import Foundation
import Testing

/// The part of JSON Schema that our schemas use: type, enum, required, properties, items, anyOf, maxLength.
private struct Schema {
    let node: [String: Any]

    init(named name: String) throws {
        let file = Program.root.appending(path: "docs/schema/\(name).schema.json")
        node = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    }

    func faults(_ value: Any) -> [String] { Schema.faults(value, node, at: "") }

    private static func faults(_ value: Any, _ node: [String: Any], at place: String) -> [String] {
        if let choices = node["anyOf"] as? [[String: Any]] {
            let all = choices.map { faults(value, $0, at: place) }
            return all.contains([]) ? [] : all.min { $0.count < $1.count } ?? []
        }
        let types = (node["type"] as? [String]) ?? [node["type"] as? String].compactMap { $0 }
        guard types.isEmpty || types.contains(where: { isA(value, $0) }) else {
            return ["\(place): \(value) is no \(types)"]
        }
        var found: [String] = []
        if let words = node["enum"] as? [String], let word = value as? String, !words.contains(word) {
            found.append("\(place): \(word)")
        }
        if let limit = node["maxLength"] as? Int, let text = value as? String, text.count > limit {
            found.append("\(place): longer than \(limit)")
        }
        if let object = value as? [String: Any] {
            for key in node["required"] as? [String] ?? [] where object[key] == nil {
                found.append("\(place).\(key) missing")
            }
            for (key, child) in node["properties"] as? [String: [String: Any]] ?? [:] {
                if let inner = object[key] { found += faults(inner, child, at: place + "." + key) }
            }
        }
        if let list = value as? [Any], let child = node["items"] as? [String: Any] {
            for (index, inner) in list.enumerated() { found += faults(inner, child, at: "\(place)[\(index)]") }
        }
        return found
    }

    private static func isA(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": return value is NSNull
        case "string": return value is String
        case "array": return value is [Any]
        case "object": return value is [String: Any]
        case "boolean": return (value as? NSNumber).map(isBool) ?? false
        case "number": return (value as? NSNumber).map { !isBool($0) } ?? false
        case "integer":
            return (value as? NSNumber).map { !isBool($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: return false
        }
    }

    private static func isBool(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}

@Suite struct SchemaTests {
    private static let list = """
        项目编号,项目名称,主要产品,总投资(亿元),固定资产投资（万元）,用地面积（亩）,容积率
        A1,茶叶精深加工项目,普洱茶,1.2,8640,38,120
        A2,水泥项目,水泥熟料,3,25000,20,0.5
        A3,坏行,水泥,-500,1,1,1

        """

    @Test(arguments: [
        ("rank", ["rank", "l.csv", "--region", "532800", "--top", "2"]),
        ("rank", ["rank", "l.csv", "--region", "532800", "--top", "2", "--brief"]),
        ("check", ["check", "l.csv", "--park", "勐海产业园区"]),
        ("classify", ["classify", "年产5万吨磷酸铁锂正极材料", "？？", "--top", "3"]),
        ("policy", ["policy", "年产10万吨隔膜法烧碱", "散步"]),
    ])
    func `real output keeps its schema`(name: String, arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("l.csv", SchemaTests.list)
        let schema = try Schema(named: name)
        let lines = try program.run(arguments + ["--format", "ndjson", "--quiet"])
        #expect(lines.status == 0, "\(lines.errors)")
        #expect(!lines.records.isEmpty)
        for record in lines.records { #expect(schema.faults(record) == []) }
        let document = try program.run(arguments + ["--format", "json", "--quiet"])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(document.output.utf8)) as? [String: Any])
        let meta = try #require(json["meta"] as? [String: Any])
        #expect(meta["schema"] as? String == schema.node["$id"] as? String)
        let rows = try #require(json["rows"] as? [Any])
        #expect(rows.count == lines.records.count)
        for row in rows { #expect(schema.faults(row) == []) }
    }

    @Test func `the schema finds what is wrong`() throws {
        let schema = try Schema(named: "rank")
        #expect(schema.faults(["id": "1"]) != [])
        let row: [String: Any] = [
            "id": "1", "park": ["code": "1", "name": "n"], "rank": 1, "score": 1.5, "verdict": "pass",
            "so_far": "admit",
        ]
        #expect(schema.faults(row).contains { $0.contains("verdict") })
    }
}
