import GRDB
package import YinfengModel

/// What `list` and `due` select.
package struct ListFilter: Sendable {
    /// Only this state.
    package var state: FilingState?
    /// Only this filer.
    package var filer: String?
    /// Only those held above their first acceptor.
    package var isEscalated = false
    /// Only contested ones.
    package var isContested = false
    /// Only those due or ending within so many days.
    package var days: Int?
    /// Only those submitted in this month (`2026-03`).
    package var month: String?
    /// Include drafts.
    package var includesDrafts = true

    /// Everything.
    package init() {}
}

/// What a row of `stats` stands for.
package enum StatsGrouping: Sendable {
    /// A prefecture, all months together.
    case prefecture
    /// A month, all prefectures together.
    case month
    /// A prefecture in a month.
    case both
}

/// A row of `stats`.
package struct StatsRow: Sendable, Equatable {
    /// The prefecture's code; empty when unknown or when rows stand for months.
    package var prefecture: String
    /// Its name.
    package var name: String
    /// `2026-03`; empty when rows stand for prefectures.
    package var month: String
    /// Filings submitted in the month.
    package var submitted = 0
    /// Of those, accepted at some time.
    package var accepted = 0
    /// Now expired or forfeited.
    package var lapsed = 0
    /// Now transferred.
    package var transferred = 0
    /// Now signed, landed or closed.
    package var signed = 0
    /// Now contested.
    package var contested = 0
    /// Median days from submission to acceptance, upper median; nil when none was accepted.
    package var medianDays: Int?
}

