import Foundation
import Testing

/// A slip of the hand, and what the message about it must hold: its code, the slip itself, what to do or the right word.
struct Slip: Sendable, CustomTestStringConvertible {
    let line: String
    let status: Int32
    let says: [String]

    init(_ line: String, _ status: Int32, _ says: String...) {
        self.line = line
        self.status = status
        self.says = says
    }

    var testDescription: String { line }

    static let all: [Slip] = [
        // Commands and options.
        Slip("chek l.csv", 64, "[G102]", "“yinfeng chek”", "yinfeng check"),
        Slip("leads inspct l.csv", 64, "[G102]", "yinfeng leads inspect"),
        Slip("firsttalk lst --register a.db --as 532822 --clerk a", 64, "[G102]", "yinfeng firsttalk list"),
        Slip("rank l.csv --formt csv", 64, "[G101]", "--formt", "--format"),
        Slip("calc --invest 3亿 --land 100亩 --fra 1.1", 64, "[G101]", "--fra", "--far"),
        Slip("leads diff l.csv", 64, "[G101]", "缺少参数", "后一期", "用法"),
        Slip("classify", 64, "[G101]", "--input", "--help"),
        Slip("check l.csv", 64, "[G101]", "--park", "--matrix"),
        // Values of options.
        Slip("rank l.csv --format excel", 64, "[G101]", "“excel”", "xlsx"),
        Slip("rank l.csv --out a.doc", 64, "[G101]", "“a.doc”", ".docx"),
        Slip("check l.csv --park 53299043 --format docx", 64, "docx", "--out 文件名.docx"),
        Slip("rank l.csv --top 0", 64, "[G101]", "--top", "1"),
        Slip("rank l.csv --by parks", 64, "[G101]", "parks", "lead", "park"),
        Slip("batch --input l.csv --task ranks", 64, "[G101]", "ranks", "请用下列之一：'rank'、'classify'、'check'"),
        Slip("check l.csv --park 53299043 --fail-on refused", 64, "[G101]", "“refused”", "refuse"),
        Slip("check l.csv --park 53299043 --as-of 2026-2-30", 64, "[G101]", "“2026-2-30”", "2026-01-31"),
        Slip("check l.csv --park 53299043 --set lnad_area=50", 64, "[L205]", "“lnad_area”", "land_area"),
        Slip("check l.csv --park 53299043 --set land_area=五十丈", 64, "[G101]", "land_area=五十丈", "land_area=50亩"),
        Slip("check l.csv --park 53299043 --set land_area", 64, "[G101]", "等号", "--set far=1.2"),
        Slip("check l.csv --park 53299043 --finding S000-05=passs,a,b,2026-01-01", 64, "[G101]", "“passs”", "pass"),
        Slip("check l.csv --park 53299043 --finding S000-5=pass,a,b,2026-01-01", 0, "[C303]", "“S000-5”", "S000-05"),
        Slip(
            "check l.csv --park 53299043 --rules seed-menghai-2018", 66, "--rules", "“seed-menghai-2018”",
            "seeds-menghai-2018"),
        Slip("calc --invest 3丈", 64, "[G101]", "3丈", "万元"),
        Slip("classify 茶 --why-not 15300", 64, "[G101]", "“15300”", "四位"),
        // Names and codes.
        Slip("check l.csv --park 勐海工业圆区", 66, "[N101]", "“勐海工业圆区”", "云南勐海工业园区（53299043）", "park list"),
        Slip("template --for-park 嵩明扬林", 66, "[N101]", "嵩明杨林经济技术开发区"),
        Slip("rank l.csv --region 勐海线", 66, "[N101]", "“勐海线”", "勐海县（532822）"),
        Slip("rank l.csv --region 532899", 66, "[N101]", "“532899”", "西双版纳傣族自治州（532800）"),
        Slip("policy 茶 --catalog structure-2023", 66, "[N101]", "structure-2024"),
        Slip("catalog show gbt4754", 66, "[K101]", "“gbt4754”", "gbt4754-2017", "catalog list"),
        Slip("gaps --park 嵩明杨林 --chain 新能原", 66, "[N101]", "“新能原”", "新能源汽车"),
        Slip("score l.csv --sheet SS9", 66, "“SS9”", "SS3"),
        Slip("rank l.csv --one-page X --out a.html", 66, "[N101]", "“X”", "P001"),
        // Files, columns, cells.
        Slip("rank ll.csv", 66, "[L101]", "ll.csv", "l.csv"),
        Slip("rank bad.csv", 65, "[L203]", "姓名", "--map"),
        Slip("rank l.csv --map 合作阶段=stagee", 64, "[L205]", "“stagee”", "stage"),
        Slip("rank l.csv --map 阶段=stage", 65, "[L204]", "“阶段”", "合作阶段"),
        Slip("company compare --input l.csv", 65, "[L204]", "“a”", "必需"),
        Slip("eval --gold l.csv", 65, "[L204]", "“text”", "必需"),
        Slip("check l.csv --park 53299043 --rules r.csv", 65, "[D101]", "第2行“quantity”列", "invest_per_mu"),
        Slip("firsttalk list --register none.db --as 532822 --clerk a", 66, "D201", "none.db", "firsttalk init"),
        Slip("leads inspect v.csv", 65, "[L120]", "leads inspect"),
    ]
}

