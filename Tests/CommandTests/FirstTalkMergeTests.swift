import Foundation
import Testing

/// Three counties, two prefectures, one province: chains travel upwards with proof.
@Suite struct FirstTalkMergeTests {
    /// Registers side by side in one folder.
    private struct Offices {
        let run: RegisterRun

        init() throws { run = try RegisterRun() }

        func call(
            _ office: String, _ verb: String, _ more: [String] = [], as who: String, at day: String = "2026-03-11"
        )
            throws -> Program.Outcome
        {
            let path = run.program.folder.appending(path: office + ".db").path
            return try run.program.run(
                ["firsttalk", verb] + more + [
                    "--register", path, "--as", who, "--clerk", "张三", "--at", day + "T10:00:00+08:00", "--reason",
                    "按程序",
                ])
        }

        func export(_ office: String) throws -> String {
            let path = run.program.folder.appending(path: office + "-\(UUID().uuidString).ndjson").path
            let done = try call(office, "export", ["--out", path], as: "530000", at: "2026-03-20")
            try #require(done.status == 0, "\(done.errors)")
            return path
        }

        func subject(_ word: String) throws -> String {
            try run.record([
                "investor_name": "上海\(word)科技有限公司", "investor_uscc": nil, "investor_uscc_reason": "境外注册",
                "investor_contact_phone": "139\(word.unicodeScalars.reduce(10_000_000) { $0 + Int($1.value) })",
                "first_talk_date": "2026-03-09",
            ])
        }
    }

    /// 勐海 and 景洪 of 西双版纳 dispute one subject, 勐海 and 安宁 of 昆明 another.
    private func gathered() throws -> (offices: Offices, exports: [String: String]) {
        let offices = try Offices()
        for (office, who) in [
            ("menghai", "532822"), ("jinghong", "532801"), ("anning", "530181"), ("banna", "532800"),
            ("kunming", "530100"), ("province", "530000"),
        ] {
            try #require(try offices.call(office, "init", as: who, at: "2026-03-02").status == 0)
        }
        for (office, who, word) in [
            ("menghai", "532822", "甲乙"), ("menghai", "532822", "丙丁"), ("jinghong", "532801", "甲乙"),
            ("anning", "530181", "丙丁"), ("anning", "530181", "戊己"),
        ] {
            let filed = try offices.call(office, "file", ["--record", try offices.subject(word)], as: who)
            try #require(filed.status == 0, "\(filed.errors)")
        }
        var exports: [String: String] = [:]
        for office in ["menghai", "jinghong", "anning"] { exports[office] = try offices.export(office) }
        for (prefecture, who, counties) in [
            ("banna", "532800", ["menghai", "jinghong"]), ("kunming", "530100", ["anning"]),
        ] {
            for county in counties {
                let path = try #require(exports[county])
                let done = try offices.call(prefecture, "import", [path, "--branch"], as: who, at: "2026-03-12")
                try #require(done.status == 0, "\(done.errors)")
            }
            exports[prefecture] = try offices.export(prefecture)
        }
        return (offices, exports)
    }

    private func take(_ offices: Offices, _ path: String?, at day: String = "2026-03-13") throws -> [String: Any] {
        let path = try #require(path)
        let done = try offices.call("province", "import", [path, "--branch"], as: "530000", at: day)
        try #require(done.status == 0, "\(done.errors)")
        return done.line
    }

    @Test func `a merged register is merged on, disputes are opened once and twice changes nothing`() throws {
        let (offices, exports) = try gathered()
        defer { offices.run.remove() }
        // 西双版纳's own dispute stays its own; the one between the prefectures is the province's.
        #expect((try take(offices, exports["banna"])["conflicts"] as? [String])?.isEmpty == true)
        let opened = try take(offices, exports["kunming"])["conflicts"] as? [String]
        #expect(opened?.count == 1)
        #expect(opened?.first?.hasPrefix("CF-2026-530000-") == true)
        let verified = try offices.call("province", "verify", as: "530000", at: "2026-03-14")
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(verified.line["filings"] as? Int == 5)
        let head = verified.line["head"] as? String
        // Disputed there is disputed here: four of the five.
        let lines = try offices.call("province", "list", as: "530000", at: "2026-03-14").records
        #expect(lines.filter { $0["contested"] as? Bool == true }.count == 4)
        for source in ["banna", "kunming", "menghai", "anning", "banna"] {
            #expect(try take(offices, exports[source])["imported"] as? Int == 0, "\(source)")
        }
        let again = try offices.call("province", "verify", as: "530000", at: "2026-03-14")
        #expect(again.line["head"] as? String == head)
    }

