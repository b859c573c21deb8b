import YinfengModel

/// Turns the values of a clause's result into the words and figures that a person reads.
struct ClauseText: Sendable {
    let directory: QuantityDirectory
    let rules: [Rule]

    /// The finding of a rule with its sentence.
    func finding(
        _ rule: Rule, _ result: ClauseResult, _ person: Finding?, ignored: Finding? = nil, asOf: CivilDate? = nil
    ) -> ClauseFinding {
        let unit = unit(rule)
        let margin = margin(result, unit)
        let required = required(rule, result, unit)
        let found = found(result, unit)
        return ClauseFinding(
            rule: rule.id, citation: citation(rule, result), force: rule.force, outcome: result.outcome,
            required: required, found: found, margin: margin?.text, marginShare: margin?.share,
            message: message(rule, result, person, ignored, asOf, line: required ?? "", has: found ?? ""),
            finding: person?.text, quantity: rule.quantity, formula: result.value?.formula ?? "",
            inputs: result.value?.inputs ?? [], missing: result.missing,
            alsoCites: result.providers.map { rules[$0].citation }, isEdge: result.isEdge)
    }

    /// Line, value and margin of a result, without its sentence.
    func figures(_ rule: Rule, _ result: ClauseResult) -> (required: String?, found: String?, margin: String?) {
        let unit = unit(rule)
        return (required(rule, result, unit), found(result, unit), margin(result, unit)?.text)
    }

    /// The obligation that a met clause carries into the contract, or nil.
    func condition(_ rule: Rule, _ result: ClauseResult) -> EntryAssessment.Condition? {
        switch result.reason {
        case .paperDue:
            return EntryAssessment.Condition(
                rule: rule.id, text: result.obligation.isEmpty ? "办理" + result.duty : result.obligation,
                due: result.due.isEmpty ? rule.due : result.due)
        case .obligation:
            guard !rule.text.isEmpty else { return nil }
            return EntryAssessment.Condition(rule: rule.id, text: rule.text, due: rule.due)
        case .met:
            guard !rule.due.isEmpty, !rule.text.isEmpty else { return nil }
            return EntryAssessment.Condition(rule: rule.id, text: rule.text, due: rule.due)
        case .testHolds:
            // Where the obligation stands in for an absent paper, the paper's presence ends it.
            guard !rule.due.isEmpty, !rule.text.isEmpty, rule.otherwise != .condition, rule.unknown != .condition else {
                return nil
            }
            return EntryAssessment.Condition(rule: rule.id, text: rule.text, due: rule.due)
        default: return nil
        }
    }

    /// Why a benefit is granted.
    func because(_ rule: Rule, _ result: ClauseResult) -> String {
        let unit = unit(rule)
        let figures = [required(rule, result, unit).map { "线 " + $0 }, found(result, unit).map { "本项目 " + $0 }]
            .compactMap { $0 }
        let words = figures.isEmpty ? result.duty : figures.joined(separator: "，")
        return [words, "依据" + rule.citation.document + rule.citation.clause].filter { !$0.isEmpty }
            .joined(separator: "；")
    }

    // MARK: Parts

    private func unit(_ rule: Rule) -> String { rule.quantity.map { directory.unitText($0) } ?? "" }

    private func citation(_ rule: Rule, _ result: ClauseResult) -> Citation {
        guard rule.citation.isVerified, !result.isVerified else { return rule.citation }
        let c = rule.citation
        return Citation(
            edition: c.edition, document: c.document, clause: c.clause, effectiveFrom: c.effectiveFrom,
            effectiveTo: c.effectiveTo, isVerified: false, fromDigits: c.fromDigits, toDigits: c.toDigits)
    }

    private func required(_ rule: Rule, _ result: ClauseResult, _ unit: String) -> String? {
        if result.outcome == .notApplicable { return nil }
        if rule.shape == .tieredObligation { return result.duty.isEmpty ? nil : result.duty }
        guard let line = result.line else { return nil }
        return ClauseText.text(line, unit)
    }

    /// A line with its unit: `≥ 300万元/亩`, `[0.7, 1.8]`.
    static func text(_ line: LineTest, _ unit: String) -> String {
        if case .between(let low, let high) = line.op {
            return (low ? "[" : "(") + line.value.decimal() + ", " + (line.upper ?? line.value).decimal()
                + (high ? "]" : ")") + unit
        }
        return line.op.sign + " " + line.value.decimal() + unit
    }

