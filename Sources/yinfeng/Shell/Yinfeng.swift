import ArgumentParser

/// The root command.
struct Yinfeng: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yinfeng",
        abstract: "引凤：招商线索匹配——项目适合落在哪里，能否准入，谁先首谈。",
        discussion: """
            一张线索表进，一张排名表出，每个结论都附依据。程序只给意见，由人审定。
            例：yinfeng rank 线索.csv --region 530000 --top 5 --out 排名.xlsx
            """,
        version: Version.text,
        subcommands: [
            ClassifyCommand.self,
            RankCommand.self,
            CheckCommand.self,
            GapsCommand.self,
            PolicyCommand.self,
            ScoreCommand.self,
            ParkCommand.self,
            CatalogCommand.self,
            LeadsCommand.self,
            TemplateCommand.self,
            CalcCommand.self,
            FirstTalkCommand.self,
            CompanyCommand.self,
            EvalCommand.self,
            DoctorCommand.self,
            DemoCommand.self,
            CompletionCommand.self,
            ManualCommand.self,
            BatchCommand.self,
        ]
    )
}

/// The program's version.
enum Version {
    /// `yinfeng 0.1.0`.
    static let text = "0.1.0"
}
