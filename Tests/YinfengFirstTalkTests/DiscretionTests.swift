import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// What others may see, and who is above whom when two prefectures meet.
@Suite struct DiscretionTests {
    @Test func aSecretFilingShowsNoWords() throws {
        let register = try Support.register()
        let secret: [String: String?] = ["secrecy": "敏感", "investor_uscc": nil, "investor_uscc_reason": "示例"]
        let first = try Support.file(
            register, "532822", "2026-03-11", secret.merging(["investor_name": "云南某某茶业有限责任公司"]) { $1 })
        let line = try Support.file(
            register, "532801", "2026-03-11",
            ["investor_uscc": nil, "investor_uscc_reason": "示例", "products": "熟普洱茶；精制普洱茶"])
        let fields = line.conflicts.map { $0.fields.joined() }.joined()
        #expect(!fields.contains("有限责任公司"))
        #expect(fields.contains("（敏感）"))
        let shown = try register.show(try #require(first.no), at: Support.caller("532822", "2026-03-11").at)
        #expect(shown.projectName == "（敏感）")
        // The other way round: the secret one comes second, and the first one's line hides its words too.
        let other = try Support.register()
        let open = try Support.file(
            other, "532801", "2026-03-11", ["investor_uscc": nil, "investor_uscc_reason": "示例"])
        try Support.file(
            other, "532822", "2026-03-11", secret.merging(["investor_name": "云南某某茶业有限责任公司"]) { $1 })
        let mirrored = try other.show(try #require(open.no), at: Support.caller("532801", "2026-03-11").at)
        let words = mirrored.conflicts.map { $0.fields.joined() }.joined()
        #expect(!words.isEmpty)
        #expect(!words.contains("有限责任公司"))
    }

    @Test func secrecyHasItsWords() throws {
        let refusal = Support.refusal {
            try Support.file(Support.register(), "532822", "2026-03-11", ["secrecy": "绝密"])
        }
        #expect(refusal?.exitCode == 65)
        #expect(refusal?.field == "secrecy")
    }

    @Test func aFieldThatTheFormDoesNotKnowIsKeptWithTheContacts() throws {
        let register = try Support.register()
        let line = try Support.file(register, "532822", "2026-03-11", ["investor_contact_wechat": "wx-4711"])
        #expect(line.notes.allSatisfy { $0.code != "T134" })
        var text = ""
        try register.export { text += $0 }
        #expect(!text.contains("wx-4711"))
        text = ""
        try register.export(withContacts: true) { text += $0 }
        #expect(text.contains("wx-4711"))
        let told = try Support.file(
            register, "532801", "2026-03-11",
            ["asks": "请联系张先生13912345678，协调供水", "industry_code": "3011", "products": "水泥"])
        #expect(told.notes.contains { $0.code == "T134" })
        #expect(!told.notes.contains { $0.message.contains("13912345678") })
    }

    @Test func twoPrefecturesRaiseBothAndARulingCountsAsReached() throws {
        let register = try Support.register()
        let first = try #require(try Support.file(register).no)
        let second = try Support.file(register, Support.anning)
        #expect(second.escalation?.level == "province")
        let shown = try register.show(first, at: Support.caller("532822", "2026-03-11").at)
        #expect(shown.escalation?.level == "province")
        let conflict = try #require(second.conflicts.first?.conflict)
        try register.rule(conflict, .keep([first]), by: Support.caller("530000", "2026-03-12", reason: "先谈且按期报送"))
        let accepted = try register.accept(first, by: Support.caller("532800", "2026-03-12"))
        #expect(accepted.state == .accepted)
        #expect(accepted.escalation?.level == "province", "a level once required never falls")
    }

    @Test func aRulingThatFindsFalseEvidenceBansTheRefused() throws {
        let register = try Support.register()
        let first = try #require(try Support.file(register).no)
        let second = try Support.file(register, "532801")
        let conflict = try #require(second.conflicts.first?.conflict)
        try register.rule(conflict, .keep([first]), by: Support.caller("532800", "2026-03-12", reason: "后者佐证虚假"))
        let again = Support.refusal { try Support.file(register, "532801", "2026-03-13") }
        #expect(again?.code == "T160")
    }
}
