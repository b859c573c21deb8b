import YinfengModel

/// What time alone does to a filing. Read later or written later, the answer is the same: nothing waits for a daemon.
struct Settlement {
    let rules: RuleSet
    let calendar: WorkCalendar

    /// A step that time has brought about.
    struct Step {
        let kind: EventKind
        let rule: String
        let after: Filing
    }

    /// The steps due on a day, in order; empty when there are none. Pure.
    func steps(_ filing: Filing, on day: CivilDate) -> [Step] {
        var result: [Step] = []
        var current = filing
        while let step = next(current, on: day), result.count < 8 {
            result.append(step)
            current = step.after
        }
        return result
    }

    /// The filing as it reads on a day.
    func settled(_ filing: Filing, on day: CivilDate) -> Filing { steps(filing, on: day).last?.after ?? filing }

    private func next(_ filing: Filing, on day: CivilDate) -> Step? {
        guard !filing.state.isTerminal else { return nil }
        var after = filing
        after.version += 1
        if let collaboration = filing.collaboration, collaboration.confirmedBy == nil,
            day > calendar.settled(collaboration.confirmBy, from: nil, nil).endDay
        {
            after.collaboration = nil
            return Step(kind: .collaborationDeclined, rule: "confirm_days", after: after)
        }
        guard !filing.isContested else { return nil }
        if filing.state == .submitted, rules.isOn("silent_acceptance"), let due = filing.due, hasNoHardHit(filing) {
            let end = dueDeadline(filing, due).endDay
            if day > end { return Step(kind: .accepted, rule: "silent_acceptance", after: accepted(after, on: end)) }
        }
        guard filing.state.isProtected, let protection = filing.protection else { return nil }
        if rules.isOn("auto_forfeit"), let lapse = forfeitDay(filing), day > lapse {
            after.state = .forfeited
            after.due = nil
            return Step(kind: .forfeited, rule: "auto_forfeit", after: after)
        }
        let end = calendar.settled(protection.to, from: nil, nil).endDay
        if day > end, filing.asked?.verb != "extend" {
            after.state = .expired
            after.due = nil
            return Step(kind: .expired, rule: "protection_months", after: after)
        }
        return nil
    }

    private func hasNoHardHit(_ filing: Filing) -> Bool { filing.openConflicts.isEmpty }

    /// A stored due date, settled where its calendar has come.
    func dueDeadline(_ filing: Filing, _ due: Deadline) -> Deadline {
        let key = filing.state == .submitted ? "review_days" : filing.state == .returned ? "cure_days" : "progress_days"
        return calendar.settled(due, from: filing.dueFrom.flatMap { CivilDate(iso: $0) }, rules.period(key))
    }

    /// The filing accepted on a day: protection and reporting begin.
    func accepted(_ filing: Filing, on day: CivilDate) -> Filing {
        var after = filing
        after.state = .accepted
        if let period = rules.period("protection_months") {
            after.protection = Filing.Protection(from: day.iso, to: calendar.deadline(from: day, period))
        }
        after.lastGrant = day.iso
        report(&after, from: day)
        return after
    }

    /// Sets the next report date.
    func report(_ filing: inout Filing, from day: CivilDate) {
        filing.due = rules.period("progress_days").map { calendar.deadline(from: day, $0) }
        filing.dueFrom = day.iso
    }

    /// The last day on which a warned filing without progress is still held; nil when it was not warned.
    func forfeitDay(_ filing: Filing) -> CivilDate? {
        guard let warned = filing.warnedOn.flatMap({ CivilDate(iso: $0) }), let wait = rules.period("warning_days"),
            let stale = staleDay(filing)
        else { return nil }
        if let last = filing.lastProgress.flatMap({ CivilDate(iso: $0) }), last >= warned { return nil }
        return max(calendar.deadline(from: warned, wait).endDay, stale)
    }

    /// The last day that lack of progress is no fault.
    func staleDay(_ filing: Filing) -> CivilDate? {
        guard let period = rules.period("stale_days") else { return nil }
        let start = filing.lastProgress ?? filing.protection?.from
        return start.flatMap { CivilDate(iso: $0) }.map { calendar.deadline(from: $0, period).endDay }
    }

    /// Stops the clock for a contest.
    func stop(_ filing: inout Filing, on day: CivilDate) {
        guard filing.stopped == nil else { return }
        let left =
            filing.state.isProtected ? filing.protection.map { max(0, $0.to.rawDay.dayNumber - day.dayNumber) } : nil
        filing.stopped = Filing.StoppedClock(day: day.iso, daysLeft: left)
    }

    /// Starts the clock again with the days left.
    func resume(_ filing: inout Filing, on day: CivilDate) {
        guard let stopped = filing.stopped else { return }
        filing.stopped = nil
        if let start = CivilDate(iso: stopped.day) { filing.stoppedDays += max(0, day.dayNumber - start.dayNumber) }
        if let left = stopped.daysLeft, filing.state.isProtected, var protection = filing.protection {
            protection.to = calendar.moved(day.adding(days: left))
            filing.protection = protection
            report(&filing, from: day)
        } else if filing.state == .submitted, let period = rules.period("review_days") {
            filing.due = calendar.deadline(from: day, period)
            filing.dueFrom = day.iso
        } else if filing.state == .returned, let period = rules.period("cure_days") {
            filing.due = calendar.deadline(from: day, period)
            filing.dueFrom = day.iso
        }
    }
}
