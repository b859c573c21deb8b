package import YinfengModel
import YinfengParks

/// The state of a link in a park, with what proves it.
package struct LinkStanding: Sendable, Equatable {
    /// The state.
    package let status: ChainNodeStatus
    /// Names of the firms on the link, in the order of the table.
    package let firms: [String]
    /// The sum of the output that its firms state, in 万元; nil when none of them states any.
    package let output: Rational?
    /// Why, in Chinese.
    package let because: String
}

/// Decides the state of a link from its firms and those around it, by the numbers and words of a profile.
struct LinkJudge {
    let profile: MatchProfile

    /// The state of a link. `neighbours` are the firms of each main link beside it,
    /// `others` those of every other main link of the chain, `users` those of the links it feeds.
    ///
    /// Missing: no firm. Weak: little output beside the neighbours (beside the rest of the chain when they state none),
    /// else too few firms, or users who buy their inputs elsewhere. Unknown: too few firms of unstated output to say.
    /// Upgrade: a firm states dated technology and none a front one. Else covered.
    func standing(
        of firms: [Firm], on node: ChainNode, neighbours: [[Firm]], others: [[Firm]], users: [Firm]
    ) -> LinkStanding {
        let names = firms.map(\.name)
        guard !firms.isEmpty else {
            return LinkStanding(status: .missing, firms: [], output: nil, because: "企业名录中无此环节企业")
        }
        let output = LinkJudge.output(of: firms)
        let size = self.size(of: firms, on: node, output: output, neighbours: neighbours, others: others)
        if size.status == .weak {
            return LinkStanding(status: .weak, firms: names, output: output, because: size.because)
        }
        if size.status == .covered, let supply = lowSupply(to: users) {
            return LinkStanding(status: .weak, firms: names, output: output, because: size.because + "；" + supply)
        }
        let level = technology(of: firms, on: node)
        return LinkStanding(
            status: level.callsForUpgrade ? .upgrade : size.status, firms: names, output: output,
            because: size.because + "；" + level.because)
    }

    private func size(
        of firms: [Firm], on node: ChainNode, output: Rational?, neighbours: [[Firm]], others: [[Firm]]
    ) -> (status: ChainNodeStatus, because: String) {
        let parameters = profile.parameters
        let count = firms.count
        let enough = parameters.count(node.isSupport ? .chainSupportFirms : .chainCoveredFirms)
        // The output of a laboratory says nothing beside that of a smelter: supporting links are only counted.
        if node.isSupport, count >= enough { return (.covered, "配套环节有\(count)家企业，达到\(enough)家") }
        let beside = neighbours.filter { !$0.isEmpty }.compactMap(LinkJudge.wholeOutput)
        let around = beside.isEmpty ? others.filter { !$0.isEmpty }.compactMap(LinkJudge.wholeOutput) : beside
        // A firm that states no output can only add to the sum: what meets the line is enough, what misses it is not
        // yet weak.
        let isWhole = firms.allSatisfy { $0.output != nil }
        if let output, let mean = LinkJudge.mean(around), !mean.isZero,
            let ratio = try? output.divided(by: mean),
            let line = Rational(Int128(parameters[.chainWeakOutputRatio]), 10_000), isWhole || ratio >= line
        {
            let fact =
                "\(count)家企业，产值\(output.decimal())万元，为\(beside.isEmpty ? "本链其他" : "相邻")环节平均的\(MatchText.percent(ratio))"
            if ratio >= line { return (.covered, fact) }
            return (.weak, "\(fact)，低于\(MatchText.percent(line))")
        }
        if count >= enough { return (.covered, "\(count)家企业，达到\(enough)家") }
        guard isWhole, let output else {
            return (.unknown, "\(count)家企业，不足\(enough)家，年产值未填全，不能判定薄弱或完备")
        }
        return (.weak, "\(count)家企业，不足\(enough)家，产值\(output.decimal())万元，本链他环节无产值可比")
    }

    /// Says that users of a link buy too little of their inputs in the province; nil when they do, or do not say.
    private func lowSupply(to users: [Firm]) -> String? {
        let stated = users.compactMap(\.localSupply)
        guard let mean = LinkJudge.mean(stated),
            let line = Rational(Int128(profile.parameters[.chainWeakLocalSupply]), 100), mean < line
        else { return nil }
        return "下游\(stated.count)家企业省内配套率平均\(mean.decimal(digits: 1))%，低于\(line.decimal(digits: 1))%"
    }

    private func technology(of firms: [Firm], on node: ChainNode) -> (callsForUpgrade: Bool, because: String) {
        var dated: [String] = []
        var isFront = false
        for firm in firms {
            let stated = firm.technology.map { PlaceName($0) }
            let words = stated.map { name in
                profile.technologyWords.filter { !name.starts(of: PlaceName($0.word)).isEmpty }
            }
            let texts = [firm.technology, firm.process, firm.products].compactMap { $0 }.map { PlaceName($0) }
            func mark(_ marks: [String]) -> String? {
                marks.first { mark in texts.contains { !$0.starts(of: PlaceName(mark)).isEmpty } }
            }
            // 非国内一般 and the like are not read: a low word beside a high one leaves the question open.
            if mark(node.marks) != nil || words?.contains(where: { $0.level == .high }) == true { isFront = true }
            if let old = mark(node.dated) ?? words?.first(where: { $0.level == .low })?.word {
                dated.append("\(firm.name)“\(old)”")
            }
        }
        if isFront { return (false, "已有先进工艺或质量标志") }
        if !dated.isEmpty { return (true, "工艺或质量待提升：\(dated.joined(separator: "、"))") }
        return (false, "未填可比的工艺装备水平，是否需提升未知")
    }

    /// The sum of the outputs stated; nil when none is.
    static func output(of firms: [Firm]) -> Rational? {
        let stated = firms.compactMap(\.output)
        return stated.isEmpty ? nil : sum(stated)
    }

    /// The sum of all outputs; nil when one is not stated.
    private static func wholeOutput(of firms: [Firm]) -> Rational? {
        firms.allSatisfy { $0.output != nil } ? output(of: firms) : nil
    }

    private static func sum(_ values: [Rational]) -> Rational? {
        var total = Rational.zero
        for value in values {
            guard let next = try? total.adding(value) else { return nil }
            total = next
        }
        return total
    }

    private static func mean(_ values: [Rational]) -> Rational? {
        guard !values.isEmpty, let total = sum(values) else { return nil }
        return try? total.divided(by: Rational(values.count))
    }
}
