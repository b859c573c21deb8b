import YinfengModel
import YinfengParks

/// Makes the gaps of one park link by link.
struct GapBuilder {
    /// A lead or a firm of the user's list, scored in the park.
    struct Candidate {
        let position: Int
        let profile: LeadProfile
        let isRefused: Bool
        let score: Points
    }

    let matcher: Matcher
    let park: Int
    let known: ChainStatusBook.ParkChains?
    let around: ParkSurroundings
    let leads: [Candidate]
    let targets: [Candidate]

    private var chains: ChainBook { matcher.places.chains }
    private var parameters: MatchParameters { matcher.profile.parameters }

    /// The gap of a link.
    func gap(_ link: ChainLink, role: (value: Int, reason: String), assessment: LinkAssessment) -> ChainGap {
        let standing = known?.standings[link]
        let status = standing?.status ?? .unknown
        let here = leads.filter { $0.profile.links.contains(link) }
        let open = here.filter { !$0.isRefused }
        let isCovered = status == .covered
        return ChainGap(
            link: link, status: status, terms: terms(link, status: status, role: role, assessment: assessment),
            firms: standing?.firms ?? [], output: standing?.output, upstream: chains.upstream(of: link),
            downstream: chains.downstream(of: link),
            neighbours: Array(around.having(link).prefix(parameters.count(.gapNamed))),
            seek: chains.node(link).products, thresholds: assessment.thresholds,
            leads: isCovered ? [] : GapBuilder.fillers(open), overlap: isCovered ? GapBuilder.fillers(open) : [],
            refused: GapBuilder.fillers(here.filter(\.isRefused)),
            targets: isCovered ? [] : GapBuilder.fillers(targets.filter { $0.profile.links.contains(link) }),
            after: isCovered ? status : after(link, with: open.map(\.profile), now: status),
            because: because(standing, role: role))
    }

    private func because(_ standing: LinkStanding?, role: (value: Int, reason: String)) -> String {
        (standing?.because ?? "未提供本园区企业名录，环节状态未知") + "；" + role.reason
    }

