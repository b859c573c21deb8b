import YinfengEntry
import YinfengModel
import YinfengReport

/// What differs between two days, in the keys of the output.
struct CheckComparison {
    /// The day and the day compared with.
    let days: (CivilDate, CivilDate)
    /// The clauses that differ.
    let comparison: EntryComparison

    /// `{"days","verdicts","so_far","flips","changes":[{"rule","before","after"}]}`, first day first.
    var value: ReportValue {
        .object([
            "days": .texts([days.0.iso, days.1.iso]), "verdicts": .texts(comparison.verdicts.map(\.rawValue)),
            "so_far": .texts(comparison.soFar.map(\.rawValue)), "flips": .bool(comparison.flips),
            "changes": .list(comparison.changes.map(CheckComparison.change)),
        ])
    }

    static func change(_ change: EntryComparison.Change) -> ReportValue {
        .object(["rule": .text(change.rule), "before": side(change.before), "after": side(change.after)])
    }

    private static func side(_ clause: ClauseFinding?) -> ReportValue {
        guard let clause else { return .null }
        return .object([
            "result": .text(clause.outcome.rawValue), "required": .optional(clause.required),
            "found": .optional(clause.found), "message": .text(clause.message),
            "document": .text(clause.citation.document), "clause": .text(clause.citation.clause),
            "effective": .text(clause.citation.effectiveText),
        ])
    }

    /// The sheet of a spreadsheet.
    static var sheet: ReportSheet {
        ReportSheet(
            name: "两日对比",
            columns: [
                ReportColumn("编号", "id"), ReportColumn("规则", "rule"), ReportColumn("结果", "result", width: 26),
                ReportColumn("要求", "required", width: 30), ReportColumn("说明", "message", style: .wrapped, width: 70),
                ReportColumn("依据", "source", style: .wrapped, width: 50),
            ],
            rows: { row in readingRows(row) })
    }

    /// The lines that a person reads: one for the verdicts, one a clause that differs.
    static func readingRows(_ row: ReportObject) -> [ReportObject] {
        guard case .object(let compare)? = row["compare"], case .list(let days)? = compare["days"] else { return [] }
        func words(_ key: String) -> String {
            guard case .list(let values)? = compare[key] else { return "" }
            return values.map { Verdict(rawValue: $0.flat)?.chinese ?? $0.flat }.joined(separator: " → ")
        }
        var rows: [ReportObject] = [
            [
                "id": row["id"] ?? .null, "rule": "【对比】", "result": .text(words("verdicts")),
                "message": .text(
                    days.map(\.flat).joined(separator: " → ") + "；现有材料下：" + words("so_far")),
            ]
        ]
        guard case .list(let changes)? = compare["changes"] else { return rows }
        for case .object(let change) in changes {
            rows.append([
                "id": row["id"] ?? .null, "rule": change["rule"] ?? .null,
                "result": .text(side(change, "before", "result") + " → " + side(change, "after", "result")),
                "required": .text(side(change, "before", "required") + " → " + side(change, "after", "required")),
                "message": .text(
                    [side(change, "before", "message"), side(change, "after", "message")].filter { $0 != "—" }
                        .joined(separator: " → ")),
                "source": .text(
                    [side(change, "before", "document"), side(change, "after", "document")].filter { $0 != "—" }
                        .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: " → ")),
            ])
        }
        return rows
    }

    private static func side(_ change: ReportObject, _ side: String, _ key: String) -> String {
        guard case .object(let object)? = change[side] else { return "—" }
        let text = object[key]?.flat ?? ""
        if key == "result" { return ClauseOutcome(rawValue: text)?.chinese ?? text }
        return text.isEmpty ? "—" : text
    }
}
