import YinfengModel

/// A printable paper of the register: the 登记表 or the 回执, as rows that a writer lays out.
package struct RegisterForm: Sendable, Equatable {
    /// The title line.
    package var title: String
    /// The lines under the title: number, date.
    package var subtitle: [String]
    /// The rows of the frame table, in groups.
    package var rows: [Row]
    /// Boxes to be sealed and signed by hand.
    package var boxes: [String]
    /// Evidence with the first twelve hex digits of its digest.
    package var attachments: [String]
    /// The foot: print time and head hash.
    package var footer: String

    /// A row of the table.
    package struct Row: Sendable, Equatable {
        /// The group (投资方, 指标, …).
        package var group: String
        /// The printed label.
        package var label: String
        /// The value; empty cells stay for the pen.
        package var value: String

        /// A row.
        package init(_ group: String, _ label: String, _ value: String) {
            self.group = group
            self.label = label
            self.value = value
        }
    }

    /// The rows with those of one group together, groups in the order of their first row.
    static func grouped(_ rows: [Row]) -> [Row] {
        var order: [String] = []
        for row in rows where !order.contains(row.group) { order.append(row.group) }
        return order.flatMap { name in rows.filter { $0.group == name } }
    }

    /// The form for a terminal: labels padded to one width, where wide characters count two.
    package var plainText: String {
        let width = rows.map { FormWidth.of($0.label) }.max() ?? 0
        var lines = [title] + subtitle + [""]
        var group = ""
        for row in rows {
            if row.group != group {
                group = row.group
                lines.append("【\(group)】")
            }
            let pad = String(repeating: " ", count: max(0, width - FormWidth.of(row.label)))
            lines.append("  \(row.label)\(pad)  \(row.value.replacing("\n", with: " "))")
        }
        if !attachments.isEmpty { lines += ["【附件】"] + attachments.map { "  " + $0 } }
        for box in boxes { lines.append("［\(box)］") }
        return (lines + ["", footer]).joined(separator: "\n") + "\n"
    }
}

/// Columns that a text takes in a terminal.
enum FormWidth {
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension Register {
    /// `form`: the 首谈备案登记表 of a filing. Contacts are masked unless asked for.
    package func form(_ no: String, at instant: Instant, withContacts: Bool = false) throws(RegisterRefusal)
        -> RegisterForm
    {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            let filing = try Desk.find(no, ledger: ledger)
            let head = Hex.text(try ledger.head().hash)
            let line = try LineMaker(ledger: ledger, facts: facts).line(
                filing, on: instant.day, head: try ledger.head().hash)
            let record = try ledger.record(
                event: filing.recordEvent, branch: Ledger.branch(of: filing.id, ledger: ledger),
                evidence: filing.evidence)
            let prefix = try ledger.rules(filing.ruleSet).values["number_prefix"] ?? ""
            var rows: [RegisterForm.Row] = []
            for requirement in facts.requirements {
                let value = record[requirement.key] ?? ""
                // An empty optional field is left off; a required one stays for the pen.
                guard !value.isEmpty || requirement.need != .optional else { continue }
                if value.isEmpty, requirement.need == .uncoded, filing.subject.uscc != nil { continue }
                rows.append(
                    RegisterForm.Row(
                        requirement.group, requirement.label,
                        requirement.isPrivate && !withContacts ? FormMask.mask(value) : value))
            }
            rows += PaperRows(facts: facts, ledger: ledger).decided(filing, line)
            let number = filing.number.flatMap { try? SerialNumber($0) }
            return RegisterForm(
                title: "首谈备案登记表",
                subtitle: [
                    "备案编号：\(number?.printed(province: prefix) ?? "（草稿 \(filing.id)）")",
                    "机器编号：\(filing.name)　版本：\(filing.version)",
                ],
                rows: RegisterForm.grouped(rows), boxes: ["报送单位意见（盖章）　负责人：　　　　　年　月　日", "受理单位意见（盖章）　负责人：　　　　　年　月　日"],
                attachments: filing.evidence.enumerated().map { index, item in
                    "\(index + 1). \(item.kind)　\(item.date)\(item.pages.map { "　\($0)页" } ?? "")　摘要 \(item.sha256.prefix(12))"
                }, footer: "打印时间 \(instant.rfc3339)　登记簿链首 \(head)")
        }
    }

