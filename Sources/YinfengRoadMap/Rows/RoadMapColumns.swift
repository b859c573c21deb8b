import YinfengMatching
import YinfengModel
package import YinfengReport

extension RoadMapRows {
    /// Columns and sheets.
    package static func head(_ map: RoadMap, meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: map.zone.name + "产业招商路线图", columns: columns,
            sheets: [
                ReportSheet(name: "路线图", columns: seekColumns) { row in
                    isOpen(row) ? [row] : []
                },
                ReportSheet(name: "全部环节", columns: columns) { row in row["node"] == nil ? [] : [row] },
                ReportSheet(name: "优先度分项", columns: termColumns) { row in
                    details(row, "terms", with: ["chain", "node"])
                },
                ReportSheet(name: "在手线索", columns: leadColumns) { row in
                    [("leads", "补缺口"), ("overlap", "同质化"), ("refused", "不予准入")].flatMap { key, word in
                        details(row, key, with: ["chain", "node"], mark: word)
                    }
                },
                ReportSheet(name: "目标企业", columns: leadColumns) { row in
                    details(row, "targets", with: ["chain", "node"], mark: "可对接")
                },
                ReportSheet(name: "园区协作", columns: pairColumns) { row in row["pair"] == nil ? [] : [row] },
                ReportSheet(name: "未归入企业", columns: unattachedColumns) { row in
                    row["unattached"] == nil ? [] : [row]
                },
                ReportSheet(
                    name: "分档要求", columns: [ReportColumn("要求", "duty.text", style: .wrapped, width: 110)]
                ) { row in row["duty"] == nil ? [] : [row] },
                ReportSheet(name: "退回行", columns: [ReportColumn("编号", "id"), ReportColumn.returned]) { row in
                    row["error"] == nil ? [] : [row]
                },
            ], meta: meta)
    }

    private static func isOpen(_ row: ReportObject) -> Bool {
        row["node"] != nil && row["status"]?.flat != ChainNodeStatus.covered.rawValue
    }

    /// The objects of a list in a row, each with some keys of the row beside them.
    private static func details(
        _ row: ReportObject, _ key: String, with keys: [String], mark: String? = nil
    ) -> [ReportObject] {
        guard case .list(let values)? = row[key] else { return [] }
        return values.compactMap { value in
            guard case .object(var object) = value else { return nil }
            for key in keys { object[key] = row[key] }
            if let mark { object["mark"] = .text(mark) }
            return object
        }
    }

    private static let state = ReportColumn("状态") { status($0, "status") }
    private static let after = ReportColumn("引进后") { status($0, "after") }
    private static let hand = ReportColumn("在手线索", style: .wrapped, width: 30) { row in
        let overlap = details(row, "overlap", with: []).map { "同质化：" + words($0) }
        return .texts(details(row, "leads", with: []).map(words) + overlap)
    }
    private static let around = ReportColumn("周边园区", style: .wrapped, width: 36, isInTable: false) { row in
        .texts(
            details(row, "neighbours", with: []).map { neighbour in
                let firms = neighbour["firms"]?.flat ?? ""
                let place = neighbour["same_prefecture"]?.flat == "是" ? "同州市" : "省内"
                return neighbour.value(at: ["park", "name"]).flat + "（\(place)，"
                    + (firms.isEmpty ? neighbour["industry"]?.flat ?? "" : firms) + "）"
            })
    }

    private static func status(_ row: ReportObject, _ key: String) -> ReportValue {
        .optional(row[key].flatMap { ChainNodeStatus(rawValue: $0.flat)?.chinese })
    }

    /// A lead in words: id, name, score.
    private static func words(_ lead: ReportObject) -> String {
        let name = lead["name"]?.flat ?? ""
        return (lead["id"]?.flat ?? "") + (name.isEmpty ? "" : " " + name) + "（\(lead["score"]?.flat ?? "")分）"
    }

    private static let columns = [
        ReportColumn("产业链") { row in row["pair"] == nil ? row["chain"] ?? .null : row.value(at: ["pair", "kind"]) },
        ReportColumn("环节", width: 18) { row in
            row["pair"] == nil ? row["node"] ?? .null : row.value(at: ["pair", "park", "name"])
        }, ReportColumn("阶段", "stage"), state,
        ReportColumn("优先度", "priority", style: .number(digits: 3)),
        ReportColumn("园内企业", "firms", style: .wrapped, width: 34),
        ReportColumn("招什么", "seek", style: .wrapped, width: 30),
        hand,
        after,
        ReportColumn("依据", style: .wrapped, width: 60) { row in
            row["pair"] == nil ? row["because"] ?? .null : row.value(at: ["pair", "because"])
        },
        ReportColumn("上游", "upstream", style: .wrapped, width: 24, isInTable: false),
        ReportColumn("下游", "downstream", style: .wrapped, width: 24, isInTable: false),
        around,
        ReportColumn("虚构示例", isInTable: false) { row in row["synthetic"]?.flat == "是" ? "是" : .null },
    ]

    private static let seekColumns = [
        ReportColumn("产业链", "chain"), ReportColumn("环节", "node", width: 18),
        state, ReportColumn("优先度", "priority", style: .number(digits: 3)),
        ReportColumn("招什么", "seek", style: .wrapped, width: 28),
        ReportColumn("须达到", "thresholds", style: .wrapped, width: 50),
        hand,
        after,
        around,
        ReportColumn("为什么", style: .wrapped, width: 60) { row in
            .texts(
                details(row, "terms", with: []).map {
                    ($0["name"]?.flat ?? "") + ($0["points"]?.flat ?? "") + "：" + ($0["reason"]?.flat ?? "")
                })
        },
    ]

    private static let termColumns = [
        ReportColumn("产业链", "chain"), ReportColumn("环节", "node", width: 18), ReportColumn("分项", "name"),
        ReportColumn("取值", "value", style: .number(digits: 4)), ReportColumn("比例", "share", style: .number(digits: 2)),
        ReportColumn("状态系数", "factor", style: .number(digits: 2)),
        ReportColumn("得分", "points", style: .number(digits: 4)),
        ReportColumn("理由", "reason", style: .wrapped, width: 60),
    ]

    private static let leadColumns = [
        ReportColumn("产业链", "chain"), ReportColumn("环节", "node", width: 18), ReportColumn("编号", "id"),
        ReportColumn("名称", "name", width: 34), ReportColumn("得分", "score", style: .number(digits: 2)),
        ReportColumn("作用", "mark"),
    ]

    private static let pairColumns = [
        ReportColumn("方式", "pair.kind"), ReportColumn("园区", "pair.park.name", width: 30),
        ReportColumn("共有产业链", "pair.chains", style: .wrapped, width: 30),
        ReportColumn("对方可供", "pair.gives", style: .wrapped, width: 30),
        ReportColumn("可供对方", "pair.takes", style: .wrapped, width: 30),
        ReportColumn("理由", "pair.because", style: .wrapped, width: 60),
    ]

    private static let unattachedColumns = [
        ReportColumn("企业", "unattached.name", width: 34),
        ReportColumn("原因", "unattached.because", style: .wrapped, width: 60),
    ]
}
