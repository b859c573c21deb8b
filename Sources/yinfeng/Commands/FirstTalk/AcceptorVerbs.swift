import ArgumentParser
import YinfengFirstTalk
import YinfengModel

/// `firsttalk return`.
struct FirstTalkReturn: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "return", abstract: "退回补正（受理单位），理由写明缺陷。",
        discussion:
            "例：yinfeng firsttalk return FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --reason 纪要缺签字页"
    )

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.giveBack(no, by: caller)
    }
}

/// `firsttalk accept`.
struct FirstTalkAccept: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "受理备案（受理单位）：保护期自受理之日起；有弱冲突须写理由。",
        discussion: "例：yinfeng firsttalk accept FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.accept(no, by: caller)
    }
}

/// `firsttalk reject`.
struct FirstTalkReject: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "不予备案；或不准所请的延期、落地、办结（受理单位）。",
        discussion:
            "例：yinfeng firsttalk reject FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --reason 非实质洽谈")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.reject(no, by: caller)
    }
}

/// `firsttalk warn`.
struct FirstTalkWarn: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "warn", abstract: "警告久无进展的备案（受理单位）；警告期满仍无进展方可 forfeit。",
        discussion:
            "例：yinfeng firsttalk warn FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --reason 三十日无进展")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.warn(no, by: caller)
    }
}

/// `firsttalk forfeit`.
struct FirstTalkForfeit: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "forfeit", abstract: "失权：警告期满仍无进展（受理单位）。",
        discussion:
            "例：yinfeng firsttalk forfeit FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --reason 警告后无进展"
    )

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.forfeit(no, by: caller)
    }
}

/// `firsttalk revoke`.
struct FirstTalkRevoke: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "撤销备案（受理单位）：虚假佐证或排除类，并在禁报期内不得再报。",
        discussion:
            "例：yinfeng firsttalk revoke FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --reason 佐证虚假")

    @OptionGroup var filing: FilingArguments

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.revoke(no, by: caller)
    }
}

/// `firsttalk escalate`.
struct FirstTalkEscalate: NumberVerb, FilingVerb {
    static let configuration = CommandConfiguration(
        commandName: "escalate", abstract: "提级报备：到所需层级，或 --to 指定的上级；登记顺序不变。",
        discussion:
            "例：yinfeng firsttalk escalate FT-2026-532822-000123-H --register 首谈.db --as 532800 --clerk 王五 --to 530000")

    @OptionGroup var filing: FilingArguments
    @Option(name: .long, help: ArgumentHelp("提到哪个上级机构。", valueName: "机构"))
    var to: String?

    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine {
        try register.escalate(no, to: to, by: caller)
    }
}
