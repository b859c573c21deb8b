import Testing
import YinfengModel

@testable import YinfengFirstTalk

@Suite struct SamenessScenarios {
    @Test func hardConflictContestsBothAndListsBoth() throws {
        let register = try Support.register()
        let first = try Support.accepted(register)
        let line = try Support.file(register, "532801", "2026-03-12", ["total_invest": "31200"])
        #expect(line.state == .submitted)
        #expect(line.seq == 2)
        #expect(line.contested)
        #expect(line.conflicts.map(\.tier) == [.hard])
        #expect(line.conflicts.first?.no == first)
        #expect(line.conflicts.first?.investor == "I1")
        #expect(line.conflicts.first?.content == "C1")
        #expect(line.conflicts.first?.conflict?.hasPrefix("CF-2026-532800-000001-") == true)
        #expect(line.notes.contains { $0.code == "T301" })
        let other = try register.show(first, at: Support.caller("532800", "2026-03-12").at)
        #expect(other.contested)
        #expect(other.state == .accepted)
        #expect(other.conflicts.map(\.no) == [line.no])
        #expect(
            Support.refusal { try register.accept(line.no ?? "", by: Support.caller("532800", "2026-03-13")) }?.code
                == "T404")
        try register.verify()
    }

    @Test(
        arguments: [
            // C13: same investor, another project: a note only.
            (
                ["industry_code": "3011", "products": "水泥熟料", "content": "建设日产五千吨熟料的新型干法水泥生产线一条，配套矿山、余热发电和协同处置设施。"],
                "note", "I1", "C0", false
            ),
            // C14: same group.
            (
                [
                    "investor_name": "昆明甲乙食品有限公司", "investor_uscc": nil, "investor_uscc_reason": "新设",
                    "investor_parent": "云南某某茶业有限公司",
                ], "soft", "I3", "C1", false
            ),
            // C59: group against company.
            (
                ["investor_name": "云南某某茶业集团有限公司", "investor_uscc": nil, "investor_uscc_reason": "新设"], "soft", "I3",
                "C1", false
            ),
            // C60: region omitted, 有限公司 = 有限责任公司.
            (
                ["investor_name": "某某茶业有限责任公司", "investor_uscc": nil, "investor_uscc_reason": "未提供"], "hard", "I2",
                "C1", true
            ),
            // C61: one homophone.
            (
                ["investor_name": "云南某某查业有限公司", "investor_uscc": nil, "investor_uscc_reason": "未提供"], "soft", "I5",
                "C1", false
            ),
            // C62: 有限公司 against 股份有限公司.
            (
                ["investor_name": "云南某某茶业股份有限公司", "investor_uscc": nil, "investor_uscc_reason": "未提供"], "soft", "I5",
                "C1", false
            ),
            // Reading 16: one name, two valid codes.
            (["investor_uscc": "91310000MA1FL0A78F"], "soft", "I5", "C1", false),
            // I4: one telephone.
            (
                ["investor_name": "曲靖丙丁实业有限公司", "investor_uscc": nil, "investor_uscc_reason": "未提供"], "soft", "I4",
                "C1", false
            ),
            // C2 with amounts far apart.
            (["industry_code": "1539", "total_invest": "9亿元"], "soft", "I1", "C2", false),
            (["industry_code": "1539", "total_invest": "3.5亿元"], "hard", "I1", "C2", true),
            // A broker with the same words: a note.
            (
                [
                    "investor_name": "曲靖丙丁实业有限公司", "investor_uscc": nil, "investor_uscc_reason": "未提供",
                    "investor_contact_phone": "13700007777",
                ], "note", "I0", "C1", false
            ),
        ] as [([String: String?], String, String, String, Bool)])
    func matrix(_ changes: [String: String?], _ tier: String, _ investor: String, _ content: String, _ contested: Bool)
        throws
    {
        let register = try Support.register()
        try Support.accepted(register)
        let line = try Support.file(register, "532801", "2026-03-12", changes)
        #expect(line.conflicts.map(\.tier.rawValue) == [tier])
        #expect(line.conflicts.first?.investor == investor)
        #expect(line.conflicts.first?.content == content)
        #expect(line.contested == contested)
        #expect(!line.json.contains("13900001234"))
    }

    @Test func softConflictNeedsAReasonToAccept() throws {
        let register = try Support.register()
        try Support.accepted(register)
        let no = try #require(
            try Support.file(
                register, "532801", "2026-03-12",
                ["investor_name": "某某茶业股份有限公司", "investor_uscc": nil, "investor_uscc_reason": "无"]
            ).no)
        #expect(Support.refusal { try register.accept(no, by: Support.caller("532800", "2026-03-13")) }?.code == "T302")
        #expect(
            try register.accept(no, by: Support.caller("532800", "2026-03-13", reason: "核码为两家企业")).state == .accepted)
    }

    @Test func countyAndDepartmentAreOneFilingOfTwoUnits() throws {
        let register = try Support.register()
        let facts = try Support.loaded()
        let body = try #require(facts.authorities.all.first { $0.code.hasPrefix("532822-") })
        try Support.file(register)
        let line = try Support.file(register, body.code)
        #expect(line.state == .submitted)
        #expect(!line.contested)
        #expect(line.notes.contains { $0.code == "T304" })
    }

    @Test func expiredSubjectIsFreeAtOnce() throws {
        let register = try Support.register()
        try Support.accepted(register)
        let line = try Support.file(register, "532801", "2026-09-15", ["first_talk_date": "2026-09-14"])
        #expect(line.conflicts.isEmpty)
        #expect(!line.contested)
    }

    @Test func draftIsInNoConflictCheck() throws {
        let register = try Support.register()
        try register.file(
            FileRequest(record: Support.record(), isDraft: true), by: Support.caller("532822", "2026-03-11"))
        #expect(try Support.file(register, "532801", "2026-03-11").conflicts.isEmpty)
    }

    @Test func crossingPrefecturesGoesToTheProvince() throws {
        let register = try Support.register()
        try Support.accepted(register)
        let line = try Support.file(register, "530181", "2026-03-12")
        #expect(line.escalation?.level == "province")
        #expect(
            try register.show(line.conflicts.first?.conflict ?? "", at: Support.caller("530000", "2026-03-12").at)
                .acceptor == "530000")
    }

    @Test func checkWritesNothing() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let head = try register.head()
        let line = try register.check(Support.record(), by: Support.caller("532801", "2026-03-12"))
        #expect(line.conflicts.map(\.no) == [no])
        #expect(try register.head() == head)
    }
}

