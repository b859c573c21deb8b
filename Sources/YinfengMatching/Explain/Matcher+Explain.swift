package import YinfengModel
import YinfengParks

extension Matcher {
    /// The full match of a pair: every part with value, weight, reason and source. Its score is the one of `rank`.
    package func explain(
        _ lead: LeadProfile, park: Int, standing: EntryStanding = .unassessed, workspace work: MatchWorkspace
    ) -> ParkMatch {
        prepare(lead, &work.scratch)
        let zone = places.parks.parks[park]
        let industry = industryValue(lead, park: park)
        let values = values(
            lead, park: park, industry: industry, entry: standing.value(numbers), &work.scratch)
        let parts = profile.weights.map { weight in
            let text = reason(weight.part, lead, park: park, values: values, standing: standing, &work.scratch)
            return MatchPart(
                name: weight.part.rawValue, value: Points(values[weight.part]), weight: weight.weight,
                reason: text.reason, source: text.source)
        }
        let judged = judged(standing, park: park)
        return ParkMatch(
            parkCode: zone.code, parkName: zone.name, parts: parts, verdict: judged.verdict ?? .review,
            soFar: judged.soFar ?? .review, refusal: standing.refusal, isProfileIncomplete: zone.isProfileIncomplete,
            profileFaults: profileFaults[park].map {
                $0.message + "（" + $0.citation.document + " " + $0.citation.clause + "）"
            })
    }

    private typealias Reason = (reason: String, source: String)

    private func reason(
        _ part: MatchPartID, _ lead: LeadProfile, park: Int, values: PartValues, standing: EntryStanding,
        _ work: inout MatchScratch
    ) -> Reason {
        switch part {
        case .industry: industryReason(lead, park: park)
        case .region: regionReason(lead, park: park, &work)
        case .entry: entryReason(standing)
        case .chain: chainReason(lead, park: park)
        case .level: levelReason(park)
        case .function: functionReason(park)
        case .policy: policyReason(lead, park: park)
        case .intensity: intensityReason(lead, peerAverage(lead, park: park, &work))
        case .tier: tierReason(lead, park: park, values: values)
        case .energy: energyReason(lead, park: park)
        }
    }

    private func name(of code: IndustryCode) -> String {
        (classification.name(of: code) ?? "") + code.text
    }

    private func industryReason(_ lead: LeadProfile, park: Int) -> Reason {
        let zone = places.parks.parks[park]
        if zone.isProfileIncomplete { return ("园区产业未载（画像不全），不是没有产业", "") }
        guard !lead.activities.isEmpty else { return ("项目行业未能判定，请补充产品或行业代码", "") }
        var best: (weight: Int, activity: LeadProfile.Activity, entry: IndustryPostings.Entry)?
        for activity in lead.activities {
            guard let entry = postings.entry(row: rows.row(of: activity.code), park: park) else { continue }
            let weight = activity.share * entry.value
            if best.map({ weight > $0.weight }) ?? true { best = (weight, activity, entry) }
        }
        guard let best else {
            return ("项目行业\(name(of: lead.activities[0].code))不在园区产业之内，也无同链产业", "")
        }
        let industry = zone.industries[Int(best.entry.industry)]
        let word = industry.role.chinese(isVerified: industry.isVerified)
        let lines = lead.isUncertain ? "（行业判定不确定）" : ""
        if best.entry.isChain {
            let chain = sharedChains(best.activity.code, industry)
            return ("与园区\(word)“\(industry.name)”同在\(chain)产业链，无直接对应\(lines)", places.chains.source)
        }
        let digits = agreementText(best.activity.code, industry.codes)
        let share = MatchText.percent(best.activity.share)
        return (
            "\(word)“\(industry.name)”对应\(name(of: best.activity.code))（占项目\(share)），\(digits)\(lines)", industry.source
        )
    }