extension Register {
    /// `show`: a filing, or a conflict by its CF number, as it reads at a moment.
    @discardableResult
    package func show(_ no: String, at instant: Instant) throws(RegisterRefusal) -> RegisterLine {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            let head = try ledger.head().hash
            let maker = LineMaker(ledger: ledger, facts: facts)
            guard no.uppercased().hasPrefix("CF") else {
                return try maker.line(try Desk.find(no, ledger: ledger), on: instant.day, head: head)
            }
            guard let conflict = try ledger.conflict(no.uppercased()) else {
                throw RegisterRefusal(.notFound, "N103", "登记簿中没有争议 \(no)", field: "no", remedy: "用 show 备案编号查看争议编号")
            }
            var line = RegisterLine()
            line.no = conflict.number
            line.contested = conflict.isOpen
            line.acceptor = conflict.arbiter
            line.due = conflict.isOpen ? conflict.statementsUntil.end : conflict.rulings.last?.appealBy?.end
            line.conflicts = try conflict.parties.compactMap { try ledger.filing($0) }.map { party in
                let hit = party.check?.hits.first { conflict.parties.contains($0.filing) }
                return RegisterLine.LineConflict(
                    no: party.name, conflict: conflict.number, tier: hit?.tier ?? .hard,
                    investor: hit?.investor ?? "I0",
                    content: hit?.content ?? "C0", fields: hit?.fields ?? [])
            }
            line.notes = try Register.notes(conflict, ledger, facts)
            line.head = Hex.text(head)
            return line
        }
    }

    private static func notes(_ conflict: Conflict, _ ledger: Ledger, _ facts: FirstTalkFacts) throws -> [RegisterNote]
    {
        var notes = [
            RegisterNote(
                "T308", "\(conflict.number) \(conflict.state.chinese)，裁定机构 \(facts.authorities.name(conflict.arbiter))")
        ]
        let parties = try conflict.parties.compactMap { try ledger.filing($0) }
        let rules = try ledger.currentRules().rules
        if conflict.isOpen, let first = Precedence.first(parties, rules: rules) {
            notes.append(
                RegisterNote(
                    "T306",
                    "按优先规则 \(rules.precedence.rawValue)，\(first.name)（\(facts.authorities.name(first.filer))）在先：\(Precedence.reason(first, parties, rules: rules))"
                ))
        }
        for statement in conflict.statements {
            notes.append(
                RegisterNote(
                    "T310", "\(statement.day) \(facts.authorities.name(statement.authority)) 陈述：\(statement.text)"))
        }
        for ruling in conflict.rulings {
            notes.append(
                RegisterNote(
                    "T309",
                    "\(ruling.day) \(ruling.number) \(facts.authorities.name(ruling.authority)) 裁定\(ruling.outcome.chinese)：\(ruling.reason)"
                ))
        }
        return notes
    }

    /// `list`: filings by seq, drafts last, as they read at a moment.
    package func list(_ filter: ListFilter = ListFilter(), at instant: Instant) throws(RegisterRefusal)
        -> [RegisterLine]
    {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            let head = try ledger.head().hash
            let maker = LineMaker(ledger: ledger, facts: facts)
            var result: [RegisterLine] = []
            let (condition, arguments) = Register.condition(filter, on: instant.day, facts)
            let rows = try String.fetchCursor(
                db, sql: "SELECT body FROM filings\(condition) ORDER BY seq IS NULL, seq, instr(id, '@'), row",
                arguments: arguments)
            while let body = try rows.next() {
                let filing = try Ledger.decode(body, as: Filing.self)
                let line = try maker.line(filing, on: instant.day, head: head)
                if Register.matches(filter, filing, line, on: instant.day, facts) { result.append(line) }
            }
            return result
        }
    }

    /// `list --as-of`: the register as it stood at the end of a day, by folding the events up to then. O(events).
    package func list(_ filter: ListFilter = ListFilter(), asOf day: CivilDate) throws(RegisterRefusal)
        -> [RegisterLine]
    {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            var report = VerifyReport()
            let end = Instant.endOf(day)
            let fold = try Replay(ledger: ledger, until: end.seconds).run(report: &report, expecting: nil)
            let head = try ledger.head().hash
            let maker = LineMaker(ledger: ledger, facts: facts)
            var filings = try fold.filings.values.map { try $0.decoded(Filing.self) }
            filings.sort { ($0.seq ?? Int.max, $0.id) < ($1.seq ?? Int.max, $1.id) }
            return try filings.map { ($0, try maker.line($0, on: day, head: head)) }
                .filter { Register.matches(filter, $0.0, $0.1, on: day, facts) }.map(\.1)
        }
    }

    /// What of a filter the columns can tell, so that a large register is not read whole; `matches` has the last word.
    private static func condition(_ filter: ListFilter, on day: CivilDate, _ facts: FirstTalkFacts)
        -> (sql: String, arguments: StatementArguments)
    {
        var parts: [String] = []
        var arguments = StatementArguments()
        if let filer = filter.filer {
            let codes = facts.authorities.codes(facts.authorities.authority(filer)?.code ?? filer)
            parts.append("filer IN (\(databaseQuestionMarks(count: codes.count)))")
            arguments += StatementArguments(codes)
        }
        if filter.days != nil {
            parts.append("state IN ('submitted','returned','accepted','extended','signed','landed')")
        }
        if let start = filter.month.flatMap({ CivilDate(iso: $0 + "-01") }), let end = start.adding(months: 1) {
            parts.append("submitted >= ? AND submitted <= ?")
            arguments += [Instant.endOf(start.adding(days: -1)).seconds, Instant.endOf(end).seconds]
        }
        return (parts.isEmpty ? "" : " WHERE " + parts.joined(separator: " AND "), arguments)
    }

    private static func matches(
        _ filter: ListFilter, _ filing: Filing, _ line: RegisterLine, on day: CivilDate, _ facts: FirstTalkFacts
    ) -> Bool {
        if let state = filter.state, line.state != state { return false }
        if !filter.includesDrafts, line.state == .draft { return false }
        if let filer = filter.filer,
            facts.authorities.current(facts.authorities.authority(filer)?.code ?? filer)
                != facts.authorities.current(filing.filer)
        {
            return false
        }
        if filter.isContested, !line.contested { return false }
        if filter.isEscalated {
            guard let acceptor = filing.acceptor, acceptor != facts.authorities.authority(filing.filer)?.parent else {
                return false
            }
        }
        if let month = filter.month {
            guard let seconds = filing.submittedAt, Instant(seconds: seconds).day.iso.hasPrefix(month) else {
                return false
            }
        }
        if let days = filter.days {
            guard line.state?.isLive ?? false else { return false }
            let limit = day.adding(days: days).iso
            return [line.due, line.protectTo].contains { $0.map { $0 <= limit } ?? false }
        }
        return true
    }

    /// `check`: the conflicts of a record, writing nothing; the filer gives the place of the record.
    package func check(_ record: FilingRecord, by caller: Caller, id: String? = nil) throws(RegisterRefusal)
        -> RegisterLine
    {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            let authority = facts.authorities.authority(caller.authority)
            let rules = try ledger.currentRules().rules
            let search = ConflictSearch(ledger: ledger, facts: facts, rules: rules)
            let prepared = try search.prepare(record, filer: authority?.code ?? caller.authority, isLenient: true)
            let (met, omitted) = try search.search(prepared.compared, except: nil, on: caller.at.day)
            let talk = prepared.facts.talkDate?.iso
            let hits = ConflictSearch.ordered(
                met.filter { $0.filing.state.isLive }.map {
                    search.hit($0, filer: authority?.code ?? "", talkDate: talk)
                })
            var line = RegisterLine()
            line.id = id
            line.filer = authority?.code
            line.acceptor = authority?.parent
            let open = Dictionary(
                met.map { ($0.filing.id, $0.filing.openConflicts.first.map { String($0.prefix { $0 != "@" }) }) }
            ) { first, _ in first }
            line.conflicts = hits.map { hit in
                RegisterLine.LineConflict(
                    no: hit.number, conflict: open[hit.filing] ?? nil, tier: hit.tier, investor: hit.investor,
                    content: hit.content,
                    fields: hit.fields)
            }
            let need = rules.escalation(prepared.facts.escalation)
            if need.level != nil || !need.concurrence.isEmpty {
                line.escalation = RegisterLine.LineEscalation(
                    level: need.level, acceptor: authority?.parent,
                    because: (need.because + need.concurrence).joined(separator: "；"))
            }
            line.notes = prepared.facts.notes + search.notes(hits, omitted: omitted)
            line.head = Hex.text(try ledger.head().hash)
            return line
        }
    }

    /// `stats`: counts by prefecture and month of submission; `month` alone is counted when it is given. O(filings).
    package func stats(month: String? = nil, by grouping: StatsGrouping = .both, at instant: Instant)
        throws(RegisterRefusal) -> [StatsRow]
    {
        let facts = facts
        return try file.read { db in
            let ledger = self.ledger(db)
            var rows: [String: StatsRow] = [:]
            var waits: [String: [Int]] = [:]
            let bodies = try String.fetchCursor(db, sql: "SELECT body FROM filings WHERE seq IS NOT NULL ORDER BY row")
            while let body = try bodies.next() {
                let stored = try Ledger.decode(body, as: Filing.self)
                guard let seconds = stored.submittedAt else { continue }
                let day = Instant(seconds: seconds).day
                let key = String(day.iso.prefix(7))
                if let month, key != month { continue }
                let filing = Settlement(rules: try ledger.rules(stored.ruleSet), calendar: facts.calendar)
                    .settled(stored, on: instant.day)
                let prefecture = grouping == .month ? "" : facts.authorities.prefecture(filing.filer) ?? ""
                let shown = grouping == .prefecture ? month ?? "" : key
                let id = shown + "/" + prefecture
                var row =
                    rows[id] ?? StatsRow(prefecture: prefecture, name: facts.authorities.name(prefecture), month: shown)
                row.submitted += 1
                if let from = filing.protection.flatMap({ CivilDate(iso: $0.from) }) {
                    row.accepted += 1
                    waits[id, default: []].append(from.dayNumber - day.dayNumber)
                }
                switch filing.state {
                case .expired, .forfeited: row.lapsed += 1
                case .transferred: row.transferred += 1
                case .signed, .landed, .closed: row.signed += 1
                default: break
                }
                if filing.isContested { row.contested += 1 }
                rows[id] = row
            }
            return rows.keys.sorted().compactMap { id in
                var row = rows[id]
                if let days = waits[id]?.sorted(), !days.isEmpty { row?.medianDays = days[days.count / 2] }
                return row
            }
        }
    }

    /// `replay`: every event of a filing (and of its conflicts), or of the register, in order.
    package func replay(_ no: String? = nil) throws(RegisterRefusal) -> [ReplayLine] {
        try file.read { db in
            let ledger = self.ledger(db)
            var id: String?
            if let no {
                id = no.uppercased().hasPrefix("CF") ? no.uppercased() : try Desk.find(no, ledger: ledger).id
            }
            var result: [ReplayLine] = []
            var before: [String: JSONTree] = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT * FROM events WHERE branch = 0 ORDER BY number")
            while let row = try rows.next() {
                if let id {
                    let subject: String = row["subject"]
                    let payload: String = row["payload"]
                    guard subject == id || payload.contains("\"\(id)\"") else { continue }
                }
                let event = try Ledger.link(row).event
                let payload = try JSONTree(parsing: Array(event.payload.utf8))
                // The words may only mention it; what counts is whether it changed.
                if let id, event.subject != id, payload["filings"]?[id] == nil, payload["conflicts"]?[id] == nil {
                    continue
                }
                var changes: [ReplayLine.Change] = []
                for (name, delta)
                    in ((payload["filings"]?.members ?? [:]).merging(payload["conflicts"]?.members ?? [:]) { $1 })
                    .sorted(by: { $0.key < $1.key }) where id == nil || name == id
                {
                    for (field, value) in (delta.members ?? [:]).sorted(by: { $0.key < $1.key }) {
                        changes.append(
                            ReplayLine.Change(
                                subject: name, field: field, before: before[name]?[field]?.canonical ?? "null",
                                after: value.canonical))
                    }
                    before[name] = Delta.apply(delta, to: before[name])
                }
                result.append(
                    ReplayLine(
                        number: event.number, time: event.time, kind: event.kind, subject: event.subject,
                        authority: event.authority, clerk: event.clerk, rule: event.rule,
                        reason: payload["facts"]?["reason"]?.text ?? "", changes: changes))
            }
            return result
        }
    }
}

