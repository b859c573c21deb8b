import Foundation
import Testing

/// Ledgers in, papers out.
@Suite struct FirstTalkPaperTests {
    @Test func `a ledger is compared row by row and nothing is written`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.filed()
        let ledger = try run.program.file(
            "台账.csv",
            """
            项目编号,项目名称,投资方名称,统一社会信用代码,建设内容及规模,主要产品及产能,国民经济行业代码,总投资(万元),首次洽谈时间
            A1,茶叶精制,上海某某茶业科技有限公司,,在勐海产业园区新建普洱茶精制与茶多酚提取生产线,精制普洱茶,1530,12500,2026-03-05
            A2,石墨负极,深圳远大新材料有限公司,,年产五万吨石墨负极材料,石墨负极,3091,50000,
            A3,坏行,某公司,,内容,产品,1530,-5,
            A4,茶饮料,上海某某茶业科技有限公司,91310000MA1FL0A78F,年产茶饮料,茶饮料,1529,3000,
            A5,茶叶精制,上海某某茶业科技有限公司,91310000MA1FL0A78F,新建普洱茶精制生产线,精制普洱茶,1530,12500,2026年5月

            """)
        let before = try run.call("verify").line["head"] as? String
        let check = try run.call("check", ["--leads", ledger], as: RegisterRun.jinghong)
        #expect(check.status == 0, "\(check.output)\(check.errors)")
        let rows = check.records
        #expect(rows.compactMap { $0["id"] as? String } == ["A1", "A2", "A3", "A4", "A5"])
        func tiers(_ row: Int) -> [String] {
            (rows[row]["conflicts"] as? [[String: Any]] ?? []).compactMap { $0["tier"] as? String }
        }
        #expect(tiers(0) == ["hard"])
        #expect((rows[0]["conflicts"] as? [[String: Any]])?.first?["no"] as? String == no)
        #expect(tiers(1).isEmpty)
        let error = rows[2]["error"] as? [String: Any]
        #expect(error?["row"] as? Int == 4)
        #expect(tiers(3) != ["hard"])
        #expect(tiers(4) == ["hard"], "a month is no day, the rest still tells")
        #expect((rows[4]["notes"] as? [[String: Any]])?.contains { $0["code"] as? String == "R110" } == true)
        #expect(try run.call("verify").line["head"] as? String == before)
        let record = try run.call("check", ["--record", try run.record()], as: RegisterRun.jinghong)
        #expect(record.line["no"] is NSNull)
        #expect((record.line["conflicts"] as? [[String: Any]])?.count == 1)
        let table = try run.call("check", ["--leads", ledger, "--format", "table"], as: RegisterRun.jinghong)
        #expect(table.lines.count == 6)
    }

    @Test func `a row of the ledger becomes a filing once what is missing is said`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let minutes = try run.program.file("纪要.pdf", "洽谈纪要")
        let ledger = ["--lead", Program.example("ledger.csv"), "--id", "2026-YN-C-001"]
        let documents = ["--evidence", minutes, "--kind", "洽谈纪要", "--date", "2026-03-06"]
        let draft = try run.call("file", ledger + documents + ["--draft"])
        #expect(draft.status == 0, "\(draft.output)\(draft.errors)")
        #expect(draft.state == "draft")
        #expect(draft.line["no"] as? String == "D-1")
        #expect(draft.notes == ["T101"])
        #expect(draft.output.contains("联系人电话"))
        let short = try run.call("submit", ["D-1"])
        #expect(short.status == 4)
        #expect(short.refusal == "T101")
        var sets: [String] = []
        for (key, value) in [
            ("投资方简介", "示例企业，虚构"), ("是否500强", "否"), ("投资方联系人", "张某"), ("联系人电话", "13900001111"),
            ("用地方式", "新增"), ("洽谈地点", "砚山县投资促进局"), ("洽谈方式", "来访"), ("我方参加人员", "李某；岩某"),
            ("对方参加人员", "张某"),
            (
                "洽谈情况摘要",
                "投资方副总经理一行来访，介绍企业概况与铝板带项目设想，双方就年产规模、总投资、用地、铝液供应和用工条件初步交换意见，约定两周内实地踏勘园区地块并提交建议书。"
            ),
            ("是否与其他地方接触", "否"), ("是否已签约", "否"), ("保密等级", "内部"), ("审核人", "岩某"), ("无信用代码的原因", "筹建"),
        ] {
            sets += ["--set", "\(key)=\(value)"]
        }
        let filed = try run.call("submit", ["D-1"] + sets)
        #expect(filed.status == 0, "\(filed.output)")
        #expect(filed.line["seq"] as? Int == 1)
        #expect((filed.line["escalation"] as? [String: Any])?["level"] as? String == "province", "12.6亿元")
        let held = try run.call("verify", ["--evidence", run.program.folder.path])
        #expect((held.line["missing_evidence"] as? [String])?.isEmpty == true)
        let empty = run.program.folder.appending(path: "空").path
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
        let missing = try run.call("verify", ["--evidence", empty])
        #expect(missing.status == 0)
        #expect((missing.line["missing_evidence"] as? [String])?.count == 1)
        #expect(
            try run.call("file", ["--lead", Program.example("ledger.csv"), "--id", "没有"]).status == 66)
    }

    @Test func `the bundled template is a record that is taken`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let both = try run.call("template")
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(both.output.utf8)) as? [String: [String: Any]])
        #expect(object["empty"]?.keys.contains("talk_summary") == true)
        let filled = try run.program.file("filled.json", try run.call("template", ["--filled"]).output)
        let outcome = try run.call("file", ["--record", filled])
        #expect(outcome.status == 0, "\(outcome.output)")
        let sheet = try run.program.file(
            "sheet.csv", "字段,内容\n项目名称,别名项目\n投资方名称,昆明远大食品有限公司\n")
        let blank = run.program.folder.appending(path: "blank.xlsx").path
        #expect(try run.call("template", ["--out", blank]).status == 0)
        #expect(try run.call("file", ["--record", blank, "--draft"]).notes == ["T101"], "an empty sheet is read")
        let printed = run.program.folder.appending(path: "printed.xlsx").path
        #expect(try run.call("form", ["D-2", "--out", printed]).status == 0)
        #expect(try run.call("file", ["--record", printed, "--draft"]).refusal == "R109", "masks are no contacts")
        let draft = try run.call("file", ["--record", sheet, "--draft"])
        #expect(draft.status == 0, "\(draft.output)")
        #expect(draft.notes == ["T101"])
    }

    @Test func `papers come in the form that the name asks for`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted(["project_name": "一<二>&三项目"])
        func paper(_ verb: String, _ name: String) throws -> Data {
            let path = run.program.folder.appending(path: name)
            let outcome = try run.call(
                verb, (verb == "due" ? ["--days", "400"] : [no]) + ["--out", path.path], at: "2026-03-11")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
            return try Data(contentsOf: path)
        }
        for verb in ["form", "receipt"] {
            let page = String(decoding: try paper(verb, "\(verb).html"), as: UTF8.self)
            #expect(page.hasPrefix("<!DOCTYPE html>"))
            #expect(page.contains("一&lt;二&gt;&amp;三项目"))
            #expect(page.contains("滇招首谈〔2026〕532822-000001号"))
            #expect(try paper(verb, "\(verb).xlsx").starts(with: [0x50, 0x4B]))
            let document = try paper(verb, "\(verb).docx")
            #expect(document.starts(with: [0x50, 0x4B, 3, 4]))
            let words = String(decoding: document, as: UTF8.self)
            #expect(words.contains("word/document.xml"))
            #expect(words.contains("一&lt;二&gt;&amp;三项目"))
            #expect(String(decoding: try paper(verb, "\(verb).txt"), as: UTF8.self).contains("一<二>&三项目"))
        }
        let calendar = String(decoding: try paper("due", "due.ics"), as: UTF8.self)
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
        #expect(calendar.contains("DTSTART;VALUE=DATE:20260910"))
        #expect(calendar.contains("DTEND;VALUE=DATE:20260911"))
        #expect(calendar.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        let odd = try run.call("form", [no, "--out", "x.pages"], at: "2026-03-11")
        #expect(odd.status == 64)
    }

    @Test func `what is due comes first and what is not stays away`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let first = try run.accepted()
        let second = try run.call("file", ["--record", try run.subject("远山", 7)], at: "2026-03-10T11:00:00+08:00")
        let other = try #require(second.line["no"] as? String)
        let due = try run.call("due", ["--days", "30"], at: "2026-03-11").records
        #expect(due.compactMap { $0["no"] as? String } == [other, first], "the review ends before the report")
        #expect(try run.call("due", ["--days", "0"], at: "2026-03-11").lines.isEmpty)
        let stats = try run.call("stats", ["--month", "2026-03", "--by", "州市"], at: "2026-03-11")
        #expect(stats.line["submitted"] as? Int == 2)
        #expect(stats.line["accepted"] as? Int == 1)
        #expect(stats.line["median_days"] as? Int == 1)
        let months = try run.call("stats", ["--by", "month"], at: "2026-03-11").records
        #expect(months.count == 1)
        #expect(months.first?["month"] as? String == "2026-03")
        #expect(months.first?["prefecture"] is NSNull)
        let places = try run.call("stats", ["--by", "州市"], at: "2026-03-11")
        #expect(places.line["prefecture"] as? String == "532800")
        #expect(places.line["month"] is NSNull)
        #expect(try run.call("stats", ["--by", "行业"], at: "2026-03-11").status == 64)
        #expect(try run.call("stats", ["--month", "三月"], at: "2026-03-11").status == 64)
    }

    @Test func `parameters are listed, changed for later filings, and refused when wrong`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let old = try run.filed()
        let rules = try run.call("rules").records
        #expect(rules.contains { $0["key"] as? String == "key_floor" && $0["value"] as? String == "10000" })
        let bad = try run.program.file("bad.csv", "key,value\nno_such_key,1\n")
        #expect(try run.call("rules", ["--set", bad], as: RegisterRun.banna).status == 65)
        let file = try run.program.file("new.csv", "key,value,unit\nprotection_months,3,month\n")
        #expect(
            try run.call("rules", ["--set", file], as: RegisterRun.banna, at: "2026-03-09T11:00:00+08:00").status == 0)
        let new = try run.call("file", ["--record", try run.subject("远山", 9)], at: "2026-03-10")
        let no = try #require(new.line["no"] as? String)
        let ends = try [old, no].map { no in
            try run.call("accept", [no], as: RegisterRun.banna, at: "2026-03-10T12:00:00+08:00", clerk: "王五")
                .line["protect_to"] as? String
        }
        #expect(ends == ["2026-09-10", "2026-06-10"])
    }

    @Test func `every verb has Chinese help with an example`() throws {
        let program = try Program()
        defer { program.remove() }
        let verbs =
            "init rules template file check submit correct evidence withdraw extend sign land close progress return accept "
            + "reject warn forfeit revoke escalate contest state rule appeal transfer confirm decline list show due stats "
            + "replay form receipt verify export import backup"
        for verb in verbs.split(separator: " ").map(String.init) {
            let help = try program.run(["firsttalk", verb, "--help"])
            #expect(help.status == 0, "\(verb)")
            #expect(help.output.contains("例：yinfeng firsttalk \(verb)"), "\(verb)")
            #expect(help.output.contains("用法："), "\(verb)")
        }
    }

    @Test func `names are compared pair by pair`() throws {
        let program = try Program()
        defer { program.remove() }
        let pairs = try program.file(
            "pairs.csv",
            """
            id,a,b,a_uscc,b_uscc
            1,深圳市振业(集团)股份有限公司,深圳市振业（集团）股份有限公司,,
            2,云南某某茶业有限公司,云南某某茶业股份有限公司,,
            3,康佳集团股份有限公司,康佳股份有限公司,,
            4,云南某某茶业有限公司,贵州某某茶业有限公司,,
            5,旧名科技有限公司,新名科技有限公司,91310000MA1FL0A78F,91310000MA1FL0A78F
            6,云南某某茶业有限公司,云南某某茶业有限公司,91310000MA1FL0A78F,91532800MA6N00017B

            """)
        let outcome = try program.run(["company", "compare", "--input", pairs])
        #expect(outcome.status == 0)
        #expect(
            outcome.records.compactMap { $0["relation"] as? String } == [
                "same", "doubtful", "related", "different", "same", "different",
            ])
        #expect(outcome.records.allSatisfy { Set($0.keys) == ["id", "relation", "score", "because"] })
        #expect(outcome.records.allSatisfy { ($0["because"] as? String)?.isEmpty == false })
        let missing = try program.run(["company", "compare", "--input", "no-such.csv"])
        #expect(missing.status == 66)
        let headless = try program.run(["company", "compare", "--input", try program.file("x.csv", "甲,乙\n1,2\n")])
        #expect(headless.status == 65)
    }
}