    @Test func `what the prefecture rules reaches the province, and a later county chain too`() throws {
        let (offices, exports) = try gathered()
        defer { offices.run.remove() }
        _ = try take(offices, exports["banna"])
        let contested = try offices.call("banna", "list", as: "532800", at: "2026-03-14").records
            .filter { $0["contested"] as? Bool == true }.compactMap { $0["no"] as? String }
        #expect(contested.count == 2)
        let kept = try #require(contested.first { $0.contains("532822") })
        let fallen = try #require(contested.first { $0.contains("532801") })
        let ruled = try offices.call("banna", "rule", [kept, "--keep", kept], as: "532800", at: "2026-03-16")
        #expect(ruled.status == 0, "\(ruled.errors)")
        #expect(try take(offices, offices.export("banna"), at: "2026-03-17")["imported"] as? Int == 1)
        func state(_ no: String) throws -> [String: Any] {
            try offices.call("province", "show", [no], as: "530000", at: "2026-03-18").line
        }
        #expect(try state(fallen)["state"] as? String == "rejected")
        #expect(try state(kept)["contested"] as? Bool == false)
        // The county goes on; its newer chain comes by itself, then the prefecture's older view of it again.
        let accepted = try offices.call("menghai", "accept", [kept], as: "532800", at: "2026-03-18")
        #expect(accepted.status == 0, "\(accepted.errors)")
        let old = try offices.export("banna")
        #expect(try take(offices, offices.export("menghai"), at: "2026-03-19")["imported"] as? Int == 1)
        #expect(try state(kept)["state"] as? String == "accepted")
        #expect(try take(offices, old, at: "2026-03-19")["imported"] as? Int == 0)
        #expect(try state(kept)["state"] as? String == "accepted")
        #expect(try state(fallen)["state"] as? String == "rejected")
        #expect(try offices.call("province", "verify", as: "530000", at: "2026-03-20").status == 0)
        #expect(try offices.call("province", "rebuild", as: "530000", at: "2026-03-20").status == 0)
        #expect(try state(kept)["state"] as? String == "accepted")
    }

    @Test func `a hole or a foreign branch in a merged export is refused with the event's number`() throws {
        let (offices, exports) = try gathered()
        defer { offices.run.remove() }
        let path = try #require(exports["banna"])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        func refused(_ lines: [String]) throws -> Program.Outcome {
            let file = try offices.run.program.file(
                "\(UUID().uuidString).ndjson", Data((lines.joined(separator: "\n") + "\n").utf8))
            return try offices.call("province", "import", [file, "--branch"], as: "530000", at: "2026-03-13")
        }
        for index in lines.indices.dropFirst() {
            var hole = lines
            hole.remove(at: index)
            let outcome = try refused(hole)
            #expect(outcome.status == 7, "line \(index + 1)")
            #expect(outcome.refusal == "M701" || outcome.refusal == "A701", "line \(index + 1)")
        }
        // A county's chain cut short together with its header would be a smaller register, were it not for the heads.
        let headers = lines.indices.filter { lines[$0].hasPrefix("{\"branch\":") }
        let last = try #require(headers.last)
        #expect(try refused(Array(lines[..<last])).refusal == "M701")
        let county = try String(contentsOfFile: try #require(exports["anning"]), encoding: .utf8)
            .split(separator: "\n").map(String.init)
        let foreign = [
            try #require(county.first).replacingOccurrences(of: "{\"contacts\"", with: "{\"branch\":9,\"contacts\"")
        ]
        #expect(try refused(lines + foreign + county.dropFirst()).refusal == "M704")
        #expect(try offices.call("province", "list", as: "530000").records.isEmpty)
    }
}
