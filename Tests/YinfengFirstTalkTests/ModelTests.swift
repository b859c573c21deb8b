import Foundation
import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// A reference model, small enough to be read at a glance: what each move may do, and what time does.
struct ReferenceModel {
    struct Entry {
        var state: FilingState
        var filer: String
        var subject: Int
        var contested = false
        /// Party to an open conflict: a signed one stays so until the ruling, though it is not contested any more.
        var disputed = false
        var rawEnd: CivilDate?
        var left: Int?
        var cureBy: CivilDate?
        var extensions = 0
        var granted: CivilDate?
        var qualifying: CivilDate?
        var progress: CivilDate?
        var warned: CivilDate?
        var from: CivilDate?
        var asked: String?
    }

    let calendar: WorkCalendar
    let parents: [String: String]
    var entries: [String: Entry] = [:]

    mutating func pass(to day: CivilDate) {
        for (no, entry) in entries where entry.state.isProtected && !entry.contested && entry.asked != "extend" {
            if let raw = entry.rawEnd, day > calendar.moved(raw).endDay { entries[no]?.state = .expired }
        }
    }

    /// Live filings of a subject by others.
    func rivals(_ subject: Int, but filer: String) -> [String] {
        entries.filter { $0.value.subject == subject && $0.value.state.isLive && $0.value.filer != filer }.map(\.key)
            .sorted()
    }

    func holds(_ filer: String, _ subject: Int) -> Bool {
        entries.values.contains { $0.subject == subject && $0.filer == filer && $0.state.isLive }
    }

    mutating func contest(_ numbers: [String], on day: CivilDate) {
        for no in numbers {
            guard var entry = entries[no], entry.state.isLive else { continue }
            entries[no]?.disputed = true
            guard entry.state.canBeContested, !entry.contested else { continue }
            entry.disputed = true
            entry.contested = true
            entry.left = entry.state.isProtected ? entry.rawEnd.map { max(0, $0.dayNumber - day.dayNumber) } : nil
            entries[no] = entry
        }
    }

    mutating func release(_ no: String, on day: CivilDate) {
        entries[no]?.disputed = false
        guard var entry = entries[no], entry.contested else { return }
        entry.contested = false
        if let left = entry.left { entry.rawEnd = day.adding(days: left) }
        if entry.state == .returned { entry.cureBy = calendar.deadline(from: day, Period(5, .workday)).endDay }
        entry.left = nil
        entries[no] = entry
    }
}

@Suite struct ModelTests {
    static let counties = ["532822", "532801", "532823"]
    static let outside = "530300"
    static let acceptor = "532800"
    static let codes = ["1530", "3011", "1411"]

