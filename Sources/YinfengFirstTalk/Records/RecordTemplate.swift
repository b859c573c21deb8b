import Crypto
import YinfengModel

/// `template`: an empty and a filled record, as JSON that `file --record` reads.
package enum RecordTemplate {
    /// The empty record: every field of the form by its key.
    package static func empty(_ requirements: [FieldRequirement]) -> String {
        pretty(
            requirements.filter { !$0.isAutomatic }.map { ($0.key.rawValue, $0.kind == .list ? "[]" : "\"\"") }
                + [("evidence", "[{\"kind\": \"\", \"date\": \"\", \"sha256\": \"\"}]")])
    }

    /// The same with what each field means: its Chinese name and when it must be filled.
    package static func explained(_ requirements: [FieldRequirement]) -> [(key: String, name: String, need: String)] {
        requirements.filter { !$0.isAutomatic }.map { requirement in
            let need =
                switch requirement.need {
                case .always: "必填"
                case .manufacturing: "制造业必填"
                case .uncoded: "无信用代码时必填"
                case .optional: "选填"
                }
            return (requirement.key.rawValue, requirement.name, need)
        }
    }

    /// Writes members of ready JSON values, one a line.
    static func pretty(_ members: [(String, String)]) -> String {
        "{\n" + members.map { "  \(JSONTree.string($0.0).canonical): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    }
}

extension FieldRequirement {
    /// Whether the register fills the field itself.
    var isAutomatic: Bool { ["filer_code", "filer_name", "filer_level"].contains(key.rawValue) }
}

extension ShareLine {
    /// Reads the rows of a shares table, heading first: item, base, attract, host, third, years, from, until, count.
    ///
    /// Throws `RegisterRefusal` of class unreadable for a missing column or an unknown count.
    package static func read(rows: [[String]]) throws(RegisterRefusal) -> [ShareLine] {
        guard let heading = rows.first?.map({ $0.filter { !$0.isWhitespace }.lowercased() }) else {
            throw RegisterRefusal(
                .unreadable, "S201", "利益分享表是空的", field: "shares",
                remedy: "首行写 item,base,attract,host,third,years,from,until,count")
        }
        for name in ["item", "attract", "host"] where !heading.contains(name) {
            throw RegisterRefusal(
                .unreadable, "S201", "利益分享表缺列 \(name)", field: name,
                remedy: "首行写 item,base,attract,host,third,years,from,until,count")
        }
        var result: [ShareLine] = []
        for (index, row) in rows.dropFirst().enumerated() where row.contains(where: { !$0.allSatisfy(\.isWhitespace) })
        {
            func cell(_ name: String) -> String {
                guard let column = heading.firstIndex(of: name), column < row.count else { return "" }
                return RecordReader.clean(row[column])
            }
            let count = cell("count").lowercased()
            guard ["", "single", "double", "单计", "双计"].contains(count) else {
                throw RegisterRefusal(
                    .unreadable, "S202", "利益分享表第\(index + 2)行 count“\(count)”不明", field: "count",
                    remedy: "写 single 或 double")
            }
            result.append(
                ShareLine(
                    item: cell("item"), base: cell("base"), attract: cell("attract"), host: cell("host"),
                    third: cell("third").isEmpty ? "0" : cell("third"), years: cell("years"), from: cell("from"),
                    until: cell("until"), isDouble: count == "double" || count == "双计"))
        }
        return result
    }
}

extension RuleSet {
    /// The set changed by the rows of a parameters table, heading first: key, value, unit (the unit may be left out).
    ///
    /// Throws `RegisterRefusal` of class unreadable for a missing column, an unknown key or a value of a wrong kind.
    package func changed(rows: [[String]], source: String) throws(RegisterRefusal) -> RuleSet {
        let heading = rows.first?.map { RecordReader.clean($0).lowercased() } ?? []
        guard let key = heading.firstIndex(of: "key"), let value = heading.firstIndex(of: "value") else {
            throw RegisterRefusal(
                .unreadable, "C411", "参数表缺列 key 或 value", field: "rules", remedy: "首行写 key,value,unit")
        }
        let unit = heading.firstIndex(of: "unit")
        var changes: [(key: String, value: String, unit: String?)] = []
        for row in rows.dropFirst() where row.count > max(key, value) && !row[key].isEmpty {
            changes.append(
                (
                    RecordReader.clean(row[key]), RecordReader.clean(row[value]),
                    unit.flatMap { $0 < row.count ? RecordReader.clean(row[$0]) : nil }
                ))
        }
        var result = self
        result.source = source
        let unknown = result.override(changes)
        guard unknown.isEmpty else {
            throw RegisterRefusal(
                .unreadable, "C412", "没有参数“\(unknown.joined(separator: "、"))”", field: unknown[0],
                remedy: "用 firsttalk rules 查看全部参数")
        }
        if let fault = result.firstFault {
            throw RegisterRefusal(
                .unreadable, "C410", "参数“\(fault)”的值或单位不对", field: fault, remedy: "对照 firsttalk rules 的写法")
        }
        return result
    }
}

/// SHA-256 of an evidence file's bytes.
package enum EvidenceDigest {
    /// Lower-case hex.
    package static func sha256(_ bytes: [UInt8]) -> String { Hex.text(SHA256.hash(data: bytes)) }
}
