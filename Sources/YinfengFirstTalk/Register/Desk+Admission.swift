import YinfengModel

extension Desk {
    /// All required fields, clerk and checker different, dates in order.
    func requireComplete(_ prepared: PreparedRecord) throws {
        let record = prepared.record
        let missing = RecordCheck(facts: facts, rules: rules).missing(record, prepared.facts)
        if let first = missing.first {
            throw RegisterRefusal(
                .rule, "T101", "缺 \(missing.count) 项必填：\(missing.map(\.text).joined(separator: "、"))",
                field: first.key.rawValue, remedy: "补齐后再报送")
        }
        if let clerk = record["clerk"], clerk == record["checker"] {
            throw RegisterRefusal(.rule, "T102", "经办人与审核人不能是同一人", field: "checker", remedy: "换一人审核")
        }
        // 公平竞争审查条例: a filing binds governments to keep away, it promises the investor nothing.
        let promises = (rules.values["promise_words"] ?? "").split(separator: "|").map { Array($0.utf8) }
        for (key, value) in record.fields.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(value.utf8)
            guard let found = promises.first(where: { Desk.contains(bytes, $0) }) else { continue }
            let word = String(decoding: found, as: UTF8.self)
            throw RegisterRefusal(
                .rule, "T133", "备案材料写有“\(word)”：不得载明税费、地价或补贴承诺", field: key.rawValue, remedy: "删去后再报送；优惠事项依法另行审查")
        }
        for item in record.evidence { try requireDate(item.date, "佐证材料“\(item.kind)”的日期") }
        if let talk = prepared.facts.talkDate { try requireDate(talk.iso, "首次洽谈日期") }
    }

    /// Whether a word stands in a text, byte by byte: UTF-8 never mistakes the middle of a character for a beginning.
    private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        for start in 0...(text.count - word.count) where text[start] == first {
            if text[start..<(start + word.count)].elementsEqual(word) { return true }
        }
        return false
    }

    /// Floors, excluded kinds, signed contracts, lateness.
    func requireAdmissible(_ prepared: PreparedRecord, isVoluntary: Bool) throws {
        if prepared.facts.isSigned {
            throw RegisterRefusal(.rule, "T132", "项目已签约，首谈备案应在签约之前", field: "signed", remedy: "已签约项目不再备案")
        }
        if let date = prepared.record["signing_date"] {
            throw RegisterRefusal(
                .rule, "T132", "项目已签约（\(date)），首谈备案应在签约之前", field: "signing_date", remedy: "已签约项目不再备案")
        }
        if let kind = RecordCheck(facts: facts, rules: rules).excludedKind(prepared.record, prepared.facts) {
            throw RegisterRefusal(.rule, "T131", "\(kind)属不予备案的类别", field: "content", remedy: "此类项目不办首谈备案")
        }
        if !isKeyProject(prepared.facts), !isVoluntary {
            let floor = rules.number("key_floor") ?? .zero
            let yi = (try? floor.divided(by: Rational(10_000)))?.decimal() ?? ""
            throw RegisterRefusal(
                .rule, "T130",
                "总投资 \(prepared.facts.totalInvest?.decimal() ?? "未填") 万元，低于重点项目线 \(floor.decimal()) 万元（\(yi)亿元），无需首谈备案",
                field: "total_invest", remedy: "如需登记用 --voluntary")
        }
        if try isLate(prepared.facts.talkDate), caller.reason.allSatisfy(\.isWhitespace) {
            let period = rules.period("filing_deadline_days")?.chinese ?? ""
            throw RegisterRefusal(
                .rule, "T120", "首谈日期 \(prepared.facts.talkDate?.iso ?? "")，超过报送期限 \(period)", field: "first_talk_date",
                remedy: "可加 --reason 说明迟报理由后继续；将标记“迟报”，不享先谈优先")
        }
    }

    func isLate(_ talk: CivilDate?) throws -> Bool {
        guard let talk, let period = rules.period("filing_deadline_days") else { return false }
        return today > facts.calendar.deadline(from: talk, period).endDay
    }

    /// At or above a floor, or an investor of a list that is switched on.
    func isKeyProject(_ read: RecordFacts) -> Bool {
        if let total = read.totalInvest, let floor = rules.number("key_floor"), total >= floor { return true }
        if let foreign = read.foreignInvest, let floor = rules.number("foreign_floor"), foreign >= floor { return true }
        return rules.escalations.contains { rule in
            rule.isEnabled && rule.subject == "top500_kind"
                && rule.items.contains { read.escalation.top500.contains($0) }
        }
    }
}
