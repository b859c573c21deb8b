import ArgumentParser
import YinfengFirstTalk
import YinfengModel
import YinfengReport

/// The filters of `list` and `due`.
struct FilterOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("只列这种状态，例如 accepted 或 已签约。", valueName: "状态"))
    var state: String?
    @Option(name: .long, help: ArgumentHelp("只列这个报送单位。", valueName: "机构"))
    var filer: String?
    @Flag(name: .long, help: "只列已提级的。")
    var escalated = false
    @Flag(name: .long, help: "只列争议中的。")
    var contested = false
    @Option(name: .long, help: ArgumentHelp("只列多少天内到期的。", valueName: "天"))
    var days: Int?
    @Option(name: .long, help: ArgumentHelp("只列这个月报送的，例如 2026-03。", valueName: "月"))
    var month: String?
    @Option(name: .customLong("as-of"), help: ArgumentHelp("登记簿在那天日终时的样子：那时谁持有。", valueName: "日期"))
    var asOf: String?

    /// The filter; throws a usage refusal for a state, month or number that is none.
    func filter() throws(RegisterRefusal) -> ListFilter {
        var filter = ListFilter()
        if let state {
            guard
                let found = FilingState(rawValue: state.lowercased())
                    ?? FilingState.allCases.first(where: { $0.chinese == state || $0.chinese.hasPrefix(state + "（") })
            else {
                throw RegisterRefusal(
                    .usage, "T400", "没有状态“\(state)”", field: "state",
                    remedy: "可用：" + FilingState.allCases.map { "\($0.rawValue) \($0.chinese)" }.joined(separator: "、"))
            }
            filter.state = found
        }
        filter.filer = filer
        filter.isEscalated = escalated
        filter.isContested = contested
        if let days, days < 0 {
            throw RegisterRefusal(.usage, "T400", "--days“\(days)”须为零或正数", field: "days", remedy: "例如 --days 7")
        }
        filter.days = days
        filter.month = try month.map(FilterOptions.checked(month:))
        return filter
    }

    /// The month as it was given; throws a usage refusal for a text that is none.
    static func checked(month: String) throws(RegisterRefusal) -> String {
        guard month.count == 7, CivilDate(iso: month + "-01") != nil else {
            throw RegisterRefusal(.usage, "T400", "--month“\(month)”不是月份", field: "month", remedy: "写成 2026-03")
        }
        return month
    }

    /// The lines at the moment of the call, or as they stood at the end of `--as-of`.
    func lines(_ filter: ListFilter, _ counter: RegisterCounter) throws -> [RegisterLine] {
        let register = try counter.open()
        guard let asOf else { return try register.list(filter, at: try counter.options.moment()) }
        guard let day = CivilDate(iso: asOf) else {
            throw RegisterRefusal(.usage, "T400", "--as-of“\(asOf)”不是日期", field: "as-of", remedy: "写成 2026-06-01")
        }
        return try register.list(filter, asOf: day)
    }
}

/// `firsttalk list`.
struct FirstTalkList: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出备案，按登记序号；--as-of 可看过去某天由谁持有。",
        discussion: "例：yinfeng firsttalk list --register 首谈.db --escalated --days 3")

    @OptionGroup var filters: FilterOptions
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        try counter.list(try filters.lines(try filters.filter(), counter), title: "首谈备案")
    }
}

/// `firsttalk due`.
struct FirstTalkDue: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "近期到期：审核、补正、进展报告、保护期，最早的在前；默认 7 天内。",
        discussion: "例：yinfeng firsttalk due --register 首谈.db --days 14 --out 到期.ics")

    @OptionGroup var filters: FilterOptions
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        var filter = try filters.filter()
        if filter.days == nil { filter.days = 7 }
        let lines = try filters.lines(filter, counter).sorted { left, right in
            (DueCalendar.first(left) ?? "", left.seq ?? 0) < (DueCalendar.first(right) ?? "", right.seq ?? 0)
        }
        guard output.outExtension == "ics" else { return try counter.list(lines, title: "近期到期") }
        try counter.write(DueCalendar(lines: lines, facts: counter.facts, made: try options.moment()).text)
    }
}

/// `firsttalk show`.
struct FirstTalkShow: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "看一件备案或一件争议（CF-）。",
        discussion: "例：yinfeng firsttalk show FT-2026-532822-000123-H --register 首谈.db")

    @Argument(help: ArgumentHelp("备案编号、草稿号或争议编号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        try counter.answer(try counter.open().show(no, at: try options.moment()))
    }
}