    /// The chains on which both the code and the industry stand.
    private func sharedChains(_ code: IndustryCode, _ industry: ParkIndustry) -> String {
        var names: [String] = []
        for link in places.chains.links(making: code) {
            let chain = places.chains.chains[link.chain]
            if chain.isTouched(by: industry), !names.contains(chain.name) { names.append(chain.name) }
        }
        return names.joined(separator: "、")
    }

    private func agreementText(_ code: IndustryCode, _ codes: [IndustryCode]) -> String {
        let best = codes.max { fit.agreement(lead: code, park: $0) < fit.agreement(lead: code, park: $1) }
        guard let best else { return "" }
        if best.covers(code) { return "园区产业写到\(best.level.chinese)，一致" }
        if code.covers(best) { return "项目只判到\(code.level.chinese)，园区产业在其内" }
        return code.prefix(3) == best.prefix(3) ? "同中类、小类不同" : "同大类、中类不同"
    }

    private func regionReason(_ lead: LeadProfile, park: Int, _ work: inout MatchScratch) -> Reason {
        let zone = places.parks.parks[park]
        let place = places.parks.place(at: park)
        var parts: [String] = []
        var source = ""
        let here = place.map { places.regions.path(of: $0) } ?? zone.provinceName
        let mark = places.parks.isPlaceInferred(at: park) ? "（园区所在县未载，按\(place?.isProvince == true ? "省" : "州市")计）" : ""
        if !lead.wishes.isEmpty {
            let wishes = work.wishes
            let best = lead.wishes.enumerated().max { left, right in
                regionFit.value(of: lead, wish: left.offset, wishes[left.offset], park, place)
                    < regionFit.value(of: lead, wish: right.offset, wishes[right.offset], park, place)
            }
            if let best {
                let said = best.element.isStated ? "项目意向“\(best.element.text)”" : "项目名称或内容提及"
                parts.append("\(said)；园区在\(here)\(mark)")
            }
        } else if let origin = lead.investorRegion {
            let how = lead.isInvestorRegionInferred ? "（由名称推断）" : ""
            parts.append("无选址意向；客商来自\(places.regions.path(of: origin))\(how)，园区在\(here)\(mark)")
        } else {
            parts.append("无选址意向，客商来源地未载；园区在\(here)\(mark)")
        }
        let guided = guidance(lead, park: park, &work)
        if let line = guided.line, guided.value > 0 {
            let text = places.guidance.lines[line]
            let lapsed = text.citation.isInForce(on: asOf) ? "" : "（已到期，仅供参考）"
            parts.append("\(text.name)产业导向“\(text.industryName)”\(lapsed)")
            if guided.transfer { parts.append("属承接产业转移、沿边产业园区方向") }
            source = "\(text.citation.document) \(text.citation.clause)"
        }
        if !lead.unresolvedSites.isEmpty {
            parts.append("未识别的地点：\(lead.unresolvedSites.joined(separator: "、"))")
        }
        return (parts.joined(separator: "；"), source)
    }

    private func entryReason(_ standing: EntryStanding) -> Reason {
        guard let soFar = standing.soFar else { return ("未作准入核验，取中值", "") }
        if let refusal = standing.refusal {
            return ("\(soFar.chinese)：\(refusal.message)", "\(refusal.citation.document) \(refusal.citation.clause)")
        }
        let whole = standing.verdict.map { $0 == soFar ? "" : "（全部条款：\($0.chinese)）" } ?? ""
        let margin = standing.margin > 0 ? "，可量化条款余量合计\(MatchText.percent(standing.margin))" : ""
        return ("按现有材料：\(soFar.chinese)\(whole)\(margin)", "")
    }

