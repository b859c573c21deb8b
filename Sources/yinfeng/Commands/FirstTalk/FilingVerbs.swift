import ArgumentParser
import YinfengFirstTalk
import YinfengModel

/// `firsttalk file`.
struct FirstTalkFile: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "报送一件首谈备案：查重、编号、定序一次完成。",
        discussion: """
            缺项或不合规则时退出 4，已填内容存为草稿并报出草稿号，补齐后用 submit。
            例：yinfeng firsttalk file --register 首谈.db --as 532822 --clerk 张三 --lead 台账.csv --id 17 \
            --evidence 纪要.pdf --kind 洽谈纪要 --date 2026-03-06 --set 审核人=李四
            """)

    @Option(name: .long, help: ArgumentHelp("记录文件：template 所出的 JSON，或“字段,内容”两列的表。", valueName: "文件"))
    var record: String?
    @Option(name: .long, help: ArgumentHelp("台账文件；与 --id 合用，从中取一行。", valueName: "文件"))
    var lead: String?
    @Option(name: .long, help: ArgumentHelp("台账中的项目编号、序号或行号。", valueName: "编号"))
    var id: String?
    @Option(name: .long, help: ArgumentHelp("补充或改写字段，可重复。", valueName: "字段=值"))
    var set: [String] = []
    @Flag(name: .long, help: "只存草稿，列出还缺什么；草稿没有编号和权利。")
    var draft = false
    @Flag(name: .long, help: "低于重点项目线仍自愿登记。")
    var voluntary = false
    @Option(name: .long, help: ArgumentHelp("请求标识：同一标识再次报送，返回原编号。", valueName: "标识"))
    var key: String?
    @Option(name: .long, help: ArgumentHelp("所接续的原备案编号。", valueName: "编号"))
    var previous: String?
    @OptionGroup var documents: EvidenceOptions
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let file = RecordFile(counter: counter)
        var filled: FilingRecord
        switch (record, lead) {
        case (let path?, nil): filled = try file.record(path)
        case (nil, let path?):
            guard let id else {
                throw RegisterRefusal(.usage, "T400", "没有写明台账的哪一行", field: "id", remedy: "加 --id 编号")
            }
            filled = try file.record(of: file.row(id: id, of: path))
        default:
            throw RegisterRefusal(
                .usage, "T400", "记录从哪里来须写且只写一种", field: "record", remedy: "用 --record 文件，或 --lead 台账 --id 编号")
        }
        filled = filled.merging(try file.changes(set))
        filled = filled.merging(FilingRecord(fields: [:], evidence: try documents.items(counter, otherwise: "佐证材料")))
        let request = FileRequest(
            record: filled, isDraft: draft, isVoluntary: voluntary, key: key, previous: previous)
        try counter.answer(try counter.open().file(request, by: caller))
    }
}

/// `firsttalk submit`.
struct FirstTalkSubmit: RegisterVerb {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "报送草稿，或补正后再报退回的备案。",
        discussion: "例：yinfeng firsttalk submit D-17 --register 首谈.db --as 532822 --clerk 张三 --set 联系人电话=13900000000")

    @Argument(help: ArgumentHelp("草稿号或备案编号。", valueName: "编号"))
    var no: String
    @OptionGroup var amendment: AmendmentOptions
    @Flag(name: .long, help: "低于重点项目线仍自愿登记。")
    var voluntary = false
    @Option(name: .long, help: ArgumentHelp("请求标识：同一标识再次报送，返回原编号。", valueName: "标识"))
    var key: String?
    @OptionGroup var documents: EvidenceOptions
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let change = try amendment.record(counter, documents)
        try counter.answer(
            try counter.open().submit(no, record: change, isVoluntary: voluntary, key: key, by: caller))
    }
}

/// `firsttalk correct`.
struct FirstTalkCorrect: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "更正备案内容：原内容留痕，重新查重。",
        discussion:
            "例：yinfeng firsttalk correct FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --set 总投资=3.2亿元 --reason 笔误"
    )

    @OptionGroup var filing: FilingArguments
    @OptionGroup var amendment: AmendmentOptions
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        guard let change = try amendment.record(counter, documents) else {
            throw RegisterRefusal(.usage, "T400", "没有写明更正什么", field: "record", remedy: "加 --record 文件 或 --set 字段=值")
        }
        try counter.answer(try counter.open().correct(no, record: change, by: caller))
    }
}

/// What amends a record: a file, single fields, documents.
struct AmendmentOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("记录文件，其中的字段盖过原有的。", valueName: "文件"))
    var record: String?
    @Option(name: .long, help: ArgumentHelp("改写字段，可重复。", valueName: "字段=值"))
    var set: [String] = []

    /// The changes; nil when nothing was given.
    func record(_ counter: RegisterCounter, _ documents: EvidenceOptions) throws -> FilingRecord? {
        let file = RecordFile(counter: counter)
        var result = try record.map { try file.record($0) } ?? FilingRecord(fields: [:])
        result = result.merging(try file.changes(set))
        result = result.merging(FilingRecord(fields: [:], evidence: try documents.items(counter, otherwise: "佐证材料")))
        return result.fields.isEmpty && result.evidence.isEmpty ? nil : result
    }
}

/// `firsttalk evidence`.
struct FirstTalkEvidence: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "evidence", abstract: "补充佐证材料：登记文件的 SHA-256，文件由本单位保管。",
        discussion:
            "例：yinfeng firsttalk evidence FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --evidence 意向书.pdf --kind 意向书 --date 2026-03-20"
    )

    @OptionGroup var filing: FilingArguments
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let items = try documents.items(counter, otherwise: "佐证材料")
        guard !items.isEmpty else {
            throw RegisterRefusal(
                .usage, "T400", "没有写明佐证文件", field: "evidence", remedy: "加 --evidence 文件 --kind 种类 --date 日期")
        }
        let register = try counter.open()
        var last: RegisterLine?
        for item in items { last = try register.addEvidence(no, item, by: caller) }
        if let last { try counter.answer(last) }
    }
}
