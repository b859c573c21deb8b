import Foundation
import Testing
import YinfengModel

@testable import YinfengFirstTalk

@Suite struct ExchangeTests {
    func other(_ name: String) throws -> Register {
        try Register.inMemory(facts: Support.loaded(), identity: Register.Identity(name: name, secret: "s-" + name))
    }

    func lines(_ register: Register, withContacts: Bool = false) throws -> [String] {
        var result: [String] = []
        try register.export(withContacts: withContacts) { result.append($0) }
        return result
    }

    func lived() throws -> Register {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let line = try Support.file(register, "532801", "2026-03-12", key: "k")
        try register.rule(
            try #require(line.conflicts.first?.conflict), .keep([no]),
            by: Support.caller("532800", "2026-03-20", reason: "先谈"))
        try register.transfer(
            no, to: "530181", shares: [ShareLine(item: "税收", attract: "50", host: "50")],
            by: Support.caller("532822", "2026-04-01"))
        try register.confirm(no, by: Support.caller("530181", "2026-04-02"))
        return register
    }

    @Test(arguments: [false, true])
    func emptyRegisterBecomesTheOther(_ withContacts: Bool) throws {
        let register = try lived()
        let copy = try other("ffff")
        let report = try copy.importChain(
            lines(register, withContacts: withContacts), by: Support.caller("530000", "2026-04-03"))
        #expect(report.isAdopted)
        #expect(try copy.head() == register.head())
        #expect(report.head == (try register.head()))
        let at = try Support.caller("530000", "2026-04-03").at
        #expect(try copy.list(at: at) == register.list(at: at))
        let verified = try copy.verify()
        #expect((verified.contactsChecked > 0) == withContacts)
        // And goes on living.
        let again = try Support.file(copy, "532801", "2026-04-03", key: "k")
        #expect(again.notes.contains { $0.code == "T002" })
        let more = try Support.file(copy, "532823", "2026-04-03", ["first_talk_date": "2026-04-02"])
        #expect(more.seq == 4)
        #expect(more.contested)
        try copy.verify()
    }