    private func found(_ result: ClauseResult, _ unit: String) -> String? {
        if result.outcome == .notApplicable { return nil }
        if let interval = result.value?.interval { return interval.text() + unit }
        let isShown = result.outcome != .missing && result.reason != .paperDue
        return result.duty.isEmpty || !isShown ? nil : result.duty
    }

    private func margin(_ result: ClauseResult, _ unit: String) -> (text: String, share: Double)? {
        guard let line = result.line, let interval = result.value?.interval, result.outcome != .notApplicable,
            let distance = ClauseText.distance(line, interval)
        else { return nil }
        var text = (distance < .zero ? "" : "+") + distance.decimal(digits: 4) + unit
        guard let share = ClauseText.share(distance, of: line) else { return (text, distance < .zero ? -1 : 1) }
        if let percent = try? share.multiplied(by: Rational(100)) {
            text += " (" + (distance < .zero ? "" : "+") + percent.decimal(digits: 2) + "%)"
        }
        return (text, share.double)
    }

    /// The margin of a result as a share of its line, positive when met; nil where there is no number or no line.
    static func marginShare(_ result: ClauseResult) -> Double? {
        guard let line = result.line, let interval = result.value?.interval, result.outcome != .notApplicable,
            let distance = distance(line, interval)
        else { return nil }
        return share(distance, of: line)?.double ?? (distance < .zero ? -1 : 1)
    }

    /// The margin cut to 0…1, in ten-thousandths, rounded down; 0 where there is none.
    static func marginPoints(_ result: ClauseResult) -> Int {
        guard let share = marginShare(result) else { return 0 }
        return Int((min(1, max(0, share)) * 10_000).rounded(.down))
    }

    private static func share(_ distance: Rational, of line: LineTest) -> Rational? {
        line.value.isZero ? nil : try? distance.divided(by: line.value.magnitude)
    }

    /// How far the worse end of a value lies inside the line, negative outside.
    private static func distance(_ line: LineTest, _ interval: Interval) -> Rational? {
        switch line.op {
        case .atLeast, .above: return (interval.low ?? interval.high).flatMap { try? $0.subtracting(line.value) }
        case .atMost, .below: return (interval.high ?? interval.low).flatMap { try? line.value.subtracting($0) }
        case .equal: return nil
        case .between:
            guard let low = interval.low, let high = interval.high, let upper = line.upper,
                let a = try? low.subtracting(line.value), let b = try? upper.subtracting(high)
            else { return nil }
            return min(a, b)
        }
    }

    // MARK: The sentence

    private func message(
        _ rule: Rule, _ result: ClauseResult, _ person: Finding?, _ ignored: Finding?, _ asOf: CivilDate?,
        line: String, has: String
    ) -> String {
        var text = sentence(rule, result, line, has)
        if result.isEdge { text += "；恰在界线上（edge）" }
        if let note = result.value?.note, !note.isEmpty, result.outcome != .notApplicable { text += "；" + note }
        if !result.label.isEmpty { text += "；取值：" + result.label }
        if !result.providers.isEmpty {
            text +=
                "；限值依据："
                + result.providers.map { rules[$0].id + " " + rules[$0].citation.document }.joined(separator: "、")
        }
        if result.outcome != .notApplicable, !rule.isVerified || !result.isVerified {
            text +=
                result.outcome == .review
                ? "；该限值未核对原文，不据以否定，请查阅" + rule.citation.document : "；该限值未核对原文"
        }
        if let person { text += "；认定：" + person.text }
        if let ignored {
            if let asOf, asOf < ignored.date {
                text += "；认定日期 \(ignored.date.iso) 晚于审查日期，未采用"
            } else if result.outcome == .missing {
                text += "；认定意见不能代替缺少的证据，未采用"
            } else if result.outcome == .fail {
                text += "；认定意见不能推翻不符合的结论，未采用"
            }
        }
        return text
    }

