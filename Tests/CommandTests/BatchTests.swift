import Foundation
import Testing

@Suite struct BatchTests {
    /// Leads of several kinds; a tenth of them unusable.
    static func list(_ count: Int) -> String {
        let words = ["磷酸铁锂正极材料", "普洱茶精制加工", "数控机床", "橡胶轮胎", "冷链物流中心", "硅片切割", "中药饮片"]
        return (1...count).map { row in
            row % 10 == 0
                ? "{\"project_id\":\"P\(row)\",\"content\":\"坏行\",\"land_area\":\"-\(row)\"}"
                : "{\"project_id\":\"P\(row)\",\"content\":\"年产\(row)万吨\(words[row % words.count])\","
                    + "\"total_invest\":\"\(row)00万元\",\"land_area\":\"\(row + 20)亩\",\"site_wishes\":\"云南省\"}"
        }.joined(separator: "\n") + "\n"
    }

    @Test func `batch ranks as rank does`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(30))
        let rank = try program.run(["rank", leads, "--top", "4", "--format", "ndjson", "--quiet"])
        let batch = try program.run(["batch", "--input", leads, "--top", "4", "--explain", "--quiet"])
        let lean = try program.run(["batch", "--input", leads, "--top", "4", "--quiet", "--jobs", "3"])
        #expect(rank.status == 0 && batch.status == 0 && lean.status == 0, "\(batch.errors)")
        #expect(batch.lines.count == 30 && lean.lines.count == 30)
        var expected: [String: [[String: Any]]] = [:]
        for record in rank.records where record["error"] == nil {
            var record = record
            record["lead"] = nil
            expected[try #require(record.removeValue(forKey: "id") as? String), default: []].append(record)
        }
        for (full, short) in zip(batch.records, lean.records) {
            let id = try #require(full["id"] as? String)
            guard full["error"] == nil else {
                #expect(expected[id] == nil && short["error"] != nil)
                continue
            }
            let ranks = try #require(full["ranks"] as? [[String: Any]])
            #expect(ranks as NSArray == (expected[id] ?? []) as NSArray, "\(id)")
            let lines = try #require(short["ranks"] as? [[String: Any]])
            for (line, pair) in zip(lines, ranks) {
                #expect(line["score"] as? NSNumber == pair["score"] as? NSNumber)
                let parts = try #require(pair["parts"] as? [[String: Any]]).map { part in
                    part.filter { $0.key != "reason" && $0.key != "source" }
                }
                #expect(line["parts"] as? NSArray == parts as NSArray)
            }
        }
    }

    @Test func `batch codes as classify does`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(40))
        let plain = try program.run(["classify", "--input", leads, "--format", "ndjson", "--quiet"])
        let full = try program.run(["batch", "--task", "classify", "--input", leads, "--explain", "--quiet"])
        #expect(plain.lines == full.lines)
        let lean = try program.run(["batch", "--task", "classify", "--input", leads, "--quiet"])
        for (left, right) in zip(plain.records, lean.records) {
            func codes(_ record: [String: Any]) -> [String] {
                (record["candidates"] as? [[String: Any]] ?? []).map { "\($0["code"] ?? "") \($0["confidence"] ?? "")" }
            }
            #expect(codes(left) == codes(right))
            #expect(left["because"] as? String == right["because"] as? String)
            #expect(left["activities"] as? NSArray == right["activities"] as? NSArray)
        }
    }

    @Test func `a shortlist names classes and parks alone, the same for any jobs`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(40))
        let list = try program.run(["batch", "--shortlist", "--input", leads, "--quiet", "--top", "6"])
        let again = try program.run(
            ["batch", "--shortlist", "--input", leads, "--quiet", "--top", "6", "--jobs", "5", "--chunk", "300"])
        #expect(list.status == 0 && list.lines == again.lines && list.lines.count == 40)
        let coded = try program.run(["batch", "--task", "classify", "--input", leads, "--quiet", "--top", "5"])
        for (short, plain) in zip(list.records, coded.records) {
            guard short["error"] == nil else { continue }
            func codes(_ record: [String: Any]) -> [String] {
                (record["candidates"] as? [[String: Any]] ?? []).map { "\($0["code"] ?? "") \($0["confidence"] ?? "")" }
            }
            #expect(codes(short) == codes(plain) && codes(short).count == 5)
            let ranks = try #require(short["ranks"] as? [[String: Any]])
            #expect(ranks.compactMap { $0["rank"] as? Int } == Array(1...6))
            #expect(ranks.allSatisfy { $0["verdict"] == nil && $0["parts"] == nil && $0["score"] is NSNumber })
        }
        for flags in [["--check-top", "1"], ["--rules", "yunnan-park-economy-2026"], ["--findings", leads]] {
            let refused = try program.run(["batch", "--shortlist", "--input", leads] + flags)
            #expect(refused.status == 64, "\(flags)")
        }
    }

    /// A table is read whole, of NDJSON only the cells that a shortlist needs: the same rows must come out.
    @Test(arguments: [false, true]) func `a shortlist leaves out no cell that counts`(hasOwnParks: Bool) throws {
        let program = try Program()
        defer { program.remove() }
        let keys = [
            "project_id", "investor_name", "investor_region", "project_name", "content", "industry_code", "chain_node",
            "site_wishes", "district", "total_invest", "fixed_invest", "land_area", "energy_tce", "power_kwh", "jobs",
        ]
        let rows = [
            "P1,成都某某科技有限公司,四川省,锂电正极材料项目,年产5万吨磷酸铁锂,,,安宁产业园区,,12亿元,9亿元,300亩,50000,9000,600",
            "P2,勐海茶业有限公司,云南省,精制茶厂,普洱茶精制加工,1530,,,勐海县,3000万元,2000万元,20亩,120,60,80",
            "P3,江苏扬州光电有限公司,江苏省,硅片切割项目,年产2GW单晶硅片,,单晶硅片,云南省；安宁市,,8亿元,7亿元,5000亩,90000,99999,400",
            "P4,昆明某公司,,落户昆明高新区的药厂,中药饮片,2730；2740,,,,2亿元,1亿元,40亩,300,100,90",
            "P5,某公司,广东省,冷链物流,在玉溪市建设冷链物流中心,,,,,1亿元,8000万元,60亩,200,300,50",
        ].map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let lines = rows.map { row in
            "{" + zip(keys, row).filter { !$1.isEmpty }.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",") + "}"
        }
        let json = try program.file("leads.ndjson", lines.joined(separator: "\n"))
        let table = try program.file(
            "leads.csv", ([keys] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n"))
        var flags = ["batch", "--shortlist", "--quiet", "--input"]
        let parks = try program.file(
            "parks.csv",
            """
            编码,名称,省,主导产业,可用土地（亩）,能耗指标（吨标准煤）
            T1,甲园区,云南省,C38 电气机械和器材制造业,10,10
            T2,乙园区,云南省,C38 电气机械和器材制造业,9000,1000000
            """)
        if hasOwnParks { flags = ["batch", "--shortlist", "--quiet", "--parks", parks, "--input"] }
        let (short, whole) = (try program.run(flags + [json]), try program.run(flags + [table]))
        #expect(short.status == 0 && short.lines.count == 5, "\(short.errors)")
        #expect(short.lines == whole.lines)
        // Figures count where a park's land is known.
        if hasOwnParks {
            let first = try #require((short.records[2]["ranks"] as? [[String: Any]])?.first?["park"] as? [String: Any])
            #expect(first["code"] as? String == "T2")
        }
    }

    @Test func `a run that is killed goes on without losing or doubling a row`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(6_000))
        let arguments = [
            "batch", "--task", "classify", "--input", leads, "--quiet", "--chunk", "4000", "--checkpoint-seconds", "0",
        ]
        let plain = try program.run(arguments)
        let output = program.folder.appending(path: "out.ndjson").path
        for round in 0..<3 {
            let process = try program.start(arguments + ["--out", output, "--resume"])
            // A little later each round, so that the kill meets the start, the middle and the checkpoints.
            usleep(useconds_t(600_000 + round * 900_000))
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
        }
        let last = try program.run(arguments + ["--out", output, "--resume"])
        #expect(last.status == 0, "\(last.errors)")
        #expect(try String(decoding: Data(contentsOf: URL(filePath: output)), as: UTF8.self) == plain.output)
        #expect(!FileManager.default.fileExists(atPath: output + ".checkpoint"))
    }

    @Test func `an interrupt keeps what is done and says how to go on`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(20_000))
        let output = program.folder.appending(path: "out.ndjson").path
        let arguments = ["batch", "--task", "classify", "--input", leads, "--out", output, "--chunk", "4000"]
        let process = try program.start(arguments)
        while process.isRunning, (try? Data(contentsOf: URL(filePath: output)))?.isEmpty ?? true { usleep(20_000) }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let done = try String(decoding: Data(contentsOf: URL(filePath: output)), as: UTF8.self)
        #expect(done.hasSuffix("}\n"))
        #expect(FileManager.default.fileExists(atPath: output + ".checkpoint"))
        // Another task must not go on from there.
        let other = try program.run(arguments + ["--resume", "--top", "3"])
        #expect(other.status == 65 && other.errors.contains("--top"), "\(other.errors)")
    }

    @Test func `the summary counts what the lines say`() throws {
        let program = try Program()
        defer { program.remove() }
        let leads = try program.file("leads.ndjson", BatchTests.list(30))
        let path = program.folder.appending(path: "summary.json").path
        let run = try program.run(["batch", "--input", leads, "--top", "1", "--summary", path, "--quiet"])
        let summary = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
        #expect(summary["rows"] as? Int == 30 && summary["errors"] as? Int == 3)
        var verdicts: [String: Int] = [:]
        for record in run.records {
            guard let best = (record["ranks"] as? [[String: Any]])?.first else { continue }
            verdicts[best["verdict"] as? String ?? "", default: 0] += 1
        }
        #expect(summary["verdicts"] as? [String: Int] == verdicts)
        #expect((summary["sections"] as? [String: Int])?.values.reduce(0, +) == 27)
        #expect(summary["as_of"] != nil && summary["version"] != nil && summary["complete"] as? Bool == true)
    }

    @Test func `a repeated lead names its original`() throws {
        let program = try Program()
        defer { program.remove() }
        let text = "建设年产10万吨磷酸铁锂正极材料生产线及配套设施，分两期实施"
        let rows = [
            ("A", "昆明创联科技有限公司", text), ("B", "成都创联科技有限公司", text), ("C", "创联科技", text + "。"),
            ("D", "昆明创联科技有限公司", "普洱茶精制加工"), ("E", "昆明市创联科技有限责任公司", text.replacing("配套设施", with: "配套工程")),
            ("F", "有限公司", text), ("G", "昆明有限公司", text), ("H", "", text),
        ]
        let leads = try program.file(
            "leads.ndjson",
            rows.map { "{\"project_id\":\"\($0.0)\",\"investor_name\":\"\($0.1)\",\"content\":\"\($0.2)\"}\n" }.joined()
        )
        let run = try program.run(["batch", "--task", "classify", "--input", leads, "--dedupe"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("至多比较"))
        let originals = run.records.map { ($0["duplicate_of"] as? [String: Any])?["id"] as? String }
        #expect(originals == [nil, nil, "A", nil, "A", nil, nil, nil])
    }

    @Test(arguments: [
        ["--resume"], ["--dedupe"], ["--task", "check"], ["--jobs", "0"], ["--numbered"], ["--input-format", "doc"],
    ])
    func `wrong usage leaves with 64`(arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(["batch"] + arguments)
        #expect(run.status == 64 && run.errors.contains("错误["), "\(run.errors)")
    }
}

extension Program {
    /// Starts the program and does not wait; its output goes nowhere.
    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = try Program.executable()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging([
            "YINFENG_CATALOGS": Program.root.appending(path: "Catalogs").path, "XDG_CACHE_HOME": folder.path,
        ]) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    @Test func `the office's own columns go along, also on returned rows`() throws {
        let program = try Program()
        defer { program.remove() }
        let list = try program.file("l.csv", "项目名称,项目内容,总投资(亿元),天气\n甲,普洱茶加工,1,晴\n乙,石膏板,-5,雨\n")
        for task in [["classify"], ["check", "--park", "勐海产业园区"], ["rank", "--region", "532800"]] {
            let run = try program.run(["batch", "--quiet", "--input", list, "--task"] + task)
            #expect(run.records.map { ($0["extra"] as? [String: String])?["天气"] } == ["晴", "雨"], "\(run.output)")
            #expect(run.records.last?["error"] != nil)
        }
    }
}