    @Test func publicExportHoldsNoContacts() throws {
        let text = try lines(lived()).joined(separator: "\n")
        for word in ["13900001234", "张某", "王某"] { #expect(!text.contains(word)) }
        let full = try lines(lived(), withContacts: true).joined(separator: "\n")
        #expect(full.contains("13900001234"))
    }

    @Test func twiceChangesNothing() throws {
        let register = try lived()
        let copy = try other("ffff")
        let export = try lines(register)
        let caller = try Support.caller("530000", "2026-04-03")
        try copy.importChain(export, by: caller)
        let head = try copy.head()
        let again = try copy.importChain(export, by: caller)
        #expect(again.imported == 0)
        #expect(try copy.head() == head)
        let living = try other("eeee")
        try Support.file(
            living, "532300", "2026-04-03",
            [
                "first_talk_date": "2026-04-02", "investor_name": "甲乙丙有限公司", "investor_uscc": nil,
                "investor_uscc_reason": "无", "investor_contact_phone": "13100000000", "industry_code": "3011",
            ])
        #expect(try living.importChain(export, by: caller).imported > 0)
        let merged = try living.head()
        #expect(try living.importChain(export, by: caller).imported == 0)
        #expect(try living.head() == merged)
        try living.verify()
    }

    @Test func holesAndBreaksAreRefusedWhole() throws {
        let export = try lines(lived())
        let caller = try Support.caller("530000", "2026-04-03")
        for index in [1, 3, export.count - 1] {
            var hole = export
            hole.remove(at: index)
            let copy = try other("ffff")
            let refused = Support.refusal { try copy.importChain(hole, by: caller) }
            #expect(refused?.exitCode == 7)
            #expect(refused?.message.contains("事件 \(index)") == true)
            #expect(try copy.list(at: caller.at).isEmpty)
        }
        var broken = export
        broken[2] = broken[2].replacingOccurrences(of: "3亿元", with: "4亿元")
        let refused = Support.refusal { try other("ffff").importChain(broken, by: caller) }
        #expect(refused?.code == "A701")
        #expect(refused?.field == "record.total_invest")
        #expect(Support.refusal { try other("ffff").importChain(["什么"], by: caller) }?.exitCode == 65)
    }

    @Test func mergeOpensConflictsBetweenRegisters() throws {
        let a = try Support.register()
        try Support.accepted(a)
        let b = try other("bbbb")
        let no = try Support.accepted(b, "530181", by: "530100", on: "2026-03-13")
        let prefecture = try other("cccc")
        let caller = try Support.caller("530000", "2026-03-16")
        try Support.file(
            prefecture, "532300", "2026-03-16",
            [
                "first_talk_date": "2026-03-13", "investor_name": "甲乙丙有限公司", "investor_uscc": nil,
                "investor_uscc_reason": "无", "investor_contact_phone": "13100000000", "industry_code": "3011",
            ])
        #expect(try prefecture.importChain(lines(a), by: caller).conflicts.isEmpty)
        let report = try prefecture.importChain(lines(b), by: caller)
        #expect(report.conflicts.count == 1)
        let conflict = try #require(report.conflicts.first)
        let shown = try prefecture.show(conflict, at: caller.at)
        #expect(shown.acceptor == "530000")
        #expect(shown.conflicts.count == 2)
        #expect(try prefecture.show(no, at: caller.at).contested)
        try prefecture.verify()
        // Other moves on them belong to their own register.
        #expect(
            Support.refusal { try prefecture.withdraw(no, by: Support.caller("530181", "2026-03-17", reason: "撤")) }?
                .code == "T460")
        try prefecture.rule(conflict, .keep([no]), by: Support.caller("530000", "2026-03-18", reason: "按规则在先"))
        #expect(try prefecture.show(no, at: caller.at).contested == false)
        // A longer chain of the same register is a plain continuation.
        try b.progress(no, kind: "选址", date: "2026-03-19", by: Support.caller("530181", "2026-03-19"))
        #expect(try prefecture.importChain(lines(b), by: Support.caller("530000", "2026-03-20")).imported == 1)
        try prefecture.verify()
        // And the merged register itself can be handed on.
        let copy = try other("dddd")
        let adopted = try copy.importChain(lines(prefecture), by: Support.caller("530000", "2026-03-21"))
        #expect(adopted.isAdopted)
        #expect(try copy.head() == prefecture.head())
        try copy.verify()
    }

    @Test func asOfAnswersWhoHeldItThen() throws {
        let register = try lived()
        func holder(_ day: String) throws -> [String] {
            try register.list(asOf: #require(CivilDate(iso: day))).filter { $0.state?.isProtected ?? false }
                .compactMap(\.filer)
        }
        #expect(try holder("2026-03-11").isEmpty)
        #expect(try holder("2026-03-15") == ["532822"])
        #expect(try holder("2026-04-05") == ["530181"])
        #expect(try holder("2026-12-01").isEmpty)
    }

    @Test func replayShowsBeforeAndAfter() throws {
        let register = try lived()
        let first = try #require(try register.list(at: Support.caller("530000", "2026-04-03").at).first?.no)
        let events = try register.replay(first)
        #expect(
            events.map(\.kind) == [
                .drafted, .submitted, .accepted, .contestOpened, .ruled, .collaborationProposed,
                .collaborationConfirmed, .transferred,
            ])
        let accepted = try #require(events.first { $0.kind == .accepted })
        #expect(
            accepted.changes.contains {
                $0.field == "state" && $0.before == "\"submitted\"" && $0.after == "\"accepted\""
            })
        #expect(!events.map(\.json).joined().contains("13900001234"))
    }

    @Test func papersMaskContacts() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let at = try Support.caller("532822", "2026-03-13").at
        let masked = try register.form(no, at: at).plainText
        #expect(masked.contains("滇招首谈〔2026〕532822-000001号"))
        #expect(!masked.contains("13900001234"))
        #expect(try register.form(no, at: at, withContacts: true).plainText.contains("13900001234"))
        let receipt = try register.receipt(no, at: at).plainText
        #expect(receipt.contains(try register.head()))
        #expect(!receipt.contains("云南某某茶业有限公司"))
    }
}
