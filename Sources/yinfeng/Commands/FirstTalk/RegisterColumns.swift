import YinfengFirstTalk
import YinfengModel
import YinfengReport

extension RegisterLine {
    /// The line as a row of any format; its ndjson equals `json`, byte for byte.
    var object: ReportObject {
        var object = ReportObject()
        if let id { object["id"] = .text(id) }
        object["no"] = .optional(no)
        object["seq"] = .optional(seq)
        object["state"] = .optional(state?.rawValue)
        object["contested"] = .bool(contested)
        object["filer"] = .optional(filer)
        object["acceptor"] = .optional(acceptor)
        object["protect_from"] = .optional(protectFrom)
        object["protect_to"] = .optional(protectTo)
        object["provisional"] = .optional(provisional)
        object["due"] = .optional(due)
        object["conflicts"] = .list(
            conflicts.map { hit in
                .object([
                    "no": .text(hit.no), "conflict": .optional(hit.conflict), "tier": .text(hit.tier.rawValue),
                    "investor": .text(hit.investor), "content": .text(hit.content), "fields": .texts(hit.fields),
                ])
            })
        object["escalation"] =
            escalation.map { need in
                .object([
                    "level": .optional(need.level), "acceptor": .optional(need.acceptor),
                    "because": .text(need.because),
                ])
            } ?? .null
        object["qualifies"] = qualifies.map { .bool($0) } ?? .null
        object["notes"] = .list(
            notes.map { .object(["code": .text($0.code), "message": .text($0.message)]) })
        object["head"] = .text(head)
        return object
    }
}

/// Headings and cells of the flat formats.
enum RegisterColumns {
    /// The columns of filings.
    static func filings(_ facts: FirstTalkFacts) -> [ReportColumn] {
        [
            ReportColumn("编号", "no"), ReportColumn("序号", "seq", style: .number(digits: 0)),
            ReportColumn("状态") { row in
                let state = row["state"].flatMap { FilingState(rawValue: $0.flat) }
                return .text((state?.chinese ?? "") + (row["contested"]?.flat == "是" ? "（争议中）" : ""))
            },
            ReportColumn("报送单位") { row in place(row["filer"], facts) },
            ReportColumn("受理单位") { row in place(row["acceptor"], facts) },
            ReportColumn("保护自", "protect_from", isInTable: false), ReportColumn("保护至", "protect_to"),
            ReportColumn("暂定", "provisional", isInTable: false), ReportColumn("下次到期", "due"),
            ReportColumn("冲突", style: .wrapped, width: 60) { row in conflicts(row) },
            ReportColumn("提级", style: .wrapped, width: 40, isInTable: false) { row in
                row.value(at: ["escalation", "because"])
            },
            ReportColumn("提示", style: .wrapped, width: 60, isInTable: false) { row in notes(row) },
        ]
    }

    /// The columns of a ledger that was compared with the register.
    static func checks(_ facts: FirstTalkFacts) -> [ReportColumn] {
        [
            ReportColumn("线索", "id"),
            ReportColumn("强", style: .number(digits: 0)) { row in count("hard", row) },
            ReportColumn("弱", style: .number(digits: 0)) { row in count("soft", row) },
            ReportColumn("提示", style: .number(digits: 0)) { row in count("note", row) },
            ReportColumn("冲突", style: .wrapped, width: 60) { row in conflicts(row) },
            ReportColumn("比对", style: .wrapped, width: 60, isInTable: false) { row in
                guard case .list(let hits)? = row["conflicts"] else { return .null }
                return .texts(
                    hits.compactMap { hit in
                        guard case .object(let hit) = hit else { return nil }
                        return (hit["no"]?.flat ?? "") + "：" + (hit["fields"]?.flat ?? "")
                    })
            },
            ReportColumn("说明", style: .wrapped, width: 60) { row in notes(row) }, ReportColumn.returned,
        ]
    }

    private static func place(_ code: ReportValue?, _ facts: FirstTalkFacts) -> ReportValue {
        guard case .text(let code)? = code else { return .null }
        return .text(facts.authorities.name(code))
    }

    private static func hits(_ row: ReportObject) -> [ReportObject] {
        guard case .list(let hits)? = row["conflicts"] else { return [] }
        return hits.compactMap { if case .object(let hit) = $0 { hit } else { nil } }
    }

    private static func count(_ tier: String, _ row: ReportObject) -> ReportValue {
        row["conflicts"] == nil ? .null : .integer(hits(row).count { $0["tier"]?.flat == tier })
    }

    private static func conflicts(_ row: ReportObject) -> ReportValue {
        .texts(
            hits(row).map { hit in
                let tier = ConflictHit.Tier(rawValue: hit["tier"]?.flat ?? "")?.chinese ?? ""
                let number = hit["conflict"]?.flat ?? ""
                return tier + " " + (hit["no"]?.flat ?? "") + (number.isEmpty ? "" : "（\(number)）")
            })
    }

    private static func notes(_ row: ReportObject) -> ReportValue {
        guard case .list(let notes)? = row["notes"] else { return .null }
        return .texts(
            notes.compactMap { note in
                guard case .object(let note) = note else { return nil }
                return "[\(note["code"]?.flat ?? "")] " + (note["message"]?.flat ?? "")
            })
    }
}
