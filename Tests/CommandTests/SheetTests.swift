import Foundation
import Testing

/// Lists in and sheets out, as a clerk uses them.
@Suite("Sheets")
struct SheetTests {
    static let weekOne = """
        项目编号,项目名称,投资方,项目阶段,总投资,用地面积(亩),联系电话
        A1,甲,甲公司,在谈,3亿元,100,1
        A2,乙,乙公司,在谈,2亿元,50,2
        ,丙,丙公司,在谈,1亿,,3
        A9,戊,戊公司,在谈,1亿,20,9
        """
    static let weekTwo = """
        项目编号,项目名称,投资方,项目阶段,总投资(万元),用地面积(亩),联系电话
        A9,戊,戊公司,在谈,10000,20,9
        A1,甲,甲公司,签约,30000,100,1
        A3,丁,丁公司,在谈,20000,30,2
        ,丙项目,丙有限公司,在谈,12000,,4
        ,坏,坏公司,在谈,12丈,,4
        """

    @Test("The weekly report: new, dropped, stage and amounts; units make no change, telephone numbers stay out")
    func diff() throws {
        let program = try Program()
        defer { program.remove() }
        let old = try program.file("上周.csv", SheetTests.weekOne)
        let new = try program.file("本周.csv", SheetTests.weekTwo)
        let run = try program.run(["leads", "diff", old, new])
        #expect(run.status == 0)
        #expect(
            run.records.compactMap { $0["change"] as? String } == ["changed", "new", "changed", "dropped", "error"])
        #expect(run.records.compactMap { $0["id"] as? String } == ["A1", "A3", "5", "A2", "6"])
        let first = run.records[0]["changes"] as? [[String: Any]] ?? []
        #expect(first.count == 1 && first[0]["from"] as? String == "在谈" && first[0]["to"] as? String == "签约")
        let third = run.records[2]["changes"] as? [[String: Any]] ?? []
        #expect(third.first?["by"] as? String == "+2000万元")
        #expect(third.contains { $0["field"] as? String == "contact_phone" && $0["private"] as? Bool == true })
        #expect(run.errors.contains("新增 1 个，退出 1 个，变动 2 个（阶段 1，数额 1），未变 1 个"))
        let book = program.folder.appending(path: "周报.xlsx").path
        #expect(try program.run(["leads", "diff", old, new, "--out", book]).status == 0)
        #expect(FileManager.default.fileExists(atPath: book))
    }

    @Test("Raw and reading side by side; the cleaned list reads back as the same values", arguments: ["csv", "xlsx"])
    func clean(format: String) throws {
        let program = try Program()
        defer { program.remove() }
        let list = try program.file(
            "台账.csv",
            """
            项目名称,总投资,用地面积,签约日期,是否两高,领导批示,联系电话
            甲,3.5亿元,3公顷,2026年3月,否,请跟进,13900000000
            乙,约5000万,100-150亩,2026.3.5,×,=1+1,
            丙,1.2亿美元,超20亩,待定,是,,
            丁,不低于3亿,近50亩,2026年上半年,,,
            """)
        let out = program.folder.appending(path: "整理后." + format).path
        let run = try program.run(["leads", "clean", list, "--out", out])
        #expect(run.status == 0 && run.errors.contains("--with-contacts"))
        if format == "csv" {
            let text = try String(contentsOfFile: out, encoding: .utf8)
            #expect(text.contains("总投资（万元）,原文：总投资"))
            #expect(text.contains("35000,3.5亿元") && text.contains("'=1+1") && !text.contains("13900000000"))
        }
        let before = try program.run(["leads", "inspect", list]).records
        let after = try program.run(["leads", "inspect", out]).records
        try #require(before.count == 4 && after.count == 4)
        for (x, y) in zip(before, after) {
            let (left, right) = (x["fields"] as? [String: [String: Any]], y["fields"] as? [String: [String: Any]])
            for key in ["project_name", "total_invest", "land_area", "signing_date", "two_high"] {
                #expect(Shorthand.text(left?[key]?["value"]) == Shorthand.text(right?[key]?["value"]), "\(key)")
            }
            #expect(
                (x["extra"] as? [String: String])?["领导批示"]?.replacing("'", with: "")
                    == (y["extra"] as? [String: String])?["领导批示"]?.replacing("'", with: ""))
        }
    }

    @Test("Contacts are shown on request only; a rounded telephone number is a question all the same")
    func contacts() throws {
        let program = try Program()
        defer { program.remove() }
        let list = try program.file("表.csv", "项目名称,联系人,联系电话\n甲,王五,1.39E+10\n")
        let hidden = try program.run(["leads", "inspect", list])
        #expect(!hidden.output.contains("王五") && hidden.output.contains("位数已丢"))
        #expect(try program.run(["leads", "inspect", list, "--with-contacts"]).output.contains("王五"))
    }

    @Test("Columns that no field claims reach the results of classify, rank and check")
    func carries() throws {
        let program = try Program()
        defer { program.remove() }
        let list = try program.file("表.csv", "项目名称,项目内容,领导批示\n甲,普洱茶精制加工,请跟进\n乙,#REF!,再议\n")
        let commands = [
            ["classify", "--input", list], ["rank", list, "--park", "勐海产业园区"], ["check", list, "--park", "勐海产业园区"],
        ]
        for command in commands {
            let run = try program.run(command)
            #expect(run.records.compactMap { ($0["extra"] as? [String: String])?["领导批示"] } == ["请跟进", "再议"])
            let flat = try program.run(command + ["--format", "csv"])
            #expect(flat.lines.first?.hasSuffix(",领导批示") ?? false)
            #expect(flat.output.contains(",请跟进"))
        }
    }

    @Test("The template opens, offers words, and its example row is no lead")
    func template() throws {
        let program = try Program()
        defer { program.remove() }
        let out = program.folder.appending(path: "线索表.xlsx").path
        #expect(try program.run(["template", "--out", out]).status == 0)
        let read = try program.run(["leads", "inspect", out])
        #expect(read.status == 65 && read.errors.contains("示例行 2") && read.errors.contains("列对应 41/41"))
        let all = try program.run(["template"]).records
        #expect(all.contains { $0["key"] as? String == "total_invest" && $0["required"] as? Bool == true })
        #expect(all.contains { ($0["values"] as? [String])?.contains("改扩建") ?? false })
        let few = try program.run([
            "template", "--for-park", "勐海产业园区", "--rules", Program.example("park-lines.csv"),
        ]).records
        let keys = few.compactMap { $0["key"] as? String }
        #expect(keys.contains("fixed_invest") && keys.contains("energy_tce") && !keys.contains("investor_uscc"))
        #expect(try program.run(["template", "--for-park", "没有的园区"]).status == 66)
    }

    @Test("Arithmetic: exact, in every unit, with the largest parcel at a line")
    func calc() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run([
            "calc", "--invest", "3亿", "--land", "100亩", "--far", "1.1", "--line", "200万元/亩", "--line", "4500万元/公顷",
        ])
        #expect(run.status == 0)
        let items = run.records
        let invest = items.first { $0["field"] as? String == "total_invest" }
        #expect((invest?["forms"] as? [String])?.contains("3亿元") ?? false)
        let intensity = items.first { $0["field"] as? String == "invest_per_mu" }
        #expect(intensity?["text"] as? String == "300万元/亩")
        #expect((intensity?["forms"] as? [String])?.contains("4500万元/公顷") ?? false)
        #expect(items.first { $0["field"] as? String == "floor_area" }?["text"] as? String == "73333.3333m²")
        let lines = items.filter { $0["largest_land"] != nil }
        #expect(lines.compactMap { $0["largest_land"] as? String } == ["150亩", "100亩"])
        #expect(lines.compactMap { $0["result"] as? String } == ["pass", "pass"])
        #expect(try program.run(["calc"]).status == 64)
        #expect(try program.run(["calc", "--land", "12丈"]).errors.contains("--land"))
    }

    @Test("The park's own lines give their parcels")
    func calcAtPark() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run([
            "calc", "--invest", "3亿", "--land", "100亩", "--industry", "1530", "--park", "勐海产业园区", "--rules",
            Program.example("park-lines.csv"),
        ])
        #expect(run.status == 0)
        #expect(
            run.records.contains {
                $0["required"] as? String == "≥ 180万元/亩" && $0["largest_land"] as? String == "166.6667亩"
                    && $0["result"] as? String == "pass"
            })
    }

    @Test("Standard input, --sheet, --map and a wrong column")
    func input() throws {
        let program = try Program()
        defer { program.remove() }
        let piped = try program.run(["leads", "inspect", "-"], input: Data("项目名称,总投资\n甲,3亿\n".utf8))
        #expect(piped.records.count == 1 && piped.status == 0)
        let cleaned = try program.run(
            ["leads", "clean", "-", "--format", "csv"], input: Data("{\"项目名称\":\"甲\",\"别的\":\"x\"}\n".utf8))
        #expect(cleaned.lines.first?.contains("别的") ?? false)
        let book = MessyFile.folder.appending(path: "07-several-sheets.xlsx").path
        let one = try program.run(["leads", "inspect", book, "--sheet", "勐遮镇"])
        #expect(one.records.compactMap { $0["id"] as? String } == ["2"])
        let odd = try program.file("怪.csv", "东西,数目\n茶叶加工,3000\n")
        #expect(try program.run(["leads", "inspect", odd]).status == 65)
        let mapped = try program.run(["leads", "inspect", odd, "--map", "东西=content", "--map", "数目=总投资"])
        #expect(mapped.status == 0 && mapped.output.contains("3000"))
        let wrong = try program.run(["leads", "inspect", odd, "--map", "东四=content"])
        #expect(wrong.status == 65 && wrong.errors.contains("东西"))
        #expect(try program.run(["leads", "inspect", "没有.csv"]).status == 66)
    }
}