    /// Random moves, legal and illegal; the register and the model must agree on every one.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func registerAgreesWithTheModel(_ seed: UInt64) throws {
        let count = ProcessInfo.processInfo.environment["YF_MODEL_MOVES"].flatMap { Int($0) } ?? 250
        try play(Support.register(), seed: seed, moves: count)
    }

    @Test func onDisk() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString).db").path()
        try play(Register.create(path: path, facts: Support.loaded()), seed: 9, moves: 120)
        try Register.open(path: path, facts: Support.loaded()).verify()
    }

    func play(_ register: Register, seed: UInt64, moves: Int) throws {
        let facts = try Support.loaded()
        var random = Seeded(seed)
        var model = ReferenceModel(
            calendar: facts.calendar,
            parents: Dictionary(uniqueKeysWithValues: ModelTests.counties.map { ($0, "532800") }))
        var day = try #require(CivilDate(iso: "2024-01-02"))
        let digest = String(repeating: "c", count: 64)
        for step in 0..<moves {
            if day.year < 2026, Int.random(in: 0..<5, using: &random) == 0 {
                // Small steps mostly, a long one now and then so that periods end.
                day = day.adding(
                    days: Int.random(in: 0...(Int.random(in: 0..<6, using: &random) == 0 ? 40 : 2), using: &random))
            }
            model.pass(to: day)
            let who =
                (ModelTests.counties + [ModelTests.acceptor, ModelTests.acceptor, ModelTests.outside])
                .randomElement(using: &random) ?? ""
            let numbers = model.entries.keys.sorted()
            // Mostly the living: the dead must refuse too, but teach little.
            let living = numbers.filter { model.entries[$0]?.state.isLive ?? false }
            let pool = Int.random(in: 0..<5, using: &random) == 0 || living.isEmpty ? numbers : living
            let unknown = SerialNumber(kind: .filing, year: 2024, authority: "532822", serial: 999).machine
            let no = pool.randomElement(using: &random) ?? unknown
            let move = Int.random(in: 0..<14, using: &random)
            let caller = try Support.caller(who, day.iso, reason: "理由")
            let entry = model.entries[no]
            let isFiler = entry?.filer == who
            let isAcceptor = who == ModelTests.acceptor
            var expected: (allowed: Bool, state: FilingState?) = (false, nil)
            var outcome: Result<RegisterLine, any Error>
            switch move {
            case 0, 1, 2:
                let subject = Int.random(in: 0..<3, using: &random)
                let filer = ModelTests.counties.randomElement(using: &random) ?? ""
                let changes: [String: String?] = [
                    "industry_code": ModelTests.codes[subject], "first_talk_date": day.iso,
                    "products": "产品\(subject)号", "content": String(repeating: "第\(subject)类项目内容各不相同", count: 4),
                ]
                let by = try Support.caller(filer, day.iso, reason: "理由")
                outcome = Result {
                    try register.file(FileRequest(record: Support.record(changes, evidence: day.iso)), by: by)
                }
                expected = (!model.holds(filer, subject), .submitted)
                if case .success(let line) = outcome, let number = line.no {
                    let rivals = model.rivals(subject, but: filer)
                    model.entries[number] = ReferenceModel.Entry(state: .submitted, filer: filer, subject: subject)
                    if !rivals.isEmpty { model.contest(rivals + [number], on: day) }
                    #expect(line.contested == !rivals.isEmpty, "step \(step)")
                }
            case 3, 4:
                outcome = Result { try register.accept(no, by: caller) }
                if let entry, isAcceptor, entry.state == .submitted, !entry.contested {
                    expected = (true, .accepted)
                    model.entries[no]?.state = .accepted
                    model.entries[no]?.from = day
                    model.entries[no]?.granted = day
                    model.entries[no]?.rawEnd = day.adding(months: 6)
                }
            case 5:
                outcome = Result { try register.giveBack(no, by: caller) }
                if let entry, isAcceptor, entry.state == .submitted {
                    expected = (true, .returned)
                    model.entries[no]?.state = .returned
                    model.entries[no]?.cureBy = facts.calendar.deadline(from: day, Period(5, .workday)).endDay
                }
            case 6:
                outcome = Result { try register.submit(no, by: caller) }
                if let entry, isFiler, entry.state == .returned {
                    expected = (true, .submitted)
                    model.entries[no]?.state = .submitted
                    let rivals = model.rivals(entry.subject, but: entry.filer)
                    if !rivals.isEmpty { model.contest(rivals + [no], on: day) }
                }
            case 7:
                outcome = Result { try register.withdraw(no, by: caller) }
                if let entry, isFiler, entry.state.isLive {
                    expected = (true, .withdrawn)
                    end(no, .withdrawn, &model, day)
                }
            case 8:
                outcome = Result { try register.reject(no, by: caller) }
                if let entry, isAcceptor, entry.state.isLive {
                    if entry.asked != nil {
                        model.entries[no]?.asked = nil
                        model.pass(to: day)
                        expected = (true, model.entries[no]?.state)
                    } else if entry.state == .submitted || entry.state == .returned {
                        expected = (true, .rejected)
                        end(no, .rejected, &model, day)
                    }
                }
            case 9:
                let kind = ["选址", "电话", "备案证"].randomElement(using: &random) ?? ""
                outcome = Result { try register.progress(no, kind: kind, date: day.iso, by: caller) }
                if let entry, isFiler, entry.state.isLive {
                    expected = (true, entry.state)
                    model.entries[no]?.progress = day
                    if kind != "电话" { model.entries[no]?.qualifying = day }
                }
            case 10:
                outcome = Result { try register.extend(no, by: caller) }
                if let entry, isFiler || isAcceptor, entry.state.isProtected, !entry.contested, entry.extensions == 0,
                    let last = entry.qualifying, let granted = entry.granted, last >= granted
                {
                    if isFiler {
                        expected = (true, entry.state)
                        model.entries[no]?.asked = "extend"
                    } else {
                        expected = (true, .extended)
                        model.entries[no]?.state = .extended
                        model.entries[no]?.extensions = 1
                        model.entries[no]?.granted = day
                        model.entries[no]?.asked = nil
                        model.entries[no]?.rawEnd = entry.rawEnd?.adding(months: 3)
                    }
                }
            case 11:
                outcome = Result { try register.sign(no, contractDate: day.iso, contract: digest, by: caller) }
                if let entry, isFiler, entry.state.isProtected {
                    expected = (true, .signed)
                    model.entries[no]?.state = .signed
                    model.entries[no]?.contested = false
                    model.entries[no]?.left = nil
                }
            case 12:
                outcome = Result { try register.revoke(no, by: Support.caller(who, day.iso, reason: "执行裁定")) }
                if let entry, isAcceptor, entry.state.isLive {
                    expected = (true, .revoked)
                    end(no, .revoked, &model, day)
                }
            default:
                outcome = Result { try register.rule(no, .keep([no]), by: caller) }
                if let entry, isAcceptor, entry.disputed {
                    expected = (true, entry.state)
                    for rival in model.rivals(entry.subject, but: entry.filer)
                    where model.entries[rival]?.disputed ?? false {
                        model.entries[rival]?.disputed = false
                        guard let state = model.entries[rival]?.state, state.canBeContested else { continue }
                        model.entries[rival]?.state = state.isProtected ? .revoked : .rejected
                        model.entries[rival]?.contested = false
                    }
                    model.release(no, on: day)
                }
            }
            switch outcome {
            case .success(let line):
                #expect(expected.allowed, "step \(step) move \(move) \(no) by \(who) should be refused")
                if move < 13 { #expect(line.state == expected.state, "step \(step) move \(move) \(no)") }
            case .failure(let error):
                let refusal = error as? RegisterRefusal
                #expect(
                    !expected.allowed,
                    "step \(step) move \(move) \(no) by \(who): \(refusal?.code ?? "?") \(refusal?.message ?? "\(error)")"
                )
                #expect(refusal?.kind == .rule || refusal?.kind == .notFound, "step \(step) \(refusal?.code ?? "?")")
            }
            if !(try compare(register, model, day, step)) { return }
        }
        let report = try register.verify()
        #expect(report.events > moves / 4)
        try invariants(register, model)
    }

    func end(_ no: String, _ state: FilingState, _ model: inout ReferenceModel, _ day: CivilDate) {
        let wasDisputed = model.entries[no]?.disputed ?? false
        model.entries[no]?.state = state
        model.entries[no]?.contested = false
        model.entries[no]?.disputed = false
        guard wasDisputed, let entry = model.entries[no] else { return }
        // A contest with one party left is over.
        let left = model.rivals(entry.subject, but: entry.filer).filter { model.entries[$0]?.disputed ?? false }
        if left.count == 1 { model.release(left[0], on: day) }
    }

    /// State, flag and end of every filing, register against model.
    func compare(_ register: Register, _ model: ReferenceModel, _ day: CivilDate, _ step: Int) throws -> Bool {
        let lines = try register.list(at: Instant.endOf(day))
        var agrees = true
        for line in lines where line.state != .draft {
            guard let no = line.no, let entry = model.entries[no] else { continue }
            if line.state != entry.state || line.contested != entry.contested {
                Issue.record(
                    "step \(step) \(no): \(line.state?.rawValue ?? "") \(line.contested), model \(entry.state) \(entry.contested)"
                )
                agrees = false
            }
            if entry.state.isProtected, !entry.contested, let raw = entry.rawEnd,
                line.protectTo != model.calendar.moved(raw).end
            {
                Issue.record("step \(step) \(no): ends \(line.protectTo ?? ""), model \(raw.iso)")
                agrees = false
            }
        }
        return agrees
    }

    /// What holds of every register whatever its life.
    func invariants(_ register: Register, _ model: ReferenceModel) throws {
        let lines = try register.list(at: Instant.endOf(try #require(CivilDate(iso: "2026-01-01"))))
        let numbered = lines.filter { $0.seq != nil }
        #expect(Set(numbered.compactMap(\.no)).count == numbered.count)
        for line in numbered {
            #expect(line.filer != line.acceptor)
            if let from = line.protectFrom, let to = line.protectTo { #expect(from <= to) }
        }
        for subject in 0..<3 {
            let free = model.entries.values.filter {
                $0.subject == subject && !$0.contested && ($0.state == .submitted || $0.state.isProtected)
            }
            #expect(free.count <= 1)
        }
    }
}
