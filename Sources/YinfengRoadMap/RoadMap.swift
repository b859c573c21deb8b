package import YinfengAssessment
package import YinfengMatching
package import YinfengModel
import YinfengParks

/// 产业招商路线图 of one park: everything that the lines, the spreadsheet and the page are made from.
package struct RoadMap: Sendable {
    /// A lead, or a firm of the user's own list, as the map names it.
    package struct Candidate: Sendable {
        /// The row's id.
        package let id: String
        /// The project's or the firm's name.
        package let name: String
        /// Whether the row is an invented example.
        package let isSynthetic: Bool

        /// The candidate of an assessed row.
        package init(_ assessed: AssessedLead) {
            id = assessed.lead.id
            name = assessed.lead.text(.projectName) ?? assessed.lead.text(.investorName) ?? ""
            isSynthetic = assessed.lead.isSynthetic
        }
    }

    /// The matcher that the gaps were found with.
    package let matcher: Matcher
    /// The park's position.
    package let park: Int
    /// The links, most urgent first.
    package let gaps: [ChainGap]
    /// The leads by position.
    package let leads: [Candidate]
    /// The user's own firms by position; nil when no list was given.
    package let targets: [Candidate]?
    /// Parks to pair with; nil when they were not asked for.
    package let partners: [PartnerProposal]?
    /// What the texts ask of the park's tier and place; `isCertain` is false where its tier is unknown.
    package let duties: [(duty: TierDuty, isCertain: Bool)]
    /// Whether a table of firms was given.
    package let hasFirms: Bool
    let classification: IndustryClassification

    /// A map; `duties` are all that the profile holds.
    package init(
        matcher: Matcher, park: Int, gaps: [ChainGap], leads: [Candidate], targets: [Candidate]?,
        partners: [PartnerProposal]?, duties: [TierDuty], classification: IndustryClassification, hasFirms: Bool
    ) {
        self.matcher = matcher
        self.park = park
        self.gaps = gaps
        self.leads = leads
        self.targets = targets
        self.partners = partners
        self.duties = matcher.duties(ofPark: park, among: duties)
        self.classification = classification
        self.hasFirms = hasFirms
    }

    /// The park.
    package var zone: Park { matcher.places.parks.parks[park] }
    /// The states of the park's links; nil when no firms are known for it.
    package var states: ChainStatusBook.ParkChains? { matcher.chainStates.chains(of: zone.code) }
    var chains: ChainBook { matcher.places.chains }

    /// The park's chains, those of its own industries first by role, then those that firms brought in; ties in the
    /// catalogue's order.
    var chainOrder: [Int] {
        Set(gaps.map(\.link.chain)).sorted { left, right in
            let values = (
                matcher.chainRole(of: zone, chain: left).value, matcher.chainRole(of: zone, chain: right).value
            )
            return values.0 == values.1 ? left < right : values.0 > values.1
        }
    }

    /// Whether some row behind the map is an invented example.
    var isSynthetic: Bool { states?.isSynthetic == true || (leads + (targets ?? [])).contains(where: \.isSynthetic) }

    /// How many links stand in each state, in the order of urgency; states without links are left out.
    var summary: [(status: ChainNodeStatus, count: Int)] {
        ChainNodeStatus.allCases.compactMap { status in
            let count = gaps.count { $0.status == status }
            return count > 0 ? (status, count) : nil
        }
    }

    /// Lines for the meta part of an output: what the tier asks, the firms that stand on no link, invented examples.
    package var notes: [(name: String, value: String)] {
        var notes: [(name: String, value: String)] = [("园区", zone.name + "（" + zone.code + "）")]
        notes += duties.map { ("分档要求·" + $0.duty.id, dutyText($0.duty, isCertain: $0.isCertain)) }
        notes += (states?.unattached ?? []).map { ("未归入环节的企业·" + $0.name, $0.because) }
        if isSynthetic { notes.append(("虚构示例", "企业或线索含虚构示例行，不得作为事实引用")) }
        return notes
    }

    /// A duty in one sentence with its source.
    func dutyText(_ duty: TierDuty, isCertain: Bool) -> String {
        (duty.tier.isEmpty ? "" : (isCertain ? "" : "园区规上工业总产值未知，若属") + "\(duty.tier)：") + duty.asks
            + "；力争每年新增规模以上工业企业\(duty.newFirms)家以上（\(duty.citation.document)\(duty.citation.clause)）"
    }

    // MARK: What a link needs, in words

    /// The kinds of firm to look for: the trades that make the link, and who in the park could bring them.
    func kinds(of gap: ChainGap) -> [String] {
        let trades = chains.node(gap.link).codes.compactMap { code in
            classification.name(of: code).map { "\($0)（\(code.text)）企业" }
        }
        let hosts = (gap.upstream + gap.downstream).flatMap { states?.standings[$0]?.firms ?? [] }
        let named = hosts.enumerated().filter { hosts.firstIndex(of: $0.element) == $0.offset }.map(\.element)
        if named.isEmpty { return trades }
        return trades + ["以商招商，可请上下游企业引荐：" + named.prefix(4).joined(separator: "、")]
    }

    /// The output of the links beside a gap: how much there is to take up or to supply.
    func scale(of gap: ChainGap) -> [String] {
        func side(_ word: String, _ links: [ChainLink]) -> [String] {
            links.compactMap { link in
                guard let output = states?.standings[link]?.output else { return nil }
                return "\(word)\(chains.node(link).name)园内年产值\(output.decimal())万元"
            }
        }
        return side("上游", gap.upstream) + side("下游", gap.downstream)
    }

    /// The candidates of a list in the words of the map: id, name, score.
    func texts(_ fillers: [ChainGap.Filler], of list: [Candidate]) -> [String] {
        fillers.map { filler in
            let candidate = list[filler.lead]
            return candidate.id + (candidate.name.isEmpty ? "" : " " + candidate.name)
                + "（\(filler.score.rational.decimal(digits: 1))分）" + (candidate.isSynthetic ? "［虚构示例］" : "")
        }
    }

    /// Neighbours in one line: by place, each with its firms or its industry.
    func text(_ neighbours: [ChainGap.Neighbour]) -> String {
        [true, false].compactMap { isNear in
            let names = neighbours.filter { $0.isSamePrefecture == isNear }.map { neighbour in
                let name = matcher.places.parks.parks[neighbour.park].name
                return name + "（" + (neighbour.industry ?? neighbour.firms.joined(separator: "、")) + "）"
            }
            return names.isEmpty ? nil : (isNear ? "同州市" : "省内") + names.joined(separator: "、")
        }.joined(separator: "；")
    }

    /// Lines that more than half of the open links must meet: said once for all of them.
    var commonThresholds: [ChainGap.Threshold] {
        let open = gaps.filter(\.isOpen)
        var counts: [ChainGap.Threshold: Int] = [:]
        var order: [ChainGap.Threshold] = []
        for gap in open {
            for line in gap.thresholds {
                if counts[line] == nil { order.append(line) }
                counts[line, default: 0] += 1
            }
        }
        return order.filter { (counts[$0] ?? 0) * 2 > open.count }
    }

    /// The partners whose bond is over a link, or over its chain when no link is named.
    func partners(on link: ChainLink) -> [PartnerProposal] {
        (partners ?? []).filter { proposal in
            let named = proposal.gives + proposal.takes
            return named.contains(link) || (named.isEmpty && proposal.chains.contains(link.chain))
        }
    }
}