    private static func fillers(_ candidates: [Candidate]) -> [ChainGap.Filler] {
        candidates.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            let ids = (left.profile.id, right.profile.id)
            return ids.0 == ids.1
                ? left.position < right.position : ids.0.unicodeScalars.lexicographicallyPrecedes(ids.1.unicodeScalars)
        }.map { ChainGap.Filler(lead: $0.position, score: $0.score) }
    }

    /// The state once leads stand on the link. Unknown stays unknown while no table of firms is given; a lead that
    /// states no output makes the link at least weak.
    private func after(_ link: ChainLink, with leads: [LeadProfile], now: ChainNodeStatus) -> ChainNodeStatus {
        guard let known, !leads.isEmpty else { return now }
        let coming = leads.map { lead in
            Firm(
                name: lead.id, parkCode: known.parkCode, codes: lead.activities.map(\.code),
                output: lead.output?.low ?? lead.output?.point)
        }
        let next = known.standing(of: link, adding: coming, chains: chains, profile: matcher.profile).status
        return next == .unknown ? .weak : next
    }

    // MARK: The priority

    private func terms(
        _ link: ChainLink, status: ChainNodeStatus, role: (value: Int, reason: String), assessment: LinkAssessment
    ) -> [ChainGap.Term] {
        let factor = Points(min(parameters[status.gapParameter], parameters[.gapMissing]))
        let beside = chains.upstream(of: link) + chains.downstream(of: link)
        func term(
            _ name: String, _ share: MatchParameters.Key, _ value: (value: Int, reason: String)
        ) -> ChainGap.Term {
            ChainGap.Term(
                name: name, value: Points(value.value), share: Points(parameters[share]), factor: factor,
                reason: value.reason)
        }
        return [
            term("产业链地位", .gapChainShare, position(link, role: role)),
            term("园内上下游", .gapNeighbourShare, parkPresence(link, beside: beside)),
            term("州市上下游", .gapPrefectureShare, presence(beside, isPrefecture: true)),
            term("省内上下游", .gapProvinceShare, presence(beside, isPrefecture: false)),
            term("产业政策", .gapPolicyShare, policy(assessment)),
            term("准入条款", .gapEntryShare, entry(assessment.standing)),
            term("园区功能", .gapFunctionShare, function(link)),
            term("可用土地", .gapLandShare, land()),
        ]
    }

    private func position(_ link: ChainLink, role: (value: Int, reason: String)) -> (value: Int, reason: String) {
        let node = chains.node(link)
        guard node.isSupport else { return (role.value, "\(role.reason)，\(node.stage)环节") }
        return (role.value * parameters[.gapSupportFactor] / 10_000, "\(role.reason)，配套环节")
    }

    /// Links beside this one that firms of the park hold. A firm that stands on this link too supplies itself and is
    /// no reason to seek another.
    private func parkPresence(_ link: ChainLink, beside: [ChainLink]) -> (value: Int, reason: String) {
        guard let known else { return (0, "未提供本园区企业名录") }
        guard !beside.isEmpty else { return (0, "图谱中无上下游环节") }
        let own = Set((known.onLink[link] ?? []).map(\.name))
        let present = beside.filter { other in known.onLink[other]?.contains { !own.contains($0.name) } ?? false }
        guard !present.isEmpty else { return (0, "园内上下游尚无企业") }
        return (
            present.count * 10_000 / beside.count, "园内已有" + present.map { chains.node($0).name }.joined(separator: "、")
        )
    }

    private func presence(_ links: [ChainLink], isPrefecture: Bool) -> (value: Int, reason: String) {
        var sum = 0
        var found: [String] = []
        for link in links {
            let parks = around.having(link).filter { $0.isSamePrefecture == isPrefecture }
            guard let best = parks.first(where: { !$0.firms.isEmpty }) ?? parks.first else { continue }
            sum += best.firms.isEmpty ? parameters[.gapIndustryFactor] : 10_000
            found.append("\(chains.node(link).name)（\(matcher.places.parks.parks[best.park].name)）")
        }
        let place = isPrefecture ? "同州市" : "省内他州市"
        guard !links.isEmpty, !found.isEmpty else { return (0, "\(place)园区未见上下游") }
        return (sum / links.count, "\(place)已有" + found.joined(separator: "、") + "，可跨区联动")
    }

    private func policy(_ assessment: LinkAssessment) -> (value: Int, reason: String) {
        let place = matcher.traits.placeOf[park]?.province
        let decided = PolicyFit.decide(assessment.policy, place: place, parameters: parameters)
        guard let standing = decided.standing else { return (decided.value, "未列入各目录，按允许类") }
        return (
            decided.value, "\(standing.policyClass.rawValue)类\(standing.isSure ? "" : "（疑似，待核）")：\(standing.item)"
        )
    }

    private func entry(_ standing: EntryStanding) -> (value: Int, reason: String) {
        let value = standing.value(matcher.numbers)
        guard let soFar = standing.soFar else { return (value, "未作准入核验，取中值") }
        let refusal = standing.refusal.map { "：\($0.message)" } ?? ""
        return (value, "按行业可判定的条款：\(soFar.chinese)\(refusal)")
    }

    /// How the park's functions suit the link's trade: a mine or a field is no project for a zone of factories.
    private func function(_ link: ChainLink) -> (value: Int, reason: String) {
        let functions = matcher.places.parks.parks[park].functions
        let known = functions.compactMap { matcher.affinity.functions.firstIndex(of: $0) }
        guard !known.isEmpty, let code = chains.node(link).codes.first else {
            return (parameters[.functionUnknown], "园区功能未载，取中值")
        }
        let activity = LeadProfile.Activity(code: code, share: 10_000)
        let values = known.map {
            matcher.affinity.value(of: $0, for: [activity], rows: [matcher.rows.row(of: code)])
        }
        return (values.max() ?? 0, "园区功能：\(functions.joined(separator: "、"))")
    }

    private func land() -> (value: Int, reason: String) {
        guard let left = matcher.places.parks.parks[park].landLeftMu else {
            return (parameters[.gapLandUnknown], "园区可用土地未知，取中值")
        }
        return (left > .zero ? 10_000 : 0, "园区可用土地\(left.decimal())亩")
    }
}

extension ChainNodeStatus {
    /// The parameter of a state's urgency.
    fileprivate var gapParameter: MatchParameters.Key {
        switch self {
        case .missing: .gapMissing
        case .weak: .gapWeak
        case .upgrade: .gapUpgrade
        case .covered: .gapCovered
        case .unknown: .gapUnknown
        }
    }
}
