import YinfengMatching
import YinfengModel
import YinfengParks
package import YinfengReport

extension RoadMap {
    /// Writes the map as a page that prints on A4, landscape; throws `ReportError`.
    package func writePage(meta: ReportMeta, path: String?) throws(ReportError) {
        let sink: FileSink
        if let path { sink = try FileSink(path: path) } else { sink = .standardOutput }
        try sink.write(page(meta: meta).render())
        try sink.finish()
    }

    /// The page.
    package func page(meta: ReportMeta) -> HTMLPage {
        var body: [HTMLNode] = [.tag("h1", zone.name + " 产业招商路线图")]
        if isSynthetic { body.append(.tag("p", class: "caution", "企业或线索含虚构示例行，仅作演示，不得作为事实引用。")) }
        body.append(.form(profileLines(meta)))
        if gaps.isEmpty { body.append(.tag("p", "园区产业未载（画像不全），也没有企业名录带出产业链，无图可绘。")) }
        let open = gaps.filter(\.isOpen)
        if !open.isEmpty {
            body.append(.tag("h2", "先招什么"))
            body.append(firstTable(Array(open.prefix(RoadMap.firstRows))))
        }
        let common = commonThresholds
        if !common.isEmpty {
            body.append(.tag("h2", "各环节共同须达到"))
            body.append(list(common.map(\.text)))
        }
        var notes = SourceNotes()
        let parts = chainOrder.map {
            HTMLNode.tag("section", class: "chain", chainPart($0, common: Set(common), &notes))
        }
        body += parts
        body += appendix()
        if !notes.sources.isEmpty {
            body.append(.tag("h2", "门槛出处"))
            body.append(list(notes.sources.enumerated().map { "［\($0.offset + 1)］\($0.element)" }))
        }
        body.append(source(meta))
        return HTMLPage(title: zone.name + "产业招商路线图", isLandscape: true, body: body, style: RoadMap.style)
    }

    /// Rows of the first table: as many as stand on the first sheet beside the park's facts.
    private static let firstRows = 10

    private static let style =
        ChainPicture.style + """
            section.chain{break-before:page}td ul{margin:0;padding-left:1.1em}
            p.caution{padding:.3em .6em}div.gaps table{font-size:.86em;table-layout:fixed}
            div.gaps th:nth-child(1){width:7%}div.gaps th:nth-child(2){width:15%}div.gaps th:nth-child(3){width:14%}
            div.gaps th:nth-child(4){width:17%}div.gaps th:nth-child(5){width:18%}div.gaps th:nth-child(6){width:11%}
            @media print{h2{break-after:avoid}}

            """

    private func profileLines(_ meta: ReportMeta) -> [(label: String, value: String)] {
        let place = matcher.places.parks.place(at: park).map { matcher.places.regions.path(of: $0) }
        let industries = zone.industries.map {
            $0.role.chinese(isVerified: $0.isVerified) + "“\($0.name)”"
        }
        let output = zone.outputYi.map { $0.decimal() + "亿元" }
        let land = zone.landLeftMu.map { $0.decimal() + "亩" }
        let firms = states.map { "\($0.firmCount)家，未归入环节\($0.unattached.count)家" }
        var lines: [(label: String, value: String)] = [
            ("地区", place ?? zone.provinceName),
            ("产业", industries.isEmpty ? "未载（画像不全）" : industries.joined(separator: "、")),
            ("规上工业总产值", output ?? "未知"), ("可用土地", land ?? "未知"),
            ("企业名录", firms ?? "未提供，环节状态一律未知（不等于缺失）"),
        ]
        if !gaps.isEmpty {
            lines.append(("环节", summary.map { "\($0.status.chinese)\($0.count)个" }.joined(separator: "、")))
        }
        for entry in duties { lines.append(("分档要求", dutyText(entry.duty, isCertain: entry.isCertain))) }
        return lines
    }

    private func firstTable(_ gaps: [ChainGap]) -> HTMLNode {
        .table(
            headings: ["序", "产业链·环节", "状态", "优先度", "招什么", "在手线索（得分）", "引进后"],
            rows: gaps.enumerated().map { index, gap in
                [
                    .text(String(index + 1)), .text(chains.title(gap.link)), .text(gap.status.chinese),
                    .text(gap.priority.rational.decimal(digits: 3)), .text(gap.seek.joined(separator: "、")),
                    list(texts(gap.leads, of: leads)), .text(change(gap)),
                ]
            })
    }

    private func change(_ gap: ChainGap) -> String {
        gap.leads.isEmpty ? "—" : "\(gap.status.chinese)→\(gap.after.chinese)"
    }

