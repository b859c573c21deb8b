import ArgumentParser
import YinfengFirstTalk
import YinfengModel

/// `firsttalk withdraw`.
struct FirstTalkWithdraw: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "撤回备案（报送单位）；草稿撤回不需理由。",
        discussion:
            "例：yinfeng firsttalk withdraw FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --reason 投资方中止"
    )

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.withdraw(no, by: caller)
    }
}

/// `firsttalk extend`.
struct FirstTalkExtend: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "延期：报送单位提出，受理单位再执行一次即准许；不准用 reject。",
        discussion: "例：yinfeng firsttalk extend FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.extend(no, by: caller)
    }
}

/// `firsttalk sign`.
struct FirstTalkSign: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "签约：登记合同日期和合同文件的摘要，保护期到此为止。",
        discussion:
            "例：yinfeng firsttalk sign FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --contract-date 2026-06-01 --evidence 合同.pdf"
    )

    @OptionGroup var filing: FilingArguments
    @Option(name: .customLong("contract-date"), help: ArgumentHelp("合同日期。", valueName: "日期"))
    var contractDate: String?
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        guard let date = contractDate ?? documents.date.first else {
            throw RegisterRefusal(
                .usage, "T400", "没有写明合同日期", field: "contract_date", remedy: "加 --contract-date 2026-06-01")
        }
        let digest = try documents.evidence.first.map { try EvidenceFile.sha256($0) } ?? ""
        try counter.answer(try counter.open().sign(no, contractDate: date, contract: digest, by: caller))
    }
}

/// `firsttalk land`.
struct FirstTalkLand: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "land", abstract: "落地：报送单位附开工证明提出，受理单位再执行一次即确认。",
        discussion:
            "例：yinfeng firsttalk land FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --evidence 施工许可证.pdf --date 2026-09-01"
    )

    @OptionGroup var filing: FilingArguments
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let item = try documents.items(counter, otherwise: "开工证明").first
        try counter.answer(try counter.open().land(no, evidence: item, by: caller))
    }
}

/// `firsttalk close`.
struct FirstTalkClose: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "办结：报送单位附投产证明提出，受理单位再执行一次即确认。",
        discussion:
            "例：yinfeng firsttalk close FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --evidence 投产报告.pdf --date 2027-05-01"
    )

    @OptionGroup var filing: FilingArguments
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        let item = try documents.items(counter, otherwise: "投产证明").first
        try counter.answer(try counter.open().close(no, evidence: item, by: caller))
    }
}

/// `firsttalk progress`.
struct FirstTalkProgress: FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "登记进展；实质进展（选址、意向书、备案证等）可作延期依据，电话、资料不算。",
        discussion:
            "例：yinfeng firsttalk progress FT-2026-532822-000123-H --register 首谈.db --as 532822 --clerk 张三 --kind 投资意向书 --date 2026-04-02 --evidence 意向书.pdf"
    )

    @OptionGroup var filing: FilingArguments
    @OptionGroup var documents: EvidenceOptions

    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        guard let kind = documents.kind.first else {
            throw RegisterRefusal(.usage, "T400", "没有写明进展种类", field: "kind", remedy: "加 --kind 种类，例如 选址、投资意向书、电话")
        }
        let item = try documents.items(counter, otherwise: kind).first
        let date = try documents.date.first ?? options.moment().day.iso
        if documents.date.isEmpty, item == nil { counter.hint("未写 --date，进展日期按办理当日 \(date) 登记") }
        try counter.answer(try counter.open().progress(no, kind: kind, date: date, evidence: item, by: caller))
    }
}