@Suite("Slips of the hand are named, with the way out")
struct SlipTests {
    private func prepared() throws -> Program {
        let program = try Program()
        _ = try program.file(
            "l.csv", "项目编号,项目名称,主要产品,总投资（万元）,用地面积（亩）,合作阶段\nP001,普洱茶精制,普洱茶,5000,40,在谈\n")
        _ = try program.file("bad.csv", "姓名,年龄\n张三,5\n")
        _ = try program.file("r.csv", "quantity,operator,value,unit\ninvest_per_um,>=,300,万元/亩\n")
        _ = try program.file("v.csv", "项目名称,总投资\n甲,12丈\n")
        return program
    }

    @Test func thereAreMany() { #expect(Slip.all.count >= 40) }

    @Test(arguments: Slip.all)
    func isNamed(slip: Slip) throws {
        let program = try prepared()
        defer { program.remove() }
        let run = try program.run(slip.line.split(separator: " ").map(String.init))
        #expect(run.status == slip.status, "\(run.errors)")
        for words in slip.says { #expect(run.errors.contains(words), "\(words): \(run.errors)") }
        // Nothing of the parser's English is left.
        for word in ["Error", "Unknown", "Missing", "Unexpected", "invalid", "Usage", "Did you"] {
            #expect(!run.errors.contains(word), "\(run.errors)")
        }
    }

    /// `docs/messages.zh.md`: messages have codes, summaries have none and only count.
    @Test func `what is said without a code is a summary`() throws {
        let program = try prepared()
        defer { program.remove() }
        _ = try program.file("m.csv", "项目名称,总投资,领导批示\n甲,12丈,阅\n乙,3亿,\n乙,3亿,\n合计,6亿,\n")
        for arguments in [
            ["leads", "inspect", "m.csv"], ["leads", "clean", "m.csv", "--out", "c.csv"],
            ["rank", "m.csv", "--region", "532800", "--top", "1"], ["check", "m.csv", "--park", "53299043"],
            ["classify", "--input", "m.csv"],
        ] {
            let run = try program.run(arguments)
            #expect(run.status == 0, "\(run.errors)")
            for line in run.errors.split(separator: "\n") {
                let isMessage = line.contains(/^(错误|提示|疑问)\[[A-Z][0-9]{3}\]/)
                let isSummary = line.contains(/^(编码|工作表|标题行|表头|数据|[0-9]+ 行：|读入 [0-9]+ 行|--top [0-9]+ 之外)/)
                #expect(isMessage || isSummary, "\(arguments): \(line)")
            }
            let quiet = try program.run(arguments + ["--quiet"])
            #expect(quiet.errors.isEmpty, "\(quiet.errors)")
        }
    }

    @Test(arguments: [
        "rank", "check", "classify", "policy", "score", "gaps", "batch", "eval", "leads inspect", "leads clean",
        "leads diff", "template", "calc", "park list", "catalog search", "company compare", "firsttalk file",
        "firsttalk list", "firsttalk due",
    ])
    func `help is Chinese, has an example, and no option twice`(command: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(run.status == 0 && run.output.contains("例：yinfeng"), "\(command)")
        let options = run.output.matches(of: /(?m)^  (--[a-z-]+)/).map { String($0.1) }
        #expect(Set(options).count == options.count, "\(options)")
        #expect(!run.output.contains(/OVERVIEW|USAGE|OPTIONS|default:/))
    }
}
