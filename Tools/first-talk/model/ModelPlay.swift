package import YinfengFirstTalk
import YinfengModel

/// Random moves, legal and illegal, on a register and on the reference model beside it: the two must agree on every one.
package struct ModelPlay {
    private static let counties = ["532822", "532801", "532823"]
    private static let outside = "530300"
    private static let acceptor = "532800"
    private static let codes = ["1530", "3011", "1411"]
    private static let digest = String(repeating: "c", count: 64)

    private let register: Register
    private let facts: FirstTalkFacts
    private var model: ReferenceModel
    private var random: SeededMoves
    private var day: CivilDate
    private var step = 0
    /// Where the two disagreed, with the step; a life ends at the first.
    package private(set) var differences: [String] = []

    /// A life of one register; the same seed makes the same moves.
    package init(_ register: Register, facts: FirstTalkFacts, seed: UInt64) {
        self.register = register
        self.facts = facts
        model = ReferenceModel(calendar: facts.calendar)
        random = SeededMoves(seed: seed)
        day = Instant(seconds: 1_704_160_800).day  // 2024-01-02
    }

    /// Plays so many moves, then verifies the register. Every `interval` moves all filings are compared, at every move
    /// the one that it touched. Throws what `verify` refuses.
    package mutating func run(moves: Int, comparingEvery interval: Int = 16) throws {
        for number in 1...max(1, moves) {
            step = number
            pass()
            try play()
            if number.isMultiple(of: interval) || number == moves { try compareAll() }
            guard differences.isEmpty else { return }
        }
        let report = try register.verify()
        if report.events < moves / 4 { differ("只有 \(report.events) 个事件") }
        invariants()
    }

    // MARK: One move

    private enum Move: CaseIterable {
        case file, fileAgain, fileOnceMore, accept, acceptAgain, giveBack, resubmit, withdraw, reject, progress, extend
        case sign, revoke, rule, land, close
    }

    /// Whom a move is about, and who makes it.
    private struct Actor {
        let no: String
        let who: String
        let entry: ReferenceModel.Entry?
        var isFiler: Bool { entry?.filer == who }
        var isAcceptor: Bool { who == ModelPlay.acceptor }
    }

    /// Days pass: small steps mostly, a long one now and then so that periods end.
    private mutating func pass() {
        if day.year < 2026, Int.random(in: 0..<5, using: &random) == 0 {
            let longest = Int.random(in: 0..<6, using: &random) == 0 ? 40 : 2
            day = day.adding(days: Int.random(in: 0...longest, using: &random))
        }
        model.pass(to: day)
    }

    private mutating func play() throws {
        let numbers = model.entries.keys.sorted()
        // Mostly the living: the dead must refuse too, but teach little.
        let living = numbers.filter { model.entries[$0]?.state.isLive ?? false }
        let pool = Int.random(in: 0..<5, using: &random) == 0 || living.isEmpty ? numbers : living
        let unknown = SerialNumber(kind: .filing, year: 2024, authority: "532822", serial: 999).machine
        let no = pool.randomElement(using: &random) ?? unknown
        let people = ModelPlay.counties + [ModelPlay.acceptor, ModelPlay.acceptor, ModelPlay.outside]
        let actor = Actor(no: no, who: people.randomElement(using: &random) ?? "", entry: model.entries[no])
        guard let move = Move.allCases.randomElement(using: &random) else { return }
        switch move {
        case .file, .fileAgain, .fileOnceMore: try file()
        default: try make(move, actor)
        }
    }

    private func caller(_ authority: String, reason: String = "理由") throws -> Caller {
        guard let at = Instant(rfc3339: day.iso + "T10:00:00+08:00") else { throw DayFault.unreadable(day.iso) }
        return Caller(authority: authority, clerk: "岩温", at: at, reason: reason)
    }

    private enum DayFault: Error { case unreadable(String) }

    private mutating func file() throws {
        let subject = Int.random(in: 0..<3, using: &random)
        let filer = ModelPlay.counties.randomElement(using: &random) ?? ""
        let isAllowed = !model.holds(filer, subject)
        let record = ModelPlay.record(subject: subject, code: ModelPlay.codes[subject], day: day.iso)
        let line = judge(
            "file \(subject) by \(filer)", expecting: isAllowed ? .submitted : nil,
            try attempt { [register] in try register.file(FileRequest(record: record), by: caller(filer)) })
        guard let line, let number = line.no else { return }
        let rivals = model.rivals(subject, but: filer)
        model.entries[number] = ReferenceModel.Entry(state: .submitted, filer: filer, subject: subject)
        if !rivals.isEmpty { model.contest(rivals + [number], on: day) }
        if line.contested != !rivals.isEmpty { differ("\(number) 争议标记 \(line.contested)") }
    }

    private mutating func make(_ move: Move, _ actor: Actor) throws {
        let kind = ["选址", "电话", "备案证"].randomElement(using: &random) ?? ""
        let outcome = try attempt { try carryOut(move, actor, kind: kind) }
        let expected = expect(move, actor, kind: kind)
        // The line of a ruling is that of the first kept; every other move answers with its own filing.
        judge("\(move) \(actor.no) by \(actor.who)", expecting: expected, outcome)
    }

    private func carryOut(_ move: Move, _ actor: Actor, kind: String) throws -> RegisterLine {
        let (no, by) = (actor.no, try caller(actor.who))
        let document = Filing.EvidenceItem(sha256: ModelPlay.digest, kind: "证明", date: day.iso)
        switch move {
        case .accept, .acceptAgain: return try register.accept(no, by: by)
        case .giveBack: return try register.giveBack(no, by: by)
        case .resubmit: return try register.submit(no, by: by)
        case .withdraw: return try register.withdraw(no, by: by)
        case .reject: return try register.reject(no, by: by)
        case .progress: return try register.progress(no, kind: kind, date: day.iso, by: by)
        case .extend: return try register.extend(no, by: by)
        case .sign: return try register.sign(no, contractDate: day.iso, contract: ModelPlay.digest, by: by)
        // Without a ban: the model knows none.
        case .revoke: return try register.revoke(no, by: caller(actor.who, reason: "执行裁定"))
        case .land: return try register.land(no, evidence: document, by: by)
        case .close: return try register.close(no, evidence: document, by: by)
        case .rule, .file, .fileAgain, .fileOnceMore: return try register.rule(no, .keep([no]), by: by)
        }
    }

    // MARK: What the model expects

    /// The state after a move, which the model then has too; nil where the move must be refused.
    private mutating func expect(_ move: Move, _ actor: Actor, kind: String) -> FilingState? {
        let no = actor.no
        guard let entry = actor.entry, entry.state.isLive else { return nil }
        switch move {
        case .accept, .acceptAgain:
            guard actor.isAcceptor, entry.state == .submitted, !entry.contested else { return nil }
            model.entries[no]?.state = .accepted
            model.entries[no]?.granted = day
            model.entries[no]?.rawEnd = day.adding(months: 6)
        case .giveBack:
            guard actor.isAcceptor, entry.state == .submitted else { return nil }
            model.entries[no]?.state = .returned
        case .resubmit:
            guard actor.isFiler, entry.state == .returned else { return nil }
            model.entries[no]?.state = .submitted
            let rivals = model.rivals(entry.subject, but: entry.filer)
            if !rivals.isEmpty { model.contest(rivals + [no], on: day) }
        case .withdraw:
            guard actor.isFiler else { return nil }
            model.end(no, .withdrawn, on: day)
        case .reject:
            guard actor.isAcceptor else { return nil }
            if entry.asked != nil {
                model.entries[no]?.asked = nil
                model.pass(to: day)
            } else {
                guard entry.state == .submitted || entry.state == .returned else { return nil }
                model.end(no, .rejected, on: day)
            }
        case .progress:
            guard actor.isFiler else { return nil }
            if kind != "电话" { model.entries[no]?.qualifying = day }
        case .extend: return expectExtension(actor, entry)
        case .sign:
            guard actor.isFiler, entry.state.isProtected else { return nil }
            model.entries[no]?.state = .signed
            model.entries[no]?.contested = false
            model.entries[no]?.left = nil
            model.entries[no]?.asked = nil
        case .revoke:
            guard actor.isAcceptor else { return nil }
            model.end(no, .revoked, on: day)
        case .land: return expectConfirmation(actor, entry, from: .signed, to: .landed, asking: "land")
        case .close: return expectConfirmation(actor, entry, from: .landed, to: .closed, asking: "close")
        case .rule, .file, .fileAgain, .fileOnceMore:
            guard actor.isAcceptor, entry.disputed else { return nil }
            model.keep(no, on: day)
        }
        return model.entries[no]?.state
    }

    private mutating func expectExtension(_ actor: Actor, _ entry: ReferenceModel.Entry) -> FilingState? {
        guard actor.isFiler || actor.isAcceptor, entry.state.isProtected, !entry.contested, entry.extensions == 0,
            let last = entry.qualifying, let granted = entry.granted, last >= granted
        else { return nil }
        if actor.isFiler {
            model.entries[actor.no]?.asked = "extend"
        } else {
            model.entries[actor.no]?.state = .extended
            model.entries[actor.no]?.extensions = 1
            model.entries[actor.no]?.granted = day
            model.entries[actor.no]?.asked = nil
            model.entries[actor.no]?.rawEnd = entry.rawEnd?.adding(months: 3)
        }
        return model.entries[actor.no]?.state
    }

    private mutating func expectConfirmation(
        _ actor: Actor, _ entry: ReferenceModel.Entry, from: FilingState, to: FilingState, asking: String
    ) -> FilingState? {
        guard actor.isFiler || actor.isAcceptor, entry.state == from else { return nil }
        model.entries[actor.no]?.asked = actor.isFiler ? asking : nil
        guard actor.isAcceptor else { return from }
        if to.isTerminal { model.end(actor.no, to, on: day) } else { model.entries[actor.no]?.state = to }
        return to
    }

    // MARK: Comparing

    private func attempt(_ body: () throws -> RegisterLine) throws -> Result<RegisterLine, RegisterRefusal> {
        do {
            return .success(try body())
        } catch let refusal as RegisterRefusal {
            return .failure(refusal)
        }
    }

    /// The line of a move that was allowed and should be.
    @discardableResult
    private mutating func judge(
        _ what: String, expecting state: FilingState?, _ outcome: Result<RegisterLine, RegisterRefusal>
    ) -> RegisterLine? {
        switch outcome {
        case .success(let line):
            guard let state else {
                differ("\(what)：应当拒绝")
                return nil
            }
            if line.state != state { differ("\(what)：\(line.state?.rawValue ?? "")，模型 \(state.rawValue)") }
            return line
        case .failure(let refusal):
            if state != nil { differ("\(what)：\(refusal.code) \(refusal.message)") }
            if refusal.kind != .rule, refusal.kind != .notFound { differ("\(what)：以 \(refusal.code) 拒绝") }
            return nil
        }
    }

    private mutating func differ(_ text: String) { differences.append("第\(step)步 \(text)") }

    /// State, flag and end of every filing, register against model.
    private mutating func compareAll() throws {
        for line in try register.list(at: Instant.endOf(day)) where line.state != .draft {
            guard let no = line.no, let entry = model.entries[no] else { continue }
            if line.state != entry.state || line.contested != entry.contested {
                differ(
                    "\(no) \(line.state?.rawValue ?? "") \(line.contested)，模型 \(entry.state.rawValue) \(entry.contested)"
                )
            }
            if entry.state.isProtected, !entry.contested, let raw = entry.rawEnd,
                line.protectTo != model.calendar.moved(raw).end
            {
                differ("\(no) 止于 \(line.protectTo ?? "")，模型 \(raw.iso)")
            }
            if let seq = line.seq, seq < 1 || line.filer == line.acceptor { differ("\(no) 序号或受理单位") }
        }
    }

    /// One subject has one holder at most that is not contested.
    private mutating func invariants() {
        for subject in ModelPlay.codes.indices {
            let free = model.entries.values.filter {
                $0.subject == subject && !$0.contested && ($0.state == .submitted || $0.state.isProtected)
            }
            if free.count > 1 { differ("项目 \(subject) 有 \(free.count) 件无争议的有效备案") }
        }
    }
}

/// A seeded generator: the same moves in every run.
private struct SeededMoves: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