/// An event as an auditor reads it: who, when, by which rule, before and after.
package struct ReplayLine: Sendable, Equatable {
    /// A field before and after, as canonical JSON.
    package struct Change: Sendable, Equatable {
        /// Of which filing or conflict.
        package let subject: String
        /// Which field.
        package let field: String
        /// Before; null when it was not there.
        package let before: String
        /// After; null when it is gone.
        package let after: String
    }

    /// The event's number.
    package let number: Int
    /// When.
    package let time: Instant
    /// What.
    package let kind: EventKind
    /// About what.
    package let subject: String
    /// By which authority; empty for the system.
    package let authority: String
    /// By whom.
    package let clerk: String
    /// By which rule, for the system.
    package let rule: String
    /// The reason given.
    package let reason: String
    /// What changed.
    package let changes: [Change]

    /// One line of NDJSON.
    package var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("event", number)
        writer.field("time", time.rfc3339)
        writer.field("kind", kind.rawValue)
        writer.field("subject", subject)
        writer.field("authority", authority)
        writer.field("clerk", clerk)
        writer.field("rule", rule)
        writer.field("reason", reason)
        writer.key("changes")
        writer.beginArray()
        for change in changes {
            writer.beginObject()
            writer.field("subject", change.subject)
            writer.field("field", change.field)
            writer.field("before", change.before)
            writer.field("after", change.after)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.text
    }
}