@Suite struct ContestScenarios {
    /// 勐海 accepted, 景洪 contests; returns register, the two numbers and the conflict's.
    func contested(_ second: String = "532801") throws -> (Register, String, String, String) {
        let register = try Support.register()
        let first = try Support.accepted(register)
        let line = try Support.file(register, second, "2026-03-12")
        return (register, first, try #require(line.no), try #require(line.conflicts.first?.conflict))
    }

    @Test(arguments: [("532801", "532800"), ("530181", "530000")])
    func lowestCommonAncestorRules(_ second: String, _ arbiter: String) throws {
        let (register, _, _, conflict) = try contested(second)
        let line = try register.show(conflict, at: Support.caller("530000", "2026-03-12").at)
        #expect(line.acceptor == arbiter)
    }

    @Test func partyPrefectureMayNotRule() throws {
        let (register, first, _, conflict) = try contested("530181")
        let refused = Support.refusal {
            try register.rule(conflict, .keep([first]), by: Support.caller("532800", "2026-03-20", reason: "先谈"))
        }
        #expect(refused?.code == "T402")
        #expect(
            Support.refusal {
                try register.rule(conflict, .keep([first]), by: Support.caller("532822", "2026-03-20", reason: "先谈"))
            }?.code == "T402")
        #expect(
            Support.refusal {
                try register.rule(conflict, .keep([first]), by: Support.caller("530300", "2026-03-20", reason: "先谈"))
            }?.code == "T403")
    }

    @Test func clockStopsAndRunsOnWithTheDaysLeft() throws {
        let register = try Support.register()
        let first = try Support.accepted(register)
        // Raw end 2026-09-12; contested with 41 days left.
        let line = try Support.file(register, "532801", "2026-08-02", ["first_talk_date": "2026-07-31"])
        let conflict = try #require(line.conflicts.first?.conflict)
        let waiting = try register.show(first, at: Support.caller("532800", "2026-10-01").at)
        #expect(waiting.state == .accepted)
        #expect(waiting.contested)
        #expect(waiting.notes.contains { $0.code == "T305" && $0.message.contains("41") })
        let ruled = try register.rule(
            conflict, .keep([first]), by: Support.caller("532800", "2026-10-01", reason: "先谈且按期"))
        #expect(ruled.state == .accepted)
        #expect(!ruled.contested)
        #expect(ruled.protectTo == "2026-11-11")
        #expect(try register.show(line.no ?? "", at: Support.caller("532800", "2026-10-01").at).state == .rejected)
        let report = try register.verify()
        #expect(report.events > 0)
    }

    @Test func appealInTimeReopensAtTheNextLevelOnce() throws {
        let (register, first, second, conflict) = try contested()
        try register.rule(conflict, .keep([first]), by: Support.caller("532800", "2026-03-20", reason: "先谈"))
        // Ten working days after Friday 20 March: Friday 3 April.
        let open = try register.appeal(conflict, by: Support.caller("532801", "2026-04-03", reason: "首谈更早"))
        #expect(open.state == .accepted)
        #expect(open.contested)
        #expect(
            Support.refusal {
                try register.rule(conflict, .keep([second]), by: Support.caller("532800", "2026-04-07", reason: "改判"))
            }?.code == "T402")
        let decided = try register.rule(
            conflict, .keep([second]), by: Support.caller("530000", "2026-04-07", reason: "佐证表明乙方先谈"))
        #expect(decided.state == .submitted)
        #expect(decided.no != second)
        let view = try register.show(first, at: Support.caller("530000", "2026-04-07").at)
        #expect(view.state == .revoked)
        #expect(
            Support.refusal { try register.appeal(conflict, by: Support.caller("532822", "2026-04-08", reason: "再诉")) }?
                .code == "T413")
        try register.verify()
    }

    @Test func lateAppealIsRefused() throws {
        let (register, first, _, conflict) = try contested()
        try register.rule(conflict, .keep([first]), by: Support.caller("532800", "2026-03-20", reason: "先谈"))
        #expect(
            Support.refusal { try register.appeal(conflict, by: Support.caller("532801", "2026-04-07", reason: "不服")) }?
                .code == "T412")
        #expect(
            Support.refusal { try register.appeal(conflict, by: Support.caller("532823", "2026-03-23", reason: "不服")) }?
                .code == "T401")
    }

    @Test func voidEndsAllAndShareKeepsAll() throws {
        let (register, first, second, conflict) = try contested()
        try register.rule(conflict, .void, by: Support.caller("532800", "2026-03-20", reason: "均非实质洽谈"))
        let at = try Support.caller("532800", "2026-03-20").at
        #expect(try register.show(first, at: at).state == .revoked)
        #expect(try register.show(second, at: at).state == .rejected)
        #expect(
            try Support.file(register, "532822", "2026-03-23", ["first_talk_date": "2026-03-20"]).contested == false)
        let (other, a, b, dispute) = try contested()
        let bad = [ShareLine(item: "税收", attract: "60", host: "50")]
        #expect(
            Support.refusal {
                try other.rule(dispute, .share(bad), by: Support.caller("532800", "2026-03-20", reason: "共享"))
            }?.code == "S210")
        try other.rule(
            dispute, .share([ShareLine(item: "税收", attract: "50", host: "50")]),
            by: Support.caller("532800", "2026-03-20", reason: "共享"))
        #expect(try other.show(a, at: at).contested == false)
        #expect(try other.show(b, at: at).state == .submitted)
        #expect(try other.accept(b, by: Support.caller("532800", "2026-03-23")).state == .accepted)
        try other.verify()
    }

    @Test func thirdCountyJoinsTheSameConflict() throws {
        let (register, first, _, conflict) = try contested()
        let line = try Support.file(register, "532823", "2026-03-13")
        #expect(Set(line.conflicts.compactMap(\.conflict)) == [conflict])
        #expect(line.conflicts.count == 2)
        try register.rule(conflict, .keep([first]), by: Support.caller("532800", "2026-03-20", reason: "先谈"))
        #expect(try register.show(line.no ?? "", at: Support.caller("532800", "2026-03-20").at).state == .rejected)
        try register.verify()
    }

    @Test func withdrawalOfOnePartyEndsTheContest() throws {
        let (register, first, second, _) = try contested()
        try register.withdraw(second, by: Support.caller("532801", "2026-03-22", reason: "让出"))
        let line = try register.show(first, at: Support.caller("532800", "2026-03-22").at)
        #expect(!line.contested)
        #expect(line.protectTo == "2026-09-22")
        try register.verify()
    }

    @Test func complaintOpensAConflictWithItsEvidence() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let line = try register.contest(
            no, isComplaint: true, evidence: [Support.document("投诉信", "2026-04-01", "e")],
            by: Support.caller("532300", "2026-04-01", reason: "虚假首谈"))
        #expect(line.contested)
        try register.verify()
    }

    @Test func signingDuringAContestWarnsOrIsBlocked() throws {
        let digest = String(repeating: "b", count: 64)
        for (mode, code) in [("warn", nil), ("block", "T414")] as [(String, String?)] {
            let register = try Support.register([("freeze_signing", mode)])
            let no = try Support.accepted(register)
            try Support.file(register, "532801", "2026-03-12")
            let refused = Support.refusal {
                try register.sign(
                    no, contractDate: "2026-03-16", contract: digest, by: Support.caller("532822", "2026-03-16"))
            }
            #expect(refused?.code == code)
        }
    }
}