    /// `receipt`: the 回执 of a filing; the investor's name is masked.
    package func receipt(_ no: String, at instant: Instant) throws(RegisterRefusal) -> RegisterForm {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            let filing = try Desk.find(no, ledger: ledger)
            guard filing.number != nil else {
                throw RegisterRefusal(.rule, "T198", "\(filing.id) 还是草稿，没有回执", field: "no", remedy: "先用 submit 报送")
            }
            let head = try ledger.head().hash
            let line = try LineMaker(ledger: ledger, facts: facts).line(filing, on: instant.day, head: head)
            let prefix = try ledger.rules(filing.ruleSet).values["number_prefix"] ?? ""
            let submitted = filing.submittedAt.map { Instant(seconds: $0).rfc3339 } ?? ""
            var rows = [
                RegisterForm.Row("回执", "报送单位", facts.authorities.name(filing.filer)),
                RegisterForm.Row("回执", "项目名称", filing.projectName),
                RegisterForm.Row("回执", "投资方", FormMask.company(filing.subject.investor)),
                RegisterForm.Row("回执", "登记序号", filing.seq.map { String($0) } ?? ""),
                RegisterForm.Row("回执", "报送时间", submitted),
            ]
            rows += PaperRows(facts: facts, ledger: ledger).decided(filing, line)
            rows.append(RegisterForm.Row("回执", "下次到期", line.due ?? ""))
            return RegisterForm(
                title: "首谈备案回执",
                subtitle: [
                    "\((try? SerialNumber(filing.name))?.printed(province: prefix) ?? filing.name)", filing.name,
                ], rows: RegisterForm.grouped(rows),
                boxes: ["受理单位（盖章）　　　　　年　月　日"], attachments: [],
                footer: "打印时间 \(instant.rfc3339)　登记簿链首 \(Hex.text(head))")
        }
    }
}

extension FieldRequirement {
    /// The label with the unit of a number.
    var label: String {
        switch kind {
        case .money: name + "（万元）"
        case .usd: name + "（万美元）"
        case .area: name + "（亩）"
        case .energy: name + "（吨标准煤）"
        default: name
        }
    }
}

/// The rows that the register itself fills.
struct PaperRows {
    let facts: FirstTalkFacts
    let ledger: Ledger

    func decided(_ filing: Filing, _ line: RegisterLine) -> [RegisterForm.Row] {
        var rows = [
            RegisterForm.Row("登记", "状态", (line.state?.chinese ?? "") + (line.contested ? "（争议中）" : "")),
            RegisterForm.Row("登记", "受理单位", line.acceptor.map { facts.authorities.name($0) } ?? ""),
            RegisterForm.Row("登记", "登记序号", filing.seq.map { String($0) } ?? ""),
        ]
        if let from = line.protectFrom, let to = line.protectTo {
            rows.append(
                RegisterForm.Row("登记", "保护期起止", "\(from) 至 \(to)" + (line.provisional.map { "（暂定：\($0)）" } ?? "")))
        }
        let counts = ConflictHit.Tier.allCases.map { tier in
            "\(tier.chinese) \(line.conflicts.filter { $0.tier == tier }.count)"
        }
        rows.append(RegisterForm.Row("登记", "查重结果", counts.joined(separator: "　")))
        for conflict in line.conflicts where conflict.tier != .note {
            rows.append(
                RegisterForm.Row(
                    "登记", "　\(conflict.tier.chinese)冲突",
                    "\(conflict.no)　\(conflict.investor)×\(conflict.content)　\(conflict.conflict ?? "")"))
        }
        if let escalation = line.escalation { rows.append(RegisterForm.Row("登记", "提级情况", escalation.because)) }
        if filing.extensions > 0 { rows.append(RegisterForm.Row("登记", "延期记录", "\(filing.extensions) 次")) }
        if let origin = filing.origin {
            rows.append(
                RegisterForm.Row("登记", "流转来源", "\(origin)（首谈 \(facts.authorities.name(filing.firstHolder ?? ""))）"))
        }
        if let successor = filing.successor { rows.append(RegisterForm.Row("登记", "后续备案", successor)) }
        if let last = filing.lastProgress { rows.append(RegisterForm.Row("登记", "最近进展", last)) }
        return rows
    }
}

/// Names and numbers as a public paper shows them.
enum FormMask {
    /// `张**`, `139****1234`.
    static func mask(_ text: String) -> String {
        if text.isEmpty { return "" }
        if text.filter(\.isNumber).count >= 7 { return text.prefix(3) + "****" + text.suffix(4) }
        return text.split(separator: "；").map {
            $0.prefix(1) + String(repeating: "*", count: max(1, min(2, $0.count - 1)))
        }
        .joined(separator: "；")
    }

    /// The investor on a receipt: first two and last four characters.
    static func company(_ name: String) -> String {
        name.count <= 6 ? name.prefix(1) + "****" : name.prefix(2) + "****" + name.suffix(4)
    }
}