    private func chainReason(_ lead: LeadProfile, park: Int) -> Reason {
        let answer = chainValue(lead, park: park)
        guard let link = answer.link else { return ("项目未对应到已收录产业链的环节", places.chains.source) }
        let title = places.chains.title(link)
        guard let status = answer.status else { return ("环节\(title)不在园区主导产业链上", places.chains.source) }
        if status == .unknown { return ("环节\(title)状态未知：未提供园区企业名录（--firms），取中值", places.chains.source) }
        let standing = chainStates.chains(of: places.parks.parks[park].code)?.standings[link]
        let why = standing.map { "：\($0.because)" } ?? ""
        let overlap = status == .covered ? "，新引入将同质化" : ""
        return ("环节\(title)\(status.chinese)\(why)\(overlap)", places.chains.source)
    }

    private func levelReason(_ park: Int) -> Reason {
        let zone = places.parks.parks[park]
        return (
            "\(zone.level)\(zone.type.hasPrefix(zone.level) ? String(zone.type.dropFirst(zone.level.count)) : zone.type)",
            profile.source
        )
    }

    private func functionReason(_ park: Int) -> Reason {
        let zone = places.parks.parks[park]
        guard !zone.functions.isEmpty else { return ("园区功能未载，取中值", profile.source) }
        return ("园区功能：\(zone.functions.joined(separator: "、"))", profile.source)
    }

    private func policyReason(_ lead: LeadProfile, park: Int) -> Reason {
        let place = places.parks.place(at: park)?.province
        guard let standing = policy(of: lead, in: place).standing else {
            return ("未列入鼓励、限制、淘汰、禁止各目录，按允许类", "")
        }
        let sure = standing.isSure ? "" : "（疑似，待核）"
        return ("\(standing.policyClass.rawValue)类\(sure)", standing.item)
    }

    private func intensityReason(_ lead: LeadProfile, _ average: PeerBook.Average?) -> Reason {
        guard let average else { return ("无足够的现有同类项目数据（--firms），取中值", "") }
        let years = average.years.map {
            $0.lowerBound == $0.upperBound ? "\($0.lowerBound)年" : "\($0.lowerBound)–\($0.upperBound)年"
        }
        let peers =
            "现有同类项目\(average.count)家（\(average.place)，\(name(of: average.code))\(years.map { "，" + $0 } ?? "")）"
            + "平均\(average.mean.decimal(digits: 2))万元/亩，中位数\(average.median.decimal(digits: 2))"
        guard let own = lead.intensity, own.low != nil else { return ("项目投资强度未知；\(peers)；取中值", "") }
        return ("项目\(own.text(digits: 2))万元/亩；\(peers)", "")
    }

    private func tierReason(_ lead: LeadProfile, park: Int, values: PartValues) -> Reason {
        let zone = places.parks.parks[park]
        guard let output = zone.outputYi else { return ("园区工业总产值未知，取中值", "") }
        let tier = Int(traits.tierOf[park])
        guard tier >= 0 else { return ("园区工业总产值\(output.decimal())亿元；当地无分档规定，取中值", "") }
        let entry = profile.tiers[tier]
        return ("园区工业总产值\(output.decimal())亿元，属\(entry.name)", entry.source)
    }

    private func energyReason(_ lead: LeadProfile, park: Int) -> Reason {
        let resources = ResourceFit(lead: lead, park: places.parks.parks[park], parameters: profile.parameters)
        var parts = resources.checks.map { check in
            let word = check.fits.map { $0 ? "足够" : "不足" } ?? "可能不足"
            return "\(check.name)需\(check.asked)，余\(check.left)，\(word)"
        }
        if resources.isGreen { parts.append("园区可绿电直连") }
        return (parts.isEmpty ? "园区土地、能源、绿电余量未知，取中值" : parts.joined(separator: "；"), "")
    }
}

/// Small texts of explanations.
enum MatchText {
    /// `62.5%` from ten-thousandths.
    static func percent(_ tenThousandths: Int) -> String {
        (Rational(Int128(tenThousandths), 100) ?? .zero).decimal(digits: 2) + "%"
    }

    /// `35%` from a ratio.
    static func percent(_ ratio: Rational) -> String {
        ((try? ratio.multiplied(by: Rational(100)))?.decimal(digits: 0) ?? "") + "%"
    }
}