extension Conflict.State {
    /// 争议中 / 已裁定 / 申诉中 / 已终结.
    package var chinese: String {
        switch self {
        case .open: "争议中"
        case .ruled: "已裁定"
        case .appealed: "申诉中"
        case .closed: "已终结"
        }
    }
}

/// Who comes first among filings of one subject: advice to the arbiter, by the parameter `precedence`.
package enum Precedence {
    /// The first by the rule; nil for an empty list. Ties go to register order.
    package static func first(_ filings: [Filing], rules: RuleSet) -> Filing? {
        let live = filings.filter { $0.state.isLive }
        func order(_ filing: Filing) -> Int { filing.order ?? filing.seq ?? Int.max }
        func talk(_ filing: Filing) -> String { filing.talkDate ?? "9999-12-31" }
        switch rules.precedence {
        case .filedFirst: return live.min { (order($0), $0.id) < (order($1), $1.id) }
        case .talkedFirst: return live.min { (talk($0), order($0)) < (talk($1), order($1)) }
        case .talkedFirstInTime:
            let inTime = live.filter { !$0.isLate && $0.talkDate != nil }
            return (inTime.isEmpty ? live : inTime).min {
                inTime.isEmpty ? (order($0), $0.id) < (order($1), $1.id) : (talk($0), order($0)) < (talk($1), order($1))
            }
        }
    }

    static func reason(_ first: Filing, _ all: [Filing], rules: RuleSet) -> String {
        let talk = first.talkDate ?? "不详"
        switch rules.precedence {
        case .filedFirst: return "登记序号 \(first.order ?? first.seq ?? 0) 最小"
        default: return first.isLate ? "各件均迟报，按登记序号 \(first.order ?? first.seq ?? 0)" : "按期报送者中首谈最早（\(talk)）"
        }
    }
}
