import ArgumentParser

/// Lists of leads as files.
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads",
        abstract: "线索表：看它认出了什么，把原文和读数并列写出，比较两期的变动。",
        discussion: """
            例：yinfeng leads inspect 在谈项目台账.csv
            例：yinfeng leads clean 在谈项目台账.csv --out 整理后.xlsx
            例：yinfeng leads diff 上周.xlsx 本周.xlsx --out 周报.xlsx
            """,
        subcommands: [LeadsInspect.self, LeadsClean.self, LeadsDiff.self])
}
