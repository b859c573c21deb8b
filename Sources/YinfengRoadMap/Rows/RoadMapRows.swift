import YinfengMatching
import YinfengModel
import YinfengParks
package import YinfengReport

/// The result rows of `gaps`: contract keys first, then what people ask for beside them.
package enum RoadMapRows {
    /// The rows: one a link; for reading formats also the pairs of parks and the firms on no link.
    package static func rows(_ map: RoadMap, format: OutputFormat) -> [ReportObject] {
        var rows = map.gaps.map { object($0, map) }
        if format == .table || format == .xlsx { rows += (map.partners ?? []).map { partner($0, map) } }
        if format == .xlsx {
            rows += (map.states?.unattached ?? []).map { firm in
                ["unattached": .object(["name": .text(firm.name), "because": .text(firm.because)])]
            }
            rows += map.duties.map { entry in
                ["duty": .object(["text": .text(map.dutyText(entry.duty, isCertain: entry.isCertain))])]
            }
        }
        return rows
    }

    /// One link in the keys of the contract.
    static func object(_ gap: ChainGap, _ map: RoadMap) -> ReportObject {
        let node = map.chains.node(gap.link)
        var row: ReportObject = [
            "park": park(map.park, map), "chain": .text(map.chains.chains[gap.link.chain].name),
            "node": .text(node.name), "stage": .text(node.stage), "status": .text(gap.status.rawValue),
            "priority": .number(gap.priority.rational, digits: 4), "firms": .texts(gap.firms),
            "upstream": names(gap.upstream, map), "downstream": names(gap.downstream, map),
            "neighbours": .list(
                gap.neighbours.map { neighbour in
                    .object([
                        "park": park(neighbour.park, map), "firms": .texts(neighbour.firms),
                        "industry": .optional(neighbour.industry), "same_prefecture": .bool(neighbour.isSamePrefecture),
                    ])
                }), "seek": .texts(gap.seek), "leads": fillers(gap.leads, of: map.leads),
            "overlap": fillers(gap.overlap, of: map.leads), "after": .text(gap.after.rawValue),
            "because": .text(gap.because),
            "terms": .list(
                gap.terms.map { term in
                    .object([
                        "name": .text(term.name), "value": .number(term.value.rational, digits: 4),
                        "share": .number(term.share.rational, digits: 4),
                        "factor": .number(term.factor.rational, digits: 4),
                        "points": .number(term.points.rational, digits: 4), "reason": .text(term.reason),
                    ])
                }), "thresholds": .texts(gap.thresholds.map(\.text)), "refused": fillers(gap.refused, of: map.leads),
        ]
        if let targets = map.targets { row["targets"] = fillers(gap.targets, of: targets) }
        if map.partners != nil {
            row["partners"] = .list(
                map.partners(on: gap.link).map { proposal in
                    .object([
                        "park": park(proposal.park, map), "kind": .text(proposal.kind.rawValue),
                        "because": .text(proposal.because),
                    ])
                })
        }
        row["synthetic"] = .bool(map.isSynthetic)
        return row
    }

    private static func partner(_ proposal: PartnerProposal, _ map: RoadMap) -> ReportObject {
        [
            "pair": .object([
                "kind": .text(proposal.kind.rawValue), "park": park(proposal.park, map),
                "chains": .texts(proposal.chains.map { map.chains.chains[$0].name }),
                "gives": names(proposal.gives, map), "takes": names(proposal.takes, map),
                "because": .text(proposal.because),
            ])
        ]
    }

    private static func names(_ links: [ChainLink], _ map: RoadMap) -> ReportValue {
        .texts(links.map { map.chains.node($0).name })
    }

    private static func park(_ position: Int, _ map: RoadMap) -> ReportValue {
        let park = map.matcher.places.parks.parks[position]
        return .object(["code": .text(park.code), "name": .text(park.name)])
    }

    private static func fillers(_ fillers: [ChainGap.Filler], of list: [RoadMap.Candidate]) -> ReportValue {
        .list(
            fillers.map { filler in
                .object([
                    "id": .text(list[filler.lead].id), "score": .number(filler.score.rational, digits: 4),
                    "name": .text(list[filler.lead].name),
                ])
            })
    }
}
