import ArgumentParser
import YinfengFirstTalk
import YinfengModel

/// `firsttalk contest`.
struct FirstTalkContest: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "contest", abstract: "提出争议；第三方反映问题用 --complaint 并附证据。",
        discussion:
            "例：yinfeng firsttalk contest FT-2026-532822-000123-H --register 首谈.db --as 532801 --clerk 刘六 --reason 我方先行洽谈"
    )

    @Argument(help: ArgumentHelp("备案编号或争议编号。", valueName: "编号"))
    var no: String
    @Flag(name: .long, help: "第三方投诉。")
    var complaint = false
    @OptionGroup var documents: EvidenceOptions
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let items = try documents.items(counter, otherwise: "争议材料")
        try counter.answer(
            try counter.open().contest(no, isComplaint: complaint, evidence: items, by: caller))
    }
}

/// `firsttalk state`.
struct FirstTalkState: NumberVerb {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "当事方在陈述期内提交陈述，陈述写在 --reason。",
        discussion:
            "例：yinfeng firsttalk state CF-2026-532800-000003-0 --register 首谈.db --as 532822 --clerk 张三 --reason 首谈纪要在先")

    @Argument(help: ArgumentHelp("争议编号或备案编号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.state(no, by: caller)
    }
}

/// `firsttalk rule`.
struct FirstTalkRule: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "裁定争议（共同上级）：保留一件或几件、共享、均失效；即时生效。",
        discussion:
            "例：yinfeng firsttalk rule CF-2026-532800-000003-0 --register 首谈.db --as 532800 --clerk 王五 --keep FT-2026-532822-000123-H --reason 先谈且按期报送"
    )

    @Argument(help: ArgumentHelp("争议编号或备案编号。", valueName: "编号"))
    var no: String
    @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp("保留这些备案，其余失效。", valueName: "编号"))
    var keep: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("共享：利益分享表（item,base,attract,host,third,years,from,until,count）。", valueName: "文件"))
    var share: String?
    @Flag(name: .customLong("void"), help: "均失效。")
    var isVoid = false
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let choice: Register.RulingChoice
        switch (keep.isEmpty, share, isVoid) {
        case (false, nil, false):
            // A list may be joined by commas as well.
            choice = .keep(keep.flatMap { $0.split(whereSeparator: { ",，、".contains($0) }).map(String.init) })
        case (true, let path?, false): choice = .share(try ShareFile.lines(path, counter))
        case (true, nil, true): choice = .void
        default:
            throw RegisterRefusal(
                .usage, "T400", "裁定结果须写且只写一种", field: "keep", remedy: "用 --keep 编号、--share 文件 或 --void")
        }
        try counter.answer(try counter.open().rule(no, choice, by: caller))
    }
}

/// `firsttalk appeal`.
struct FirstTalkAppeal: NumberVerb {
    static let configuration = CommandConfiguration(
        commandName: "appeal", abstract: "不服裁定，当事方在期限内申诉一次，由再上一级决定。",
        discussion:
            "例：yinfeng firsttalk appeal CF-2026-532800-000003-0 --register 首谈.db --as 532801 --clerk 刘六 --reason 纪要日期有误"
    )

    @Argument(help: ArgumentHelp("争议编号或备案编号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.appeal(no, by: caller)
    }
}

/// A table of benefit-sharing lines.
enum ShareFile {
    /// The lines; throws `RegisterRefusal` 65 and `TabularError`.
    static func lines(_ path: String, _ counter: RegisterCounter) throws -> [ShareLine] {
        try ShareLine.read(rows: try TableFile.rows(path, wanted: ["item", "attract"], counter))
    }
}

/// `firsttalk transfer`.
struct FirstTalkTransfer: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "transfer", abstract: "流转给另一机构，附利益分享表；待对方 confirm。",
        discussion:
            "例：yinfeng firsttalk transfer FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --to 530181 --shares 分享.csv"
    )

    @OptionGroup var filing: FilingArguments
    @Option(name: .long, help: ArgumentHelp("接收机构。", valueName: "机构"))
    var to: String?
    @Option(
        name: .long, help: ArgumentHelp("利益分享表（item,base,attract,host,third,years,from,until,count）。", valueName: "文件"))
    var shares: String?

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        guard let to else {
            throw RegisterRefusal(.usage, "T400", "没有写明流转给谁", field: "to", remedy: "加 --to 机构代码")
        }
        let lines = try shares.map { try ShareFile.lines($0, counter) } ?? []
        try counter.answer(try counter.open().transfer(no, to: to, shares: lines, by: caller))
    }
}

/// `firsttalk confirm`.
struct FirstTalkConfirm: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "确认流转（接收方或共同上级）：后续备案沿用原顺序。",
        discussion: "例：yinfeng firsttalk confirm FT-2026-532822-000123-H --register 首谈.db --as 530181 --clerk 赵七")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.confirm(no, by: caller)
    }
}

/// `firsttalk decline`.
struct FirstTalkDecline: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "不接收流转（接收方），或收回提议（报送单位）。",
        discussion:
            "例：yinfeng firsttalk decline FT-2026-532822-000123-H --register 首谈.db --as 530181 --clerk 赵七 --reason 用地不足")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.decline(no, by: caller)
    }
}
