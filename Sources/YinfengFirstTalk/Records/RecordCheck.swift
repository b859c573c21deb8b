package import YinfengModel
import YinfengText

/// What the register reads out of a record.
package struct RecordFacts: Sendable {
    /// The compared fields.
    package var subject: Subject
    /// Total investment in 万元.
    package var totalInvest: Rational?
    /// Foreign capital in 万美元.
    package var foreignInvest: Rational?
    /// First talk.
    package var talkDate: CivilDate?
    /// Whether a contract was signed already.
    package var isSigned: Bool
    /// Whether it makes something.
    package var isManufacturing: Bool
    /// The project's text, folded for comparison.
    package var text: String
    /// What B7 looks at.
    package var escalation: EscalationFacts
    /// Remarks that hinder nothing.
    package var notes: [RegisterNote]
}

/// A remark on a line: code and Chinese sentence.
package struct RegisterNote: Sendable, Codable, Equatable {
    /// `T121`, …
    package var code: String
    /// The sentence.
    package var message: String

    /// A remark.
    package init(_ code: String, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// Reads and tests a record against the form and the parameters.
package struct RecordCheck: Sendable {
    private let facts: FirstTalkFacts
    private let rules: RuleSet
    private let dates: DateReader
    private let flags: FlagReader

    /// A check under a version of the parameters.
    package init(facts: FirstTalkFacts, rules: RuleSet) {
        self.facts = facts
        self.rules = rules
        dates = DateReader(folder: facts.folder)
        flags = FlagReader(folder: facts.folder)
    }

    /// Reads the typed fields; throws `RegisterRefusal` of class `unreadable` for a wrong type, naming the field.
    /// A lenient reading (of a ledger's row that is only compared) turns a bad credit code into a note.
    package func read(_ record: FilingRecord, filer: String, isLenient: Bool = false) throws(RegisterRefusal)
        -> RecordFacts
    {
        for requirement in facts.requirements {
            guard let text = record[requirement.key] else { continue }
            try checkType(text, requirement)
        }
        let levels = rules.secrecyLevels
        if let secrecy = record["secrecy"], !levels.isEmpty, !levels.contains(secrecy), !isLenient {
            throw RegisterRefusal(
                .unreadable, "R111", "保密等级“\(secrecy.prefix(20))”不在可选之列", field: "secrecy",
                remedy: "填 " + levels.joined(separator: "、"))
        }
        var notes: [RegisterNote] = []
        var total = try amount(record, "total_invest", .money)
        var foreign = try amount(record, "foreign_invest", .usd)
        // A total written in dollars needs the recorded rate; without one it stays unknown, never guessed.
        if total == nil, let text = record["total_invest"], let dollars = try? dollars(text) {
            guard let rate = record["fx_rate"].flatMap({ Rational(decimal: $0) }), record["fx_date"] != nil else {
                throw RegisterRefusal(
                    .rule, "T101", "总投资以外币填写，缺汇率及日期，不能折算", field: "fx_rate", remedy: "补 fx_rate（元/美元）和 fx_date")
            }
            total = try? dollars.multiplied(by: rate)
            if foreign == nil { foreign = dollars }
        }
        if foreign != nil, record["fx_rate"] == nil || record["fx_date"] == nil {
            notes.append(RegisterNote("T107", "有外资金额而未填汇率及日期；外资按万美元直接比较，未作折算"))
        }
        let codes = record.list("industry_code").flatMap { $0.split(whereSeparator: { ",， ".contains($0) }) }
            .compactMap { IndustryCode($0)?.text }
        let products = record.list("products").map { ProductName.plain(facts.folder.folded($0)) }.filter { !$0.isEmpty }
        let uscc: String?
        if isLenient {
            let text = record["investor_uscc"] ?? ""
            uscc = try? CreditCode.validated(text)
            if uscc == nil, !text.isEmpty { notes.append(RegisterNote("T140", "统一社会信用代码 \(text) 校验不符，只按名称比较")) }
        } else {
            uscc = try creditCode(record)
        }
        let prefectures = prefectures(record, filer: filer)
        let words = [record["project_name"], record["content"]].compactMap { $0 }.joined(separator: "\n")
        let isTwoHigh = record["two_high"].map { flag($0) ?? false } ?? false
        return RecordFacts(
            subject: Subject(
                investor: record[.investorName] ?? "", uscc: uscc, parent: parent(record), codes: codes,
                products: products, amount: total?.decimal(digits: 6), prefectures: prefectures),
            totalInvest: total, foreignInvest: foreign, talkDate: record["first_talk_date"].flatMap { day($0) },
            isSigned: record["signed"].flatMap { flag($0) } ?? false,
            isManufacturing: codes.contains { isManufacturing($0) },
            text: RecordCheck.comparable(record[.content] ?? "", facts.folder),
            escalation: EscalationFacts(
                totalInvest: total, foreignInvest: foreign, top500: record["top500_kind"] ?? "",
                prefectures: prefectures, text: words, isTwoHigh: isTwoHigh),
            notes: notes)
    }

    /// A project's text as it is compared: folded, without blanks and marks.
    static func comparable(_ text: String, _ folder: TextFolder) -> String {
        folder.folded(text).filter { !$0.isWhitespace && !$0.isPunctuation }
    }

    private func parent(_ record: FilingRecord) -> String? {
        guard let text = record["investor_parent"], !["无", "/", "-", "否", "—"].contains(text) else { return nil }
        return text
    }

    private func isManufacturing(_ code: String) -> Bool {
        guard let division = Int(code.prefix(2)) else { return code == "C" }
        return (13...43).contains(division)
    }

    private func creditCode(_ record: FilingRecord) throws(RegisterRefusal) -> String? {
        guard let text = record["investor_uscc"] else { return nil }
        do {
            return try CreditCode.validated(text)
        } catch {
            throw RegisterRefusal(
                .rule, "T140", "统一社会信用代码 \(text) \(error.chinese)", field: "investor_uscc",
                remedy: "核对营业执照后更正；境外或未注册的留空并填 investor_uscc_reason")
        }
    }

    private func prefectures(_ record: FilingRecord, filer: String) -> [String] {
        var result = Set<String>()
        if let own = facts.authorities.prefecture(filer) { result.insert(own) }
        for wish in record.list("site_wishes") {
            if let authority = facts.authorities.authority(wish) {
                if let place = facts.authorities.prefecture(authority.code) { result.insert(place) }
            } else if let place = facts.regions.place(wish), !place.isProvince {
                result.insert(facts.authorities.prefecture(place.text) ?? place.prefecture.text)
            }
        }
        return result.sorted()
    }

    private func checkType(_ text: String, _ requirement: FieldRequirement) throws(RegisterRefusal) {
        switch requirement.kind {
        case .text, .list: return
        case .date:
            if day(text) == nil {
                throw unreadable(requirement, text, "不是日期", "写成 2026-03-05")
            }
        case .flag:
            if flag(text) == nil { throw unreadable(requirement, text, "不是 是/否", "填 是 或 否") }
        case .number:
            if Rational(decimal: text) == nil { throw unreadable(requirement, text, "不是数", "只填数字") }
        case .money, .usd, .area, .energy:
            _ = try quantity(text, requirement)
        }
    }

    private func unreadable(_ requirement: FieldRequirement, _ text: String, _ fact: String, _ remedy: String)
        -> RegisterRefusal
    {
        let shown = requirement.isPrivate ? "" : "“\(text.prefix(40))”"
        return RegisterRefusal(
            .unreadable, "R110", "\(requirement.name)\(shown)\(fact)", field: requirement.key.rawValue, remedy: remedy)
    }

    private func quantity(_ text: String, _ requirement: FieldRequirement) throws(RegisterRefusal) -> Quantity? {
        let target =
            switch requirement.kind {
            case .usd: QuantityTarget(dimension: "money_usd", canonical: "usd_wan", unitText: "万美元")
            case .area: QuantityTarget(dimension: "area", canonical: "mu", unitText: "亩")
            case .energy: QuantityTarget(dimension: "energy", canonical: "tce", unitText: "tce")
            default: QuantityTarget(dimension: "money_cny", canonical: "yuan_wan", unitText: "万元")
            }
        switch facts.quantities.read(text, target: target) {
        case .missing: return nil
        case .invalid(let reason): throw unreadable(requirement, text, "读不成数：\(reason)", "写成数或带单位的数，如 3.5亿元")
        case .value(.quantity(let quantity), _): return quantity
        case .value: throw unreadable(requirement, text, "读不成数", "写成数或带单位的数，如 3.5亿元")
        }
    }

    /// The amount in the field's own unit; nil when missing or in another currency. A range counts by its low end.
    private func amount(_ record: FilingRecord, _ key: FieldKey, _ kind: FieldRequirement.Kind) throws(RegisterRefusal)
        -> Rational?
    {
        guard let text = record[key] else { return nil }
        let requirement =
            facts.requirements.first { $0.key == key }
            ?? FieldRequirement(key: key, name: key.rawValue, need: .optional, kind: kind)
        guard let quantity = try quantity(text, requirement) else { return nil }
        guard quantity.unit == (kind == .usd ? "万美元" : "万元") else { return nil }
        return quantity.interval.low ?? quantity.interval.high
    }

    private func dollars(_ text: String) throws(RegisterRefusal) -> Rational? {
        let requirement = FieldRequirement(key: "total_invest", name: "总投资", need: .always, kind: .usd)
        guard let quantity = try quantity(text, requirement), quantity.unit == "万美元" else { return nil }
        return quantity.interval.low ?? quantity.interval.high
    }

    /// The day of a date field; nil when it is none or a longer span.
    func day(_ text: String) -> CivilDate? {
        if let iso = CivilDate(iso: text) { return iso }
        guard case .value(.date(let range), _) = dates.read(text) else { return nil }
        return range.day
    }

    private func flag(_ text: String) -> Bool? {
        if text == "否" || text == "未签约" { return false }
        if text == "是" || text == "已签约" { return true }
        guard case .value(.flag(let flag), _) = flags.read(text) else { return nil }
        return flag
    }
}

extension RecordCheck {
    /// The required fields that are empty or too short, as a person reads them (`洽谈情况摘要（至少50字，现12字）`).
    package func missing(_ record: FilingRecord, _ read: RecordFacts) -> [(key: FieldKey, text: String)] {
        var result: [(key: FieldKey, text: String)] = []
        for requirement in facts.requirements {
            let applies =
                switch requirement.need {
                case .always: true
                case .manufacturing: read.isManufacturing
                case .uncoded: read.subject.uscc == nil
                case .optional: false
                }
            let text = record[requirement.key] ?? requirement.alternatives.lazy.compactMap { record[$0] }.first
            guard let text else {
                if applies { result.append((requirement.key, requirement.name)) }
                continue
            }
            let count = text.filter { !$0.isWhitespace }.count
            if applies, let least = requirement.leastCharacters.flatMap({ rules.count($0) }), count < least {
                result.append((requirement.key, "\(requirement.name)（至少\(least)字，现\(count)字）"))
            }
            if let most = requirement.mostCharacters.flatMap({ rules.count($0) }), count > most {
                result.append((requirement.key, "\(requirement.name)（至多\(most)字，现\(count)字）"))
            }
        }
        if record.evidence.count < rules.count("evidence_min") ?? 1 { result.append(("evidence", "佐证材料（至少1件）")) }
        return result
    }

    /// Notes on open fields that hold what looks like a mobile number: a public export would carry it along.
    func openPhones(_ record: FilingRecord) -> [RegisterNote] {
        facts.requirements.filter { !$0.isPrivate }.compactMap { requirement in
            guard let text = record[requirement.key], holdsPhone(text) else { return nil }
            return RegisterNote("T134", "“\(requirement.name)”中似有手机号码，公开导出会带出；请用 correct 改写，电话只填在联系人电话")
        }
    }

    /// Whether a run of exactly eleven digits begins like a mobile number.
    private func holdsPhone(_ text: String) -> Bool {
        text.split(whereSeparator: { !($0.isASCII && $0.isNumber) }).contains { run in
            run.count == 11 && run.first == "1" && run.dropFirst().first.map { $0 >= "3" } ?? false
        }
    }

    /// The excluded kind that the record is of, or nil.
    package func excludedKind(_ record: FilingRecord, _ read: RecordFacts) -> String? {
        let words = [record["project_name"], record["content"]].compactMap { $0 }.joined(separator: "\n")
        for kind in rules.excluded {
            if let code = read.subject.codes.first(where: { code in kind.industries.contains { code.hasPrefix($0) } }) {
                return "\(kind.kind)（行业 \(code)）"
            }
            // A word alone excludes only where no code says otherwise: 写字楼 may be a customer's.
            if read.subject.codes.isEmpty, let word = kind.words.first(where: { words.contains($0) }) {
                return "\(kind.kind)（“\(word)”）"
            }
        }
        return nil
    }
}