    private func sentence(_ rule: Rule, _ result: ClauseResult, _ line: String, _ has: String) -> String {
        let name = rule.quantity.map { directory.name($0) } ?? ""
        let formula = result.value.flatMap { $0.formula.isEmpty ? nil : "（" + $0.formula + "）" } ?? ""
        switch result.reason {
        case .met: return "\(name) \(has)\(formula) 符合 \(line)" + peers(result)
        case .unmet: return "\(name) \(has)\(formula) 达不到 \(line)" + peers(result)
        case .spans:
            return "\(name) \(has)\(formula) 跨在 \(line) 两侧，不能判定；请补准\(names(result.missing))" + peers(result)
        case .evidenceMissing:
            if !result.duty.isEmpty { return "缺少\(names(result.missing))，不能判定是否须办理\(result.duty)" }
            let need = line.isEmpty ? "" : "（要求 \(line)）"
            return "缺少\(names(result.missing))，不能核对\(name.isEmpty ? topic(rule) : name)\(need)" + peers(result)
        case .industryUncertain: return "行业未定，各候选行业的结论不一；请填写行业代码"
        case .lineNotHeld:
            return "本目录无此限值（\(name)）；请用 --rules 提供园区自定线，或由主管部门认定后用 --finding 记录"
        case .gradeUnknown: return "限值随县（市、区）土地等别而变，本目录无该县等别；请填土地等别，或以认定意见记录"
        case .peersTooFew(let count, let needed):
            return "现有同类项目不足：n=\(count)，至少要 \(needed) 个才能取平均；请用 --firms 提供园区现有项目，或提请研判"
        case .judgement: return rule.text.isEmpty ? "须由人判断：" + topic(rule) : rule.text
        case .asked: return rule.scope.ask.isEmpty ? "行业代码所含范围宽于本条，须确认产品或工序" : rule.scope.ask
        case .testHolds: return result.duty.isEmpty ? "符合" : "符合：" + result.duty
        case .testFails: return "不符合：" + (rule.text.isEmpty ? topic(rule) : rule.text)
        case .breached: return "不符合（" + result.duty + "）：" + topic(rule)
        case .obligation: return rule.text.isEmpty ? "附条件" : "附条件：" + rule.text
        case .tierNotReached: return result.obligation.isEmpty ? "未达到须办理的规模" : result.obligation
        case .paperPresent: return "须办理\(result.duty)，已提供"
        case .paperDue:
            let text = result.obligation.isEmpty ? "办理" + result.duty : result.obligation
            return "附条件：\(text)，\(result.due)办结"
        case .paperMissing: return "须办理\(result.duty)，入园时即须提供"
        case .betweenFloorAndTarget: return "\(name) \(has)\(formula) 在底线与 \(line) 之间，须研判"
        case .filed(let number): return "首谈备案已办理，编号 \(number)"
        case .protectedElsewhere(let number, let place): return "该投资方已由\(place)首谈备案（\(number)）并在保护期内，须协调"
        case .metByOther(let id): return "与 \(id) 择一满足，本条不再要求"
        case .exempted(let id): return "按 \(id) 免除"
        case .outOfPlace: return "适用范围不含本园区"
        case .outOfIndustry: return "适用行业不含本项目"
        case .outOfKind: return "建设性质不在适用范围"
        case .outOfCondition: return "不具备适用情形" + (rule.scope.when == nil ? "" : "：" + topic(rule))
        case .notForProjects: return "针对园区、区域或现有企业，不对项目作结论"
        case .guidanceOnly: return "导向、目标或优惠条款，不影响准入结论"
        case .notInForce: return "不在施行期内（\(rule.citation.effectiveText)），仅列示"
        }
    }

    /// What a rule without a quantity is about.
    private func topic(_ rule: Rule) -> String { rule.quote.isEmpty ? rule.text : "“" + rule.quote + "”" }

    private func names(_ keys: [FieldKey]) -> String {
        var seen: Set<FieldKey> = []
        let list = keys.filter { seen.insert($0).inserted }.map { directory.name($0) }
        return list.isEmpty ? "证据" : list.joined(separator: "、")
    }

    private func peers(_ result: ClauseResult) -> String {
        guard let peers = result.peers else { return "" }
        let years = peers.years.map {
            $0.lowerBound == $0.upperBound ? "\($0.lowerBound)年" : "\($0.lowerBound)–\($0.upperBound)年"
        }
        return "；现有同类项目面积加权平均 \(peers.mean.decimal(digits: 4))、中位数 \(peers.median.decimal(digits: 4))，n=\(peers.count)，"
            + (years ?? "年份未注明") + "，按\(peers.code.level.chinese) \(peers.code.text)，范围：\(peers.place)"
    }
}
