import Foundation
package import YinfengModel

/// The words of a 首谈备案登记表, by key; lists are joined by `；`.
package struct FilingRecord: Sendable, Equatable {
    /// The fields, empty ones left out.
    package var fields: [FieldKey: String]
    /// The documents.
    package var evidence: [Filing.EvidenceItem]

    /// A record.
    package init(fields: [FieldKey: String], evidence: [Filing.EvidenceItem] = []) {
        self.fields = fields
        self.evidence = evidence
    }

    /// The text of a field; nil when empty.
    package subscript(key: FieldKey) -> String? { fields[key] }

    /// The items of a list field.
    package func list(_ key: FieldKey) -> [String] {
        (fields[key] ?? "").split(whereSeparator: { "；;、|\n".contains($0) })
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// The record with the other's fields laid over it; documents are added.
    package func merging(_ other: FilingRecord) -> FilingRecord {
        var result = self
        for (key, value) in other.fields { result.fields[key] = value }
        for item in other.evidence where !result.evidence.contains(where: { $0.sha256 == item.sha256 }) {
            result.evidence.append(item)
        }
        return result
    }
}

/// Reads records from JSON and leads into canonical keys.
package struct RecordReader: Sendable {
    private let keys: [String: FieldRequirement]

    /// A reader for these fields; their Chinese names and aliases are understood.
    package init(requirements: [FieldRequirement]) {
        var keys: [String: FieldRequirement] = [:]
        for requirement in requirements {
            keys[requirement.name] = requirement
            for alias in requirement.aliases { keys[alias.rawValue] = requirement }
        }
        for requirement in requirements { keys[requirement.key.rawValue] = requirement }
        self.keys = keys
    }

    /// Reads a JSON object of keys or Chinese names; throws `RegisterRefusal` of class `unreadable`.
    package func read(json bytes: [UInt8]) throws(RegisterRefusal) -> FilingRecord {
        let tree: JSONTree
        do {
            tree = try JSONTree(lenient: bytes)
        } catch {
            throw RegisterRefusal(
                .unreadable, "R101", "记录不是合法的 JSON（第\(error.position + 1)字节处读不下去）",
                remedy: "用 yinfeng firsttalk template 取空表照填，存为 UTF-8")
        }
        guard let members = tree.members else {
            throw RegisterRefusal(.unreadable, "R102", "记录应是一个 JSON 对象", remedy: "用 yinfeng firsttalk template 取空表照填")
        }
        var record = FilingRecord(fields: [:])
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if name == "evidence" || name == "佐证材料" {
                record.evidence = try evidence(value)
                continue
            }
            guard let text = try RecordReader.text(value, field: name) else { continue }
            record.fields[keys[name]?.key ?? FieldKey(rawValue: name)] = text
        }
        return record
    }

    /// Takes the fields of a lead that the form has.
    package func read(lead: Lead) -> FilingRecord {
        var record = FilingRecord(fields: [:])
        for (key, value) in lead.fields {
            guard let requirement = keys[key.rawValue], !value.isSuspect, value.content != .missing else { continue }
            let text: String
            switch value.content {
            case .missing: continue
            case .text(let words): text = words
            case .items(let items): text = items.joined(separator: "；")
            case .flag(let flag): text = flag ? "是" : "否"
            case .date(let range): text = range.day?.iso ?? value.raw
            case .quantity(let quantity):
                text = quantity.interval.point.map { $0.decimal() + quantity.unit } ?? value.raw
            }
            let clean = RecordReader.clean(text)
            if !clean.isEmpty { record.fields[requirement.key] = clean }
        }
        return record
    }

    /// Reads fields given as text (`--set`, a form sheet): keys or Chinese names.
    package func read(fields: [(String, String)]) -> FilingRecord {
        var record = FilingRecord(fields: [:])
        for (name, value) in fields {
            let clean = RecordReader.clean(value)
            if !clean.isEmpty { record.fields[keys[name]?.key ?? FieldKey(rawValue: name)] = clean }
        }
        return record
    }

    private static func text(_ value: JSONTree, field: String) throws(RegisterRefusal) -> String? {
        let text: String
        switch value {
        case .null: return nil
        case .bool(let flag): text = flag ? "是" : "否"
        case .int(let number): text = String(number)
        case .string(let words): text = words
        case .array(let items):
            var words: [String] = []
            for item in items { if let word = try RecordReader.text(item, field: field) { words.append(word) } }
            text = words.joined(separator: "；")
        case .object:
            throw RegisterRefusal(
                .unreadable, "R103", "字段“\(field)”应是文字、数或列表，现为对象", field: field, remedy: "照 template 的写法填")
        }
        let clean = RecordReader.clean(text)
        return clean.isEmpty ? nil : clean
    }

    /// NFC, line ends LF, no blanks around, no control characters.
    static func clean(_ text: String) -> String {
        let lines = text.precomposedStringWithCanonicalMapping.replacingOccurrences(of: "\r\n", with: "\n")
            .replacingOccurrences(of: "\r", with: "\n")
        var kept = String.UnicodeScalarView()
        for scalar in lines.unicodeScalars where scalar == "\n" || scalar.properties.generalCategory != .control {
            kept.append(scalar)
        }
        return String(kept).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func evidence(_ value: JSONTree) throws(RegisterRefusal) -> [Filing.EvidenceItem] {
        let items: [JSONTree]
        switch value {
        case .array(let list): items = list
        case .null: return []
        case .object: items = [value]
        default:
            throw RegisterRefusal(
                .unreadable, "R104", "佐证材料应是列表，每项含 kind、date、sha256", field: "evidence",
                remedy: "或用 --evidence 文件 --kind 种类 --date 日期")
        }
        var result: [Filing.EvidenceItem] = []
        for item in items {
            guard let kind = (item["kind"] ?? item["种类"])?.text, let date = (item["date"] ?? item["日期"])?.text,
                CivilDate(iso: date) != nil
            else {
                throw RegisterRefusal(
                    .unreadable, "R104", "佐证材料每项须有种类和日期（YYYY-MM-DD）", field: "evidence",
                    remedy: "改为 {\"kind\":\"洽谈纪要\",\"date\":\"2026-03-05\",\"sha256\":\"…\"}")
            }
            let digest = (item["sha256"]?.text ?? "").lowercased()
            guard digest.count == 64, Hex.bytes(digest) != nil else {
                throw RegisterRefusal(
                    .unreadable, "R105", "佐证材料“\(kind)”的 sha256 应为64位十六进制", field: "evidence",
                    remedy: "用 sha256sum 求得，或改用 --evidence 文件")
            }
            var pages: Int?
            if case .int(let count)? = item["pages"] { pages = count }
            result.append(
                Filing.EvidenceItem(
                    sha256: digest, kind: RecordReader.clean(kind), date: date, name: item["name"]?.text, pages: pages))
        }
        return result
    }
}
