import Foundation
import Testing

@Suite struct FirstTalkTests {
    @Test func `file, accept, print and verify: the demo's day`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.filed()
        #expect(no.hasPrefix("FT-2026-532822-000001-"))
        let accepted = try run.call("accept", [no], as: RegisterRun.banna, at: "2026-03-10", clerk: "王五")
        #expect(accepted.status == 0)
        #expect(accepted.state == "accepted")
        #expect(accepted.line["protect_from"] as? String == "2026-03-10")
        #expect(accepted.line["protect_to"] as? String == "2026-09-10")
        #expect(accepted.line["seq"] as? Int == 1)
        let form = try run.call("form", [no], at: "2026-03-10")
        #expect(form.status == 0)
        #expect(form.output.hasPrefix("首谈备案登记表\n"))
        #expect(form.output.contains("滇招首谈〔2026〕532822-000001号"))
        let head = try #require(accepted.line["head"] as? String)
        let verify = try run.call("verify", ["--head", head], at: "2026-03-10")
        #expect(verify.status == 0)
        #expect(verify.line["ok"] as? Bool == true)
        #expect(verify.line["head"] as? String == head)
        #expect(try run.call("verify", ["--head", String(repeating: "0", count: 64)]).status == 7)
        let again = try run.call("init", as: RegisterRun.banna)
        #expect(again.status == 4)
        #expect(again.refusal == "G101")
    }

    @Test func `a line has the contract's keys in the contract's order`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.filed()
        let line = try run.call("show", [no])
        let keys = [
            "no", "seq", "state", "contested", "filer", "acceptor", "protect_from", "protect_to", "provisional", "due",
            "conflicts", "escalation", "qualifies", "notes", "head",
        ]
        #expect(Set(line.line.keys) == Set(keys))
        var place = line.output.startIndex
        for key in keys {
            let found = try #require(
                line.output.range(of: "\"\(key)\":", range: place..<line.output.endIndex), "\(key)")
            place = found.lowerBound
        }
    }

    @Test func `two filers of one subject are both numbered and both contested until a ruling`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let first = try run.filed()
        let second = try run.call(
            "file", ["--record", try run.record(["investor_name": "上海某某茶业科技有限责任公司"])], as: RegisterRun.jinghong)
        #expect(second.status == 0)
        #expect(second.line["seq"] as? Int == 2)
        #expect(second.line["contested"] as? Bool == true)
        #expect(second.notes.contains("T301"))
        let hit = try #require((second.line["conflicts"] as? [[String: Any]])?.first)
        #expect(hit["no"] as? String == first)
        #expect(hit["tier"] as? String == "hard")
        #expect(hit["investor"] as? String == "I1")
        let conflict = try #require(hit["conflict"] as? String)
        #expect(conflict.hasPrefix("CF-2026-532800-"))
        #expect(try run.call("show", [first]).line["contested"] as? Bool == true)
        let other = try #require(second.line["no"] as? String)
        for no in [first, other] {
            let accept = try run.call("accept", [no], as: RegisterRun.banna, clerk: "王五")
            #expect(accept.status == 4)
            #expect(accept.refusal == "T404")
        }
        let own = try run.call("rule", [conflict, "--keep", first], as: RegisterRun.menghai, reason: "我方在先")
        #expect(own.status == 4, "a party rules its own case")
        let ruled = try run.call(
            "rule", [conflict, "--keep", first], as: RegisterRun.banna, at: "2026-03-11", clerk: "王五", reason: "先谈且按期")
        #expect(ruled.status == 0, "\(ruled.output)")
        #expect(try run.call("show", [first], at: "2026-03-11").line["contested"] as? Bool == false)
        #expect(try run.call("show", [other], at: "2026-03-11").state == "rejected")
        let appeal = try run.call(
            "appeal", [conflict], as: RegisterRun.jinghong, at: "2026-03-12", reason: "纪要日期有误")
        #expect(appeal.status == 0, "\(appeal.output)")
        #expect(try run.call("show", [conflict], at: "2026-03-12").line["acceptor"] as? String == "530000")
        #expect(try run.call("verify", at: "2026-03-12").status == 0)
    }

    @Test func `the same key files once`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let record = try run.record()
        let first = try run.call("file", ["--record", record, "--key", "k-1"])
        let again = try run.call("file", ["--record", record, "--key", "k-1"], at: "2026-03-10")
        #expect(first.status == 0)
        #expect(again.status == 0)
        #expect(again.notes == ["T002"])
        #expect(first.line["no"] as? String == again.line["no"] as? String)
        #expect(try run.call("list").records.count == 1)
        let other = try run.call("file", ["--record", record, "--key", "k-2"], at: "2026-03-10")
        #expect(other.status == 4)
        #expect(other.refusal == "T303")
    }

    @Test func `below the floor is refused, kept as a draft, and filed by will`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let record = try run.record(["total_invest": "0.9999亿元"])
        let refused = try run.call("file", ["--record", record])
        #expect(refused.status == 4)
        #expect(refused.refusal == "T130")
        #expect(refused.errors.contains("拒绝[T130]"))
        #expect(try run.call("list", ["--state", "draft"]).line["no"] as? String == "D-1")
        let voluntary = try run.call("submit", ["D-1", "--voluntary"])
        #expect(voluntary.status == 0)
        #expect(voluntary.line["seq"] as? Int == 1)
        #expect(
            try run.call(
                "file",
                [
                    "--record",
                    try run.record([
                        "total_invest": "1亿元", "investor_name": "昆明远大食品有限公司", "investor_uscc": nil,
                        "investor_uscc_reason": "筹建",
                    ]),
                ]
            ).status == 0, "the floor itself is included")
    }

    @Test func `a late talk needs a reason and is marked`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let record = try run.record(["first_talk_date": "2026-03-05"])
        let late = try run.call("file", ["--record", record], at: "2026-03-13")
        #expect(late.status == 4)
        #expect(late.refusal == "T120")
        let marked = try run.call("file", ["--record", record], at: "2026-03-13", reason: "出差")
        #expect(marked.status == 0)
        #expect(marked.notes.contains("T121"))
        let inTime = try run.subject("远山", 1)
        #expect(try run.call("file", ["--record", inTime], at: "2026-03-13T09:00:00+08:00").status == 4)
    }

    @Test func `refusals leave with their own status and one object`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.filed()
        let wrong = String(no.dropLast()) + (no.hasSuffix("A") ? "B" : "A")
        let cases: [(verb: String, arguments: [String], authority: String, status: Int32, code: String)] = [
            ("accept", [no], RegisterRun.menghai, 4, "T402"), ("accept", [no], "530100", 4, "T403"),
            ("show", ["FT-2026-532822-000009-X"], RegisterRun.menghai, 5, "N101"),
            ("show", [wrong], RegisterRun.menghai, 5, "N101"), ("show", ["D-99"], RegisterRun.menghai, 5, "N103"),
            ("show", ["CF-2026-532800-000001-9"], RegisterRun.menghai, 5, "N103"),
            ("accept", [no], "999999", 5, "T401"),
            ("file", ["--record", try run.program.file("bad.json", "{\"a\":")], RegisterRun.menghai, 65, "R101"),
            ("file", ["--record", try run.record(["first_talk_date": "上周"])], RegisterRun.menghai, 65, "R110"),
            ("file", ["--record", try run.record(["total_invest": "很多"])], RegisterRun.menghai, 65, "R110"),
            ("file", ["--record", "no-such.json"], RegisterRun.menghai, 66, "R100"),
            ("evidence", [no, "--evidence", "no-such.pdf"], RegisterRun.menghai, 66, "E101"),
            ("withdraw", [no], RegisterRun.menghai, 4, "T408"),
            ("sign", [no, "--contract-date", "2026-03-09"], RegisterRun.menghai, 4, "T110"),
            ("list", ["--state", "sleeping"], RegisterRun.menghai, 64, "T400"),
        ]
        for item in cases {
            let outcome = try run.call(item.verb, item.arguments, as: item.authority)
            #expect(outcome.status == item.status, "\(item.verb) \(item.arguments): \(outcome.output)")
            #expect(outcome.refusal == item.code, "\(item.verb) \(item.arguments): \(outcome.output)")
        }
        let early = try run.call("withdraw", [no], at: "2026-03-08", reason: "钟慢")
        #expect(early.status == 4)
        #expect(early.refusal == "T450")
        let nobody = try run.program.run(["firsttalk", "withdraw", no, "--register", run.path])
        #expect(nobody.status == 64)
        #expect(nobody.refusal == "T400")
        let nowhere = try run.program.run(["firsttalk", "list", "--register", run.path + ".no"])
        #expect(nowhere.status == 66)
        #expect(nowhere.refusal == "D201")
        let unsaid = try run.program.run(["firsttalk", "list"], environment: ["YINFENG_REGISTER": ""])
        #expect(unsaid.status == 64)
        let said = try run.program.run(["firsttalk", "list"], environment: ["YINFENG_REGISTER": run.path])
        #expect(said.line["no"] as? String == no)
    }

    @Test func `a whole life: progress, extension, contract, landing, closing`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted()
        let paper = try run.program.file("意向书.pdf", "意向书")
        let call = try run.call("progress", [no, "--kind", "电话", "--date", "2026-03-20"], at: "2026-03-20")
        #expect(call.line["qualifies"] as? Bool == false)
        #expect(try run.call("extend", [no], at: "2026-03-21").refusal == "T173")
        let real = try run.call(
            "progress", [no, "--kind", "意向书", "--date", "2026-04-01", "--evidence", paper], at: "2026-04-01")
        #expect(real.line["qualifies"] as? Bool == true)
        #expect(try run.call("extend", [no], at: "2026-09-01").notes == ["T176"])
        let granted = try run.call("extend", [no], as: RegisterRun.banna, at: "2026-09-02", clerk: "王五")
        #expect(granted.state == "extended")
        #expect(granted.line["protect_to"] as? String == "2026-12-10")
        let bare = try run.call("sign", [no, "--contract-date", "2026-09-20"], at: "2026-09-21")
        #expect(bare.refusal == "T182")
        let signed = try run.call(
            "sign", [no, "--contract-date", "2026-09-20", "--evidence", paper], at: "2026-09-21")
        #expect(signed.state == "signed")
        for (verb, end, day) in [("land", "landed", "2026-10-08"), ("close", "closed", "2026-12-08")] {
            #expect(try run.call(verb, [no], at: day).refusal == "T183")
            let asked = try run.call(verb, [no, "--evidence", paper, "--date", day], at: day)
            #expect(asked.notes == ["T176"])
            let confirmed = try run.call(verb, [no], as: RegisterRun.banna, at: day, clerk: "王五")
            #expect(confirmed.state == end)
        }
        #expect(try run.call("withdraw", [no], at: "2026-12-10", reason: "晚了").refusal == "T199")
        let held = try run.call("list", ["--as-of", "2026-09-05"], at: "2026-12-10")
        #expect(held.state == "extended", "the register as it stood then")
        let events = try run.call("replay", [no], at: "2026-12-10").records
        #expect(events.count >= 9)
        #expect(events.compactMap { $0["kind"] as? String }.last == "closed")
        #expect(events.allSatisfy { ($0["clerk"] as? String)?.isEmpty == false || $0["rule"] as? String != "" })
    }

    @Test func `the acceptor's moves and the filer's cure`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.filed()
        #expect(try run.call("return", [no], as: RegisterRun.banna).refusal == "T408")
        #expect(try run.call("return", [no], as: RegisterRun.banna, reason: "缺签字页").state == "returned")
        let cured = try run.call("submit", [no, "--set", "洽谈地点=勐海产业园区管委会"], at: "2026-03-10")
        #expect(cured.state == "submitted")
        #expect(cured.line["seq"] as? Int == 1, "cured in time keeps its order")
        #expect(try run.call("correct", [no, "--set", "jobs=200"], at: "2026-03-10").refusal == "T408")
        #expect(try run.call("correct", [no, "--set", "jobs=200"], at: "2026-03-10", reason: "笔误").status == 0)
        #expect(try run.call("correct", [no, "--set", "no_such=1"], at: "2026-03-10", reason: "x").status == 64)
        let up = try run.call("escalate", [no, "--to", "530000"], as: RegisterRun.banna, at: "2026-03-10")
        #expect(up.line["acceptor"] as? String == "530000")
        #expect(try run.call("accept", [no], as: RegisterRun.banna, at: "2026-03-10").refusal == "T406")
        #expect(try run.call("accept", [no], as: "530000", at: "2026-03-10").state == "accepted")
        #expect(try run.call("forfeit", [no], as: "530000", at: "2026-05-01").refusal == "T191")
        #expect(try run.call("warn", [no], as: "530000", at: "2026-05-01").status == 0)
        #expect(try run.call("forfeit", [no], as: "530000", at: "2026-05-04").refusal == "T192")
        #expect(try run.call("forfeit", [no], as: "530000", at: "2026-05-20").state == "forfeited")
    }

    @Test func `a transfer needs lines that total one hundred and the receiver's word`() throws {
        let run = try RegisterRun.made()
        defer { run.remove() }
        let no = try run.accepted()
        let head = "item,base,attract,host,third,years,from,until,count\n"
        let bad = try run.program.file("bad.csv", head + "税收,地方留成,60,50,0,5,,,single\n")
        let good = try run.program.file("good.csv", head + "税收,地方留成,60,40,0,5,,,single\n产值,,100,100,0,5,,,double\n")
        let refused = try run.call("transfer", [no, "--to", "530181", "--shares", bad], at: "2026-03-11")
        #expect(refused.refusal == "S210")
        #expect(refused.output.contains("60+50=110"))
        let offered = try run.call("transfer", [no, "--to", "530181", "--shares", good], at: "2026-03-11")
        #expect(offered.notes.contains("T213"))
        #expect(try run.call("confirm", [no], as: "530102", at: "2026-03-12").refusal == "T401")
        #expect(try run.call("decline", [no], as: "530181", at: "2026-03-12", reason: "用地不足").status == 0)
        #expect(try run.call("transfer", [no, "--to", "530181", "--shares", good], at: "2026-03-12").status == 0)
        let done = try run.call("confirm", [no], as: "530181", at: "2026-03-13", clerk: "赵七")
        #expect(done.state == "transferred")
        let lines = try run.call("list", ["--filer", "530181"], at: "2026-03-13").records
        #expect(lines.count == 1)
        #expect(lines.first?["state"] as? String == "accepted")
        #expect(lines.first?["protect_to"] as? String == "2026-09-10", "the successor keeps what was left")
    }
}
