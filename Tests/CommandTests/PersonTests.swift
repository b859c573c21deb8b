import Foundation
import Testing

/// What makes the program kind to a person: suggestions, codes, defaults, completion, manual, demonstration.
@Suite struct PersonTests {
    @Test(arguments: [
        (["rnak", "x"], "yinfeng rank"), (["catalog", "lsit"], "yinfeng catalog list"),
        (["firsttalk", "acept"], "yinfeng firsttalk accept"), (["zzzzzzzz"], "classify"),
    ])
    func `a wrong command names the nearest`(arguments: [String], near: String) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(arguments)
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("错误[G102]") && run.errors.contains(near), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test(arguments: [
        (["rank", "leads.csv", "--reigon", "5"], "G101", "--region"), (["rank", "laeds.csv"], "L101", "leads.csv"),
        (["rank", "leads.csv", "--map", "主要产平=products"], "L204", "主要产品"),
        (["rank", "leads.csv", "--map", "主要产品=product"], "L205", "products"),
        (["check", "leads.csv", "--park", "勐海产业园"], "", ""),
        (["check", "leads.csv", "--park", "勐海工业园去"], "N101", "云南勐海工业园区"),
        (["rank", "leads.csv", "--region", "勐海现"], "N101", "勐海县"),
    ])
    func `a slip is answered with its code and the nearest`(arguments: [String], code: String, near: String) throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("leads.csv", "项目编号,主要产品\nA,普洱茶\n")
        let run = try program.run(arguments + ["--quiet"])
        if code.isEmpty { return #expect(run.status == 0, "\(run.errors)") }
        #expect(run.errors.contains("错误[\(code)]") && run.errors.contains(near), "\(run.errors)")
    }

    @Test func `every code stands in the catalogue of messages`() throws {
        let program = try Program()
        defer { program.remove() }
        let codes = try program.run(["doctor", "--codes"])
        #expect(codes.status == 0 && codes.lines.count > 20)
        let page = try String(contentsOf: Program.root.appending(path: "docs/messages.zh.md"), encoding: .utf8)
        for line in codes.lines { #expect(page.contains(line), "\(line)") }
    }

    @Test func `a bureau's defaults stand in for options and never overrule them`() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("leads.csv", "项目编号,主要产品\nA,普洱茶\n")
        _ = try program.file("yinfeng.yaml", "region: 勐海县\nauthority: 532800 # 州局\nclerk: 王五\nregister: 首谈.db\n")
        func parks(_ more: [String]) throws -> Set<String> {
            let run = try program.run(["rank", "leads.csv", "--top", "3", "--format", "ndjson"] + more)
            #expect(run.status == 0, "\(run.errors)")
            if more.isEmpty { #expect(run.errors.contains("采用 region")) }
            return Set(run.records.compactMap { ($0["park"] as? [String: Any])?["code"] as? String })
        }
        #expect(try parks([]) == ["53299043"])
        #expect(try parks(["--park", "安宁工业园区"]) != ["53299043"])
        #expect(try parks(["--region=530100"]).contains("53299043") == false)
        let made = try program.run(["firsttalk", "init", "--at", "2026-03-09T09:00:00+08:00"])
        #expect(made.status == 0, "\(made.errors)")
        #expect(FileManager.default.fileExists(atPath: program.folder.appending(path: "首谈.db").path))
    }

    @Test(arguments: [
        ("regoin: 5\n", "region"), ("- 1\n", "键: 值"), ("region: [1, 2]\n", "没有值"), ("region: \"\n", "YAML"),
    ])
    func `a wrong configuration is told with its place`(text: String, words: String) throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.file("yinfeng.yaml", text)
        let run = try program.run(["rank", "leads.csv"])
        #expect(run.status == 65)
        #expect(
            run.errors.contains("错误[G110]") && run.errors.contains("yinfeng.yaml") && run.errors.contains(words),
            "\(run.errors)")
    }

    @Test func `completion scripts and man pages are made`() throws {
        let program = try Program()
        defer { program.remove() }
        for shell in ["bash", "zsh", "fish"] {
            let run = try program.run(["completion", shell])
            #expect(run.status == 0 && run.output.contains("firsttalk") && run.output.contains("region"))
        }
        #expect(try program.run(["completion", "tcsh"]).status == 64)
        #expect(try program.run(["manual", "--out", "man"]).status == 0)
        let folder = program.folder.appending(path: "man").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(
            names.contains("yinfeng.1") && names.contains("yinfeng-rank.1")
                && names.contains("yinfeng-firsttalk-file.1"))
        let page = try String(contentsOfFile: folder + "/yinfeng-check.1", encoding: .utf8)
        #expect(page.hasPrefix(".TH") && page.contains("\\-\\-fail\\-on") && page.contains(".SH 退出状态"))
    }

    @Test func `the demonstration walks a day and leaves its papers`() throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["demo", "--out", "演示"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("虚构") && run.output.contains("演示完毕"))
        let folder = program.folder.appending(path: "演示").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        for name in ["排名.xlsx", "排名.html", "意见书.html", "首谈登记表.docx", "到期.ics", "首谈.db"] {
            #expect(names.contains(name))
        }
        let calendar = try String(contentsOfFile: folder + "/到期.ics", encoding: .utf8)
        #expect(calendar.hasPrefix("BEGIN:VCALENDAR") && calendar.contains("BEGIN:VEVENT"))
    }
}
