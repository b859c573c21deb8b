import ArgumentParser
import Foundation

/// `demo`: a county's day in one minute, with the bundled examples, in a folder of its own.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "演示：用自带的虚构示例走一遍县里的一天——看台账、排名、核对、出意见书、首谈备案。",
        discussion: """
            每一步都显示命令和结果，文件写在一个新文件夹里，可以照着改成自己的。
            例：yinfeng demo
            """)

    @Option(name: .long, help: ArgumentHelp("把文件写到这里；不写则新建一个临时文件夹。", valueName: "文件夹"))
    var out: String?

    func run() throws {
        let examples = try DemoFiles.examples()
        let folder: URL
        do {
            folder = try DemoFiles.folder(out)
            try DemoFiles.prepare(folder, from: examples)
        } catch {
            throw CommandFailure(.cannotCreate, "错误：演示文件夹建不了；检查 --out 的路径和权限")
        }
        print("演示用的项目全部是虚构的。文件都在：\(folder.path)\n")
        for (index, step) in DemoStep.day.enumerated() {
            print("【\(index + 1)】\(step.title)")
            let arguments = try step.arguments.map { $0 == DemoStep.filing ? try DemoRunner.filing(in: folder) : $0 }
            print("$ yinfeng " + arguments.map(DemoStep.quoted).joined(separator: " "))
            let (status, output) = try DemoRunner.run(arguments, in: folder)
            let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
            print(lines.prefix(step.shows).joined(separator: "\n"))
            if lines.count > step.shows + 1 { print("……（共 \(lines.count - 1) 行）") }
            guard status == 0 else {
                throw CommandFailure(.data, "错误：演示第\(index + 1)步以 \(status) 退出；请运行 yinfeng doctor 检查安装")
            }
            print("")
        }
        print("演示完毕。打开看看：")
        for name in ["排名.xlsx", "排名.html", "意见书.html", "首谈登记表.docx", "到期.ics"] {
            print("  " + folder.appending(path: name).path)
        }
    }
}

/// One step of the day.
struct DemoStep {
    /// What is done.
    let title: String
    /// The command, as it is typed after `yinfeng`.
    let arguments: [String]
    /// How many lines of its output are shown.
    var shows = 12

    /// Stands for the number of the filing made before.
    static let filing = "@filing"
    private static let clerk = ["--register", "首谈.db", "--as", "532822", "--clerk", "张三"]
    private static let acceptor = ["--register", "首谈.db", "--as", "532800", "--clerk", "王五"]

    /// The day, step by step. Times are given, so that every run shows the same.
    static let day = [
        DemoStep(title: "看懂台账：编码、表头、列、存疑的单元格", arguments: ["leads", "inspect", "台账.csv", "--format", "table"]),
        DemoStep(title: "一句话归行业", arguments: ["classify", "新建普洱茶发酵、压制与陈化中心", "--top", "2", "--format", "table"]),
        DemoStep(
            title: "每条线索排园区，发消息用的短句",
            arguments: [
                "rank", "台账.csv", "--region", "532800", "--firms", "企业.csv", "--top", "1", "--brief", "--format",
                "table", "--quiet",
            ],
            shows: 6),
        DemoStep(
            title: "同一张排名，写成表格",
            arguments: [
                "rank", "台账.csv", "--region", "532800", "--firms", "企业.csv", "--top", "3", "--out", "排名.xlsx",
                "--quiet",
            ]),
        DemoStep(
            title: "同一张排名，写成可打印的网页",
            arguments: [
                "rank", "台账.csv", "--region", "532800", "--firms", "企业.csv", "--top", "3", "--out", "排名.html",
                "--quiet",
            ]),
        DemoStep(
            title: "一个项目能否进园，逐条核对",
            arguments: [
                "check", "项目.csv", "--park", "勐海产业园区", "--rules", "园区指标.csv", "--firms", "企业.csv", "--format", "table",
                "--quiet",
            ],
            shows: 10),
        DemoStep(
            title: "打印入园评审意见书",
            arguments: [
                "check", "项目.csv", "--park", "勐海产业园区", "--rules", "园区指标.csv", "--firms", "企业.csv", "--out", "意见书.html",
                "--quiet",
            ]),
        DemoStep(
            title: "建首谈备案登记簿",
            arguments: ["firsttalk", "init"] + acceptor + ["--at", "2026-03-09T09:00:00+08:00", "--format", "table"]),
        DemoStep(
            title: "报送一件首谈备案",
            arguments: ["firsttalk", "file"] + clerk
                + ["--at", "2026-03-09T10:00:00+08:00", "--record", "首谈记录.json", "--format", "table"]),
        DemoStep(
            title: "查重：台账里有没有与已备案项目相同的",
            arguments: ["firsttalk", "check"] + clerk
                + ["--leads", "项目.csv", "--at", "2026-03-09T11:00:00+08:00", "--format", "table"], shows: 6),
        DemoStep(
            title: "打印首谈备案登记表",
            arguments: ["firsttalk", "form", filing] + clerk
                + ["--at", "2026-03-10T09:05:00+08:00", "--out", "首谈登记表.docx", "--format", "table"]),
        DemoStep(
            title: "到期日历，可导入日程软件",
            arguments: ["firsttalk", "due"] + acceptor
                + ["--days", "60", "--at", "2026-03-10T09:10:00+08:00", "--out", "到期.ics"]),
        DemoStep(
            title: "登记簿有没有被改动",
            arguments: ["firsttalk", "verify"] + acceptor + ["--at", "2026-03-10T09:10:00+08:00", "--format", "table"]),
    ]

    /// A word as a shell takes it.
    static func quoted(_ word: String) -> String { word.contains(where: \.isWhitespace) ? "'" + word + "'" : word }
}