    private func chainPart(
        _ chain: Int, common: Set<ChainGap.Threshold>, _ notes: inout SourceNotes
    ) -> [HTMLNode] {
        let value = chains.chains[chain]
        let own = gaps.filter { $0.link.chain == chain }
        var byNode: [Int: ChainGap] = [:]
        for gap in own { byNode[gap.link.node] = gap }
        var parts: [HTMLNode] = [
            .tag("h2", "\(value.name)产业链：" + matcher.chainRole(of: zone, chain: chain).reason),
            ChainPicture(chain: value, gaps: byNode).svg(),
        ]
        let open = own.filter(\.isOpen)
        if !open.isEmpty {
            var rows: [[HTMLNode]] = []
            for gap in open { rows.append(seekRow(gap, common: common, &notes)) }
            parts.append(
                .element(
                    "div", [("class", "gaps")],
                    [
                        .table(
                            headings: ["环节", "状态与依据", "招什么", "规模与须达到", "找谁", "在手线索", "为什么先招"],
                            rows: rows)
                    ]))
        }
        let covered = own.filter { !$0.isOpen }
        if !covered.isEmpty {
            parts.append(.tag("h3", "已完备的环节"))
            parts.append(
                .table(
                    headings: ["环节", "园内企业", "依据", "同质化线索"],
                    rows: covered.map { gap in
                        [
                            .text(chains.node(gap.link).name), .text(gap.firms.joined(separator: "、")),
                            .text(gap.because), list(texts(gap.overlap, of: leads)),
                        ]
                    }))
        }
        return parts
    }

    private func seekRow(
        _ gap: ChainGap, common: Set<ChainGap.Threshold>, _ notes: inout SourceNotes
    ) -> [HTMLNode] {
        let node = chains.node(gap.link)
        var what = [gap.seek.joined(separator: "、")]
        if !node.marks.isEmpty { what.append("工艺与质量：" + node.marks.joined(separator: "、")) }
        if !node.dated.isEmpty { what.append("不宜：" + node.dated.joined(separator: "、")) }
        var asked = scale(of: gap)
        for line in gap.thresholds where !common.contains(line) {
            asked.append(line.asks + "［\(notes.number(of: line.source))］")
        }
        var who = kinds(of: gap)
        if let targets { who += texts(gap.targets, of: targets).map { "目标企业：" + $0 } }
        if !gap.neighbours.isEmpty { who.append("周边已有，可协作、不必重复：" + text(gap.neighbours)) }
        var hand = texts(gap.leads, of: leads)
        if !hand.isEmpty { hand.append("引进后：" + change(gap)) }
        hand += texts(gap.refused, of: leads).map { "不予准入：" + $0 }
        var state = [gap.status.chinese + "（优先度\(gap.priority.rational.decimal(digits: 3))）", gap.because]
        if !gap.firms.isEmpty { state.append("企业：" + gap.firms.joined(separator: "、")) }
        let terms = gap.terms.filter { $0.points > Points(0) }
        return [
            .tag("b", node.name), list(state), list(what), list(asked), list(who), list(hand),
            .text(
                terms.map { "\($0.name)\($0.points.rational.decimal(digits: 3))（\($0.reason)）" }.joined(separator: "；")),
        ]
    }

    private func appendix() -> [HTMLNode] {
        var parts: [HTMLNode] = []
        if let partners {
            parts.append(.tag("h2", "园区协作建议"))
            parts.append(
                partners.isEmpty
                    ? .tag("p", "省内未见可结对的园区。")
                    : .table(
                        headings: ["方式", "园区", "理由"],
                        rows: partners.map { proposal in
                            [
                                .text(proposal.kind.rawValue),
                                .text(matcher.places.parks.parks[proposal.park].name), .text(proposal.because),
                            ]
                        }))
        }
        if let unattached = states?.unattached, !unattached.isEmpty {
            parts.append(.tag("h2", "未能归入环节的企业"))
            parts.append(
                .table(
                    headings: ["企业", "原因"], rows: unattached.map { [.text($0.name), .text($0.because)] }))
        }
        return parts
    }

    private func source(_ meta: ReportMeta) -> HTMLNode {
        let editions = meta.editions.map { $0.title.isEmpty ? $0.id : $0.title }.joined(separator: "、")
        return .tag(
            "p", class: "note",
            "图谱由本项目按通用产业知识编写，非官方图谱；优先度＝状态系数×各分项（取值×比例）之和，供研究招商先后参考，由人审定。"
                + "截至日期 \(meta.asOf)；程序版本 \(meta.version)；依据：\(editions)")
    }

    private func list(_ items: [String]) -> HTMLNode {
        switch items.count {
        case 0: .text("—")
        case 1: .text(items[0])
        default: .tag("ul", items.map { .tag("li", $0) })
        }
    }
}

/// Sources that rows refer to by number, in the order of their first use.
private struct SourceNotes {
    private(set) var sources: [String] = []

    /// The number of a source, from 1.
    mutating func number(of source: String) -> Int {
        if let position = sources.firstIndex(of: source) { return position + 1 }
        sources.append(source)
        return sources.count
    }
}
