import Foundation
import Testing

/// A fenced block of a page.
struct PageBlock {
    /// The words behind the fence: the language, and what the reader of the page need not care for.
    let fence: [String]
    /// Where the fence opens.
    let line: Int
    let text: String
    /// The lines of the `text` block behind it.
    var expected: [String] = []

    static func all(of page: String) -> [PageBlock] {
        var blocks: [PageBlock] = []
        var open: (fence: [String], line: Int, lines: [String])?
        for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated()
        {
            guard let block = open else {
                if line.hasPrefix("```") {
                    open = (line.dropFirst(3).split(separator: " ").map(String.init), index + 1, [])
                }
                continue
            }
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            if block.fence.first == "text", !blocks.isEmpty { blocks[blocks.count - 1].expected += block.lines }
            blocks.append(
                PageBlock(fence: block.fence, line: block.line, text: block.lines.joined(separator: "\n")))
            open = nil
        }
        return blocks
    }
}

/// Every command that a page tells the reader to type: each block is run as it stands, in the order of the page, in a
/// folder that holds the files which the examples name.
@Suite("Commands of the documents")
struct DocumentTests {
    static let pages = ["README.md", "README.zh-CN.md"] + folder("docs")

    private static func folder(_ name: String) -> [String] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: Program.root.appending(path: name).path)) ?? []
        // The tutorials write their own files and are run by `TutorialTests`.
        return files.filter { $0.hasSuffix(".md") && !$0.hasPrefix("tutorial") }.sorted().map { name + "/" + $0 }
    }

    /// What the examples of the pages name, made of the bundled examples.
    private static let prepare = """
        examples="$1/Tools/examples"
        head -12 "$examples/ledger.csv" > leads.csv
        cp "$examples/park-lines.csv" park-lines.csv
        cp "$examples/firms-menghai.csv" firms.csv
        # A talk must be filed within days: the example's dates are moved to now.
        sed "s/2026-03-0[56]/$(date -u -d '2 days ago' +%F)/" "$examples/filing-record.json" > record.json
        yinfeng leads clean leads.csv --out leads.xlsx --quiet
        cp leads.xlsx ledger.xlsx; cp leads.xlsx last-week.xlsx; cp leads.xlsx this-week.xlsx
        yinfeng firsttalk init --register talks.db --as 532800 --clerk 王五 --quiet > /dev/null
        printf 'id,a,b\\n1,云南甲茶业有限公司,云南甲茶叶有限公司\\n' > pairs.csv
        printf '编码,名称,州市,区划代码,级别,类型,首位产业,潜力产业,工业总产值(亿元),可用土地(亩)\\nP1,甲园区,西双版纳,532822,省级,制造,农副食品加工业,,30,500\\n' > capacities.csv
        printf '{"project_id":"1","content":"普洱茶精制加工","total_invest":"3亿元"}\\n' > leads.ndjson
        for name in 线索.csv 在谈项目台账.csv; do cp leads.csv "$name"; done
        for name in 线索.xlsx 在谈项目台账.xlsx 上周.xlsx 本周.xlsx; do cp leads.xlsx "$name"; done
        cp park-lines.csv 园区指标.csv; cp firms.csv 现有企业.csv; cp record.json 登记表.json
        cp pairs.csv 名称对.csv; cp capacities.csv 园区余量.csv; cp leads.ndjson 线索.ndjson
        """

    @Test(arguments: pages)
    func `every command block runs`(name: String) throws {
        let page = try String(contentsOf: Program.root.appending(path: name), encoding: .utf8)
        let blocks = PageBlock.all(of: page)
        for block in blocks {
            #expect(!block.fence.isEmpty, "\(name)：第\(block.line)行的代码块没有写明语言；命令写 sh，输出写 text")
        }
        let commands = blocks.filter { $0.fence.first == "sh" && !$0.fence.contains("manual") }
        guard !commands.isEmpty else { return }
        let program = try Program()
        defer { program.remove() }
        let prepared = try program.shell(DocumentTests.prepare, [Program.root.path])
        try #require(prepared.status == 0, "\(prepared.shown)")
        for block in commands where try !isOfScripts(block) {
            let run = try program.shell(filled(block.text))
            #expect(run.status == 0, "\(name)：第\(block.line)行的代码块：\(run.shown)")
            for line in block.expected where !line.isEmpty {
                #expect(run.shown.contains(line), "\(name)：第\(block.line)行的代码块没有印出“\(line)”：\(run.shown)")
            }
        }
    }

    /// Blocks for another machine or for half an hour are marked `sh manual`; their number is known.
    @Test func `blocks that are not run are counted`() throws {
        var manual: [String: Int] = [:]
        for name in DocumentTests.pages {
            let page = try String(contentsOf: Program.root.appending(path: name), encoding: .utf8)
            let count = PageBlock.all(of: page).count { $0.fence.first == "sh" && $0.fence.contains("manual") }
            if count > 0 { manual[name] = count }
        }
        #expect(manual == DocumentTests.manual)
    }

    static let manual = ["docs/first-talk.zh-CN.md": 1]

    /// Names that stand for the reader's own: what the test puts in their place.
    private static let placeholders = [
        "--park P ": "--park 勐海产业园区 ", "--park 园区 ": "--park 勐海产业园区 ", "--for-park P ": "--for-park 勐海产业园区 ",
        "--for-park 园区 ": "--for-park 勐海产业园区 ", "diff A B ": "diff land-control-2008 land-control-2023 ",
        "diff 旧版 新版 ": "diff land-control-2008 land-control-2023 ",
    ]

    private func filled(_ text: String) -> String {
        DocumentTests.placeholders.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    /// Whether every line starts one of the project's own scripts, which continuous integration runs by itself.
    private func isOfScripts(_ block: PageBlock) throws -> Bool {
        let integration = try String(contentsOf: Program.root.appending(path: ".ci/run"), encoding: .utf8)
        return block.text.split(separator: "\n").allSatisfy { line in
            line.hasPrefix("Tools/") && integration.contains(line.prefix { $0 != " " })
        }
    }
}