@Suite struct TransferScenarios {
    let lines = [
        ShareLine(item: "税收", base: "地方留成", attract: "60", host: "40", years: "5"),
        ShareLine(item: "产值", attract: "100", host: "100", isDouble: true),
    ]

    @Test func sharesMustTotal() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let bad = [ShareLine(item: "税收", base: "地方留成", attract: "60", host: "50")]
        let refused = Support.refusal {
            try register.transfer(no, to: "530181", shares: bad, by: Support.caller("532822", "2026-04-01"))
        }
        #expect(refused?.code == "S210")
        #expect(refused?.message.contains("60+50=110") == true)
    }

    @Test func successorKeepsTheOrder() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let proposed = try register.transfer(
            no, to: "530181", shares: lines, by: Support.caller("532822", "2026-04-01"))
        #expect(proposed.state == .accepted)
        #expect(
            Support.refusal { try register.confirm(no, by: Support.caller("532801", "2026-04-02")) }?.code == "T401")
        let old = try register.confirm(no, by: Support.caller("530181", "2026-04-09"))
        #expect(old.state == .transferred)
        let successor = try #require(
            try register.list(at: Support.caller("530000", "2026-04-09").at).first { $0.filer == "530181" })
        #expect(successor.state == .accepted)
        #expect(successor.seq == 2)
        #expect(successor.protectTo == "2026-09-14")
        #expect(Support.refusal { try register.extend(no, by: Support.caller("532822", "2026-04-10")) }?.code == "T199")
        // The subject is the successor's now.
        let line = try Support.file(register, "532801", "2026-04-10", ["first_talk_date": "2026-04-09"])
        #expect(line.conflicts.map(\.no) == [successor.no])
        try register.verify()
    }

    @Test func silentReceiverLetsTheProposalLapse() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        try register.transfer(no, to: "530181", shares: lines, by: Support.caller("532822", "2026-04-01"))
        let line = try register.show(no, at: Support.caller("532822", "2026-04-10").at)
        #expect(line.state == .accepted)
        #expect(line.notes.contains { $0.code == "T211" })
        #expect(
            Support.refusal { try register.confirm(no, by: Support.caller("530181", "2026-04-10")) }?.code == "T211")
        #expect(
            try register.transfer(no, to: "530181", shares: lines, by: Support.caller("532822", "2026-04-10")).state
                == .accepted)
        try register.verify()
    }
}