/// `firsttalk stats`.
struct FirstTalkStats: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "按州市和报送月份统计：报送、受理、失效、流转、签约、争议、受理天数中位数。",
        discussion: "例：yinfeng firsttalk stats --register 首谈.db --month 2026-03 --by 州市")

    @Option(name: .long, help: ArgumentHelp("只统计这个月报送的，例如 2026-03。", valueName: "月"))
    var month: String?
    @Option(name: .long, help: ArgumentHelp("分组：州市、month（按月），或 州市,month；默认两者。", valueName: "分组"))
    var by: String?
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let grouping = try FirstTalkStats.grouping(by)
        let month = try month.map(FilterOptions.checked(month:))
        let rows = try counter.open().stats(month: month, by: grouping, at: try options.moment())
        try counter.rows(
            title: "首谈备案统计",
            columns: [
                ReportColumn("州市", "name"), ReportColumn("月份", "month"),
                ReportColumn("报送", "submitted", style: .number(digits: 0)),
                ReportColumn("受理", "accepted", style: .number(digits: 0)),
                ReportColumn("失效", "lapsed", style: .number(digits: 0)),
                ReportColumn("流转", "transferred", style: .number(digits: 0)),
                ReportColumn("签约", "signed", style: .number(digits: 0)),
                ReportColumn("争议", "contested", style: .number(digits: 0)),
                ReportColumn("受理天数中位数", "median_days", style: .number(digits: 0)),
            ],
            rows.map { row in
                [
                    "prefecture": .optional(row.prefecture.isEmpty ? nil : row.prefecture),
                    "name": .optional(row.name.isEmpty ? nil : row.name),
                    "month": .optional(row.month.isEmpty ? nil : row.month),
                    "submitted": .integer(row.submitted), "accepted": .integer(row.accepted),
                    "lapsed": .integer(row.lapsed), "transferred": .integer(row.transferred),
                    "signed": .integer(row.signed), "contested": .integer(row.contested),
                    "median_days": .optional(row.medianDays),
                ]
            })
    }
}

extension FirstTalkStats {
    /// What the rows stand for; throws a usage refusal for a grouping that is none.
    private static func grouping(_ text: String?) throws(RegisterRefusal) -> StatsGrouping {
        guard let text else { return .both }
        var result: Set<StatsGrouping> = []
        for word in text.split(whereSeparator: { ",，、+ ".contains($0) }) {
            switch word {
            case "州市", "prefecture": result.insert(.prefecture)
            case "month", "月", "月份": result.insert(.month)
            default:
                throw RegisterRefusal(.usage, "T400", "不能按“\(word)”统计", field: "by", remedy: "可用：州市、month")
            }
        }
        return result.count == 1 ? result.first ?? .both : .both
    }
}

/// `firsttalk replay`.
struct FirstTalkReplay: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "逐条列出事件：何时、何人、依何规则、改前改后；不写编号则列全簿。",
        discussion: "例：yinfeng firsttalk replay FT-2026-532822-000123-H --register 首谈.db")

    @Argument(help: ArgumentHelp("备案编号、草稿号或争议编号。", valueName: "编号"))
    var no: String?
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let lines = try counter.open().replay(no)
        try counter.rows(
            title: "事件",
            columns: [
                ReportColumn("事件", "event", style: .number(digits: 0)), ReportColumn("时间", "time"),
                ReportColumn("办理") { row in
                    row["kind"].flatMap { EventKind(rawValue: $0.flat) }.map { .text($0.chinese) } ?? .null
                },
                ReportColumn("对象", "subject"), ReportColumn("机构", "authority"), ReportColumn("经办人", "clerk"),
                ReportColumn("规则", "rule"), ReportColumn("理由", "reason", style: .wrapped, width: 40),
                ReportColumn("变化", style: .wrapped, width: 80, isInTable: false) { row in
                    guard case .list(let changes)? = row["changes"] else { return .null }
                    return .texts(
                        changes.compactMap { change in
                            guard case .object(let change) = change else { return nil }
                            return "\(change["subject"]?.flat ?? "") \(change["field"]?.flat ?? "")："
                                + "\(change["before"]?.flat ?? "") → \(change["after"]?.flat ?? "")"
                        })
                },
            ], lines.lazy.map(\.object))
    }
}

extension ReplayLine {
    /// The event as a row of any format; its ndjson equals `json`.
    var object: ReportObject {
        [
            "event": .integer(number), "time": .text(time.rfc3339), "kind": .text(kind.rawValue),
            "subject": .text(subject), "authority": .text(authority), "clerk": .text(clerk), "rule": .text(rule),
            "reason": .text(reason),
            "changes": .list(
                changes.map { change in
                    .object([
                        "subject": .text(change.subject), "field": .text(change.field),
                        "before": .text(change.before), "after": .text(change.after),
                    ])
                }),
        ]
    }
}
