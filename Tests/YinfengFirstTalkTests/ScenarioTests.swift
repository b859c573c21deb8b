import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// The scenarios of the model, each with its expected state, flag and code.
@Suite struct SubmissionScenarios {
    @Test func completeRecordIsNumberedAndReviewed() throws {
        let line = try Support.file(Support.register())
        #expect(line.state == .submitted)
        #expect(
            line.no
                == "FT-2026-532822-000001-\(SerialNumber(kind: .filing, year: 2026, authority: "532822", serial: 1).check)"
        )
        #expect(line.seq == 1)
        #expect(line.due == "2026-03-16")
        #expect(line.acceptor == "532800")
        #expect(line.head.count == 64)
    }

    @Test func refusedSubmissionKeepsTheDraftAndBurnsNoNumber() throws {
        let register = try Support.register()
        let refused = Support.refusal {
            try register.file(
                FileRequest(record: Support.record(evidence: nil)), by: Support.caller("532822", "2026-03-11"))
        }
        #expect(refused?.code == "T101")
        #expect(refused?.exitCode == 4)
        #expect(refused?.message.contains("佐证材料") == true)
        #expect(refused?.remedy.contains("D-1") == true)
        #expect(try register.show("D-1", at: Support.caller("532822", "2026-03-11").at).state == .draft)
        let second = try Support.file(register)
        #expect(second.seq == 1)
        #expect(second.no?.contains("000001") == true)
    }

    @Test(
        arguments: [
            (["first_talk_date": "2026-03-12"], "T111"), (["total_invest": "0.6亿元"], "T130"),
            (["industry_code": "7010"], "T131"), (["signed": "是"], "T132"),
            (["investor_uscc": "91532800MA6N00017C"], "T140"),
            (["first_talk_date": "2026-02-02"], "T120"), (["talk_summary": "太短"], "T101"), (["checker": "岩温"], "T102"),
            (["asks": "请落实税收返还"], "T133"),
            (["process": nil], "T101"), (["investor_uscc": nil], "T101"),
        ] as [([String: String?], String)])
    func rulesRefuse(_ changes: [String: String?], _ code: String) throws {
        let register = try Support.register()
        let refused = Support.refusal { try Support.file(register, "532822", "2026-03-11", changes) }
        #expect(refused?.code == code)
        #expect(refused?.kind == .rule)
        #expect(try register.show("D-1", at: Support.caller("532822", "2026-03-11").at).state == .draft)
    }

    @Test func wrongTypeIsUnreadableAndLeavesNoTrace() throws {
        let register = try Support.register()
        let refused = Support.refusal { try Support.file(register, "532822", "2026-03-11", ["total_invest": "很多"]) }
        #expect(refused?.exitCode == 65)
        #expect(refused?.field == "total_invest")
        #expect(try register.list(at: Support.caller("532822", "2026-03-11").at).isEmpty)
    }

    @Test func usccFaultNamesThePosition() throws {
        let register = try Support.register()
        let refused = Support.refusal {
            try Support.file(register, "532822", "2026-03-11", ["investor_uscc": "91532800MA6N00017C"])
        }
        #expect(refused?.message.contains("第18位") == true)
    }

    @Test func lateWithReasonIsFlagged() throws {
        let line = try Support.file(
            Support.register(), "532822", "2026-03-11", ["first_talk_date": "2026-02-02"], reason: "春节前来访")
        #expect(line.notes.contains { $0.code == "T121" })
    }

    @Test func exactlyTheFloorIsAKeyProject() throws {
        let line = try Support.file(Support.register(), "532822", "2026-03-11", ["total_invest": "1亿元"])
        #expect(line.state == .submitted)
    }

    @Test func belowTheFloorIsVoluntaryAndNotEscalated() throws {
        let line = try Support.file(
            Support.register(), "532822", "2026-03-11", ["total_invest": "6000"], isVoluntary: true)
        #expect(line.state == .submitted)
        #expect(line.escalation == nil)
    }

    @Test func foreignInvestorNeedsNoCodeButAReason() throws {
        let line = try Support.file(
            Support.register(), "532822", "2026-03-11", ["investor_uscc": nil, "investor_uscc_reason": "境外企业"])
        #expect(line.state == .submitted)
    }

    @Test func sameKeyGivesTheSameFiling() throws {
        let register = try Support.register()
        let first = try Support.file(register, key: "k-1")
        let again = try Support.file(register, "532822", "2026-03-12", key: "k-1")
        #expect(again.no == first.no)
        #expect(again.head == first.head)
        #expect(again.notes.contains { $0.code == "T002" })
    }

    @Test func keyOfARefusedFilingServesItsCure() throws {
        let register = try Support.register()
        _ = Support.refusal { try Support.file(register, "532822", "2026-03-11", ["talk_summary": "短"], key: "k") }
        let line = try Support.file(register, "532822", "2026-03-11", key: "k")
        #expect(line.seq == 1)
        #expect(try register.list(at: Support.caller("532822", "2026-03-11").at).count == 1)
    }

    @Test func ownLiveSubjectIsRefusedWithItsNumber() throws {
        let register = try Support.register()
        let first = try Support.file(register)
        let refused = Support.refusal { try Support.file(register, "532822", "2026-03-12") }
        #expect(refused?.code == "T303")
        #expect(refused?.message.contains(first.no ?? "-") == true)
    }

    @Test func clockSetBackIsRefused() throws {
        let register = try Support.register()
        try Support.file(register)
        let refused = Support.refusal {
            try Support.file(register, "532801", "2025-03-11", ["first_talk_date": "2025-03-10"])
        }
        #expect(refused?.code == "T450")
        let within = try Support.file(
            register, "532801", "2026-03-11T09:56:00+08:00",
            [
                "investor_name": "别的公司有限公司", "investor_uscc": nil, "investor_uscc_reason": "未注册",
                "industry_code": "3011", "products": "水泥", "content": "建设日产五千吨熟料的新型干法水泥生产线一条，配套矿山、余热发电和协同处置设施。",
            ])
        #expect(within.state == .submitted)
    }

    @Test func missingCalendarMarksButNeverRefuses() throws {
        let register = try Support.register()
        let line = try Support.file(register, "532822", "2026-12-30", ["first_talk_date": "2026-12-28"])
        #expect(line.due == "2027-01-04")
        #expect(line.provisional == "calendar missing 2027")
        let no = try Support.accepted(try Support.register(), on: "2026-08-31")
        #expect(!no.isEmpty)
    }
}

@Suite struct ReviewScenarios {
    @Test func acceptorMustBeAboveAndOther() throws {
        let register = try Support.register()
        let no = try #require(try Support.file(register).no)
        #expect(Support.refusal { try register.accept(no, by: Support.caller("532822", "2026-03-12")) }?.code == "T402")
        #expect(Support.refusal { try register.accept(no, by: Support.caller("532801", "2026-03-12")) }?.code == "T403")
        #expect(try register.accept(no, by: Support.caller("532800", "2026-03-12")).state == .accepted)
    }

    @Test func escalationComesFirst() throws {
        let register = try Support.register()
        let line = try Support.file(register, "532822", "2026-03-11", ["total_invest": "12亿元"])
        let no = try #require(line.no)
        #expect(line.escalation?.level == "province")
        #expect(Support.refusal { try register.accept(no, by: Support.caller("532800", "2026-03-12")) }?.code == "T405")
        #expect(try register.escalate(no, by: Support.caller("532822", "2026-03-12")).acceptor == "530000")
        #expect(Support.refusal { try register.accept(no, by: Support.caller("532800", "2026-03-12")) }?.code == "T406")
        #expect(try register.accept(no, by: Support.caller("530000", "2026-03-12")).state == .accepted)
    }

    @Test func reachedLevelIsNoEvent() throws {
        let register = try Support.register()
        let line = try Support.file(register)
        let again = try register.escalate(try #require(line.no), by: Support.caller("532822", "2026-03-12"))
        #expect(line.escalation?.level == "prefecture")
        #expect(again.head == line.head)
    }

    @Test func cureInTimeKeepsTheOrderLateLosesIt() throws {
        for (day, seq) in [("2026-03-19", 1), ("2026-03-20", 2)] {
            let register = try Support.register()
            let no = try #require(try Support.file(register).no)
            let back = try register.giveBack(no, by: Support.caller("532800", "2026-03-12", reason: "补充能耗测算"))
            #expect(back.state == .returned)
            #expect(back.due == "2026-03-19")
            let line = try register.submit(no, by: Support.caller("532822", day))
            #expect(line.state == .submitted)
            #expect(line.seq == seq)
            #expect(line.notes.contains { $0.code == "T150" } == (seq == 2))
            #expect(line.no == no)
        }
    }

    @Test func protectionEndsAfterTheMovedDay() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let held = try register.show(no, at: Support.caller("532822", "2026-09-14").at)
        #expect(held.state == .accepted)
        #expect(held.protectTo == "2026-09-14")
        #expect(try register.show(no, at: Support.caller("532822", "2026-09-15").at).state == .expired)
    }

    @Test func missingCalendarKeepsTheRawEnd() throws {
        let register = try Support.register()
        let no = try Support.accepted(register, on: "2026-08-31")
        let line = try register.show(no, at: Support.caller("532822", "2026-09-01").at)
        #expect(line.protectTo == "2027-02-28")
        #expect(line.provisional == "calendar missing 2027")
        #expect(Support.refusal { try register.verify(isStrict: true) }?.code == "A730")
        #expect(try register.verify().provisional == ["calendar missing 2027"])
    }

    @Test func oldFilingsKeepTheirParameters() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        var rules = try register.rules().rules
        _ = rules.override([("protection_months", "3", nil)])
        #expect(try register.setRules(rules, by: Support.caller("530000", "2026-03-13")) == 2)
        #expect(try register.show(no, at: Support.caller("532822", "2026-06-20").at).state == .accepted)
        let later = try Support.accepted(
            register, "530181", by: "530100", on: "2026-03-16",
            [
                "investor_name": "昆明别样食品有限公司", "investor_uscc": nil, "investor_uscc_reason": "新设",
                "industry_code": "1411",
            ])
        #expect(try register.show(later, at: Support.caller("532822", "2026-03-20").at).protectTo == "2026-06-16")
    }

    @Test func silenceAcceptsOnlyWhenSwitchedOn() throws {
        let register = try Support.register([("silent_acceptance", "on")])
        let no = try #require(try Support.file(register).no)
        #expect(try register.show(no, at: Support.caller("532822", "2026-03-16").at).state == .submitted)
        #expect(try register.show(no, at: Support.caller("532822", "2026-03-17").at).state == .accepted)
    }
}

@Suite struct HolderScenarios {
    @Test func extensionRunsFromTheOldRawEnd() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        #expect(Support.refusal { try register.extend(no, by: Support.caller("532822", "2026-09-10")) }?.code == "T173")
        try register.progress(no, kind: "电话", date: "2026-05-01", by: Support.caller("532822", "2026-05-06"))
        #expect(Support.refusal { try register.extend(no, by: Support.caller("532822", "2026-09-10")) }?.code == "T173")
        let line = try register.progress(
            no, kind: "备案证", date: "2026-06-01", by: Support.caller("532822", "2026-06-02"))
        #expect(line.qualifies == true)
        let asked = try register.extend(no, by: Support.caller("532822", "2026-09-11"))
        #expect(asked.state == .accepted)
        let granted = try register.extend(no, by: Support.caller("532800", "2026-09-14"))
        #expect(granted.state == .extended)
        #expect(granted.protectTo == "2026-12-14")
        try register.progress(no, kind: "选址", date: "2026-09-20", by: Support.caller("532822", "2026-09-21"))
        #expect(Support.refusal { try register.extend(no, by: Support.caller("532822", "2026-10-10")) }?.code == "T172")
    }

    @Test func askedInTimeWaitsForTheGrant() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        try register.progress(no, kind: "选址", date: "2026-06-01", by: Support.caller("532822", "2026-06-02"))
        try register.extend(no, by: Support.caller("532822", "2026-09-14"))
        #expect(try register.extend(no, by: Support.caller("532800", "2026-09-20")).state == .extended)
        let other = try Support.register()
        let lost = try Support.accepted(other)
        try other.progress(lost, kind: "选址", date: "2026-06-01", by: Support.caller("532822", "2026-06-02"))
        #expect(Support.refusal { try other.extend(lost, by: Support.caller("532822", "2026-09-15")) }?.code == "T171")
    }

    @Test func refusedExtensionLapses() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        try register.progress(no, kind: "选址", date: "2026-06-01", by: Support.caller("532822", "2026-06-02"))
        try register.extend(no, by: Support.caller("532822", "2026-09-14"))
        #expect(try register.reject(no, by: Support.caller("532800", "2026-09-20", reason: "无新进展")).state == .expired)
    }

    @Test func forfeitNeedsWarningAndTime() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        #expect(
            Support.refusal { try register.forfeit(no, by: Support.caller("532800", "2026-04-13")) }?.code == "T191")
        try register.warn(no, by: Support.caller("532800", "2026-04-13"))
        #expect(
            Support.refusal { try register.forfeit(no, by: Support.caller("532800", "2026-04-20")) }?.code == "T192")
        #expect(try register.forfeit(no, by: Support.caller("532800", "2026-04-21")).state == .forfeited)
        #expect(
            try Support.file(register, "532801", "2026-04-22", ["first_talk_date": "2026-04-21"]).contested == false)
    }

    @Test func progressAfterAWarningSaves() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        try register.warn(no, by: Support.caller("532800", "2026-04-13"))
        try register.progress(no, kind: "选址", date: "2026-04-14", by: Support.caller("532822", "2026-04-14"))
        #expect(
            Support.refusal { try register.forfeit(no, by: Support.caller("532800", "2026-05-21")) }?.code == "T191")
    }

    @Test func signingNeedsOrderedDatesAndADigest() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        let digest = String(repeating: "b", count: 64)
        #expect(
            Support.refusal {
                try register.sign(
                    no, contractDate: "2026-03-01", contract: digest, by: Support.caller("532822", "2026-04-01"))
            }?.code == "T181")
        #expect(
            Support.refusal {
                try register.sign(
                    no, contractDate: "2026-04-02", contract: digest, by: Support.caller("532822", "2026-04-01"))
            }?.code == "T111")
        #expect(
            Support.refusal {
                try register.sign(
                    no, contractDate: "2026-04-01", contract: "", by: Support.caller("532822", "2026-04-01"))
            }?.code == "T182")
        let signed = try register.sign(
            no, contractDate: "2026-04-01", contract: digest, by: Support.caller("532822", "2026-04-01"))
        #expect(signed.state == .signed)
        #expect(try register.show(no, at: Support.caller("532822", "2028-04-01").at).state == .signed)
        #expect(Support.refusal { try register.land(no, by: Support.caller("532822", "2026-05-01")) }?.code == "T183")
        try register.land(
            no, evidence: Support.document("开工证明", "2026-05-01", "c"), by: Support.caller("532822", "2026-05-01"))
        #expect(try register.land(no, by: Support.caller("532800", "2026-05-02")).state == .landed)
        let closed = try register.close(
            no, evidence: Support.document("投产证明", "2026-12-01", "d"), by: Support.caller("532800", "2026-12-01"))
        #expect(closed.state == .closed)
        #expect(
            Support.refusal { try register.withdraw(no, by: Support.caller("532822", "2026-12-02", reason: "试")) }?.code
                == "T199")
        try register.verify()
    }

    @Test func banFollowsARevocationForFalseEvidenceOnly() throws {
        for (reason, code) in [("佐证虚假", "T160"), ("执行上级裁定", nil)] as [(String, String?)] {
            let register = try Support.register()
            let no = try Support.accepted(register)
            try register.revoke(no, by: Support.caller("532800", "2026-04-01", reason: reason))
            let refused = Support.refusal {
                try Support.file(register, "532822", "2026-04-02", ["first_talk_date": "2026-04-01"])
            }
            #expect(refused?.code == code)
            if code != nil {
                // Others are free at once.
                let other = try Support.file(register, "532801", "2026-04-02", ["first_talk_date": "2026-04-01"])
                #expect(!other.contested)
            }
            let last = try Support.register()
            let gone = try Support.accepted(last)
            try last.revoke(gone, by: Support.caller("532800", "2026-04-01", reason: "佐证虚假"))
            #expect(
                Support.refusal { try Support.file(last, "532822", "2026-09-28", ["first_talk_date": "2026-09-25"]) }?
                    .code == "T160")
            #expect(
                try Support.file(last, "532822", "2026-09-29", ["first_talk_date": "2026-09-25"]).state == .submitted)
        }
    }

    @Test func withdrawnSubjectIsFree() throws {
        let register = try Support.register()
        let no = try Support.accepted(register)
        try register.withdraw(no, by: Support.caller("532822", "2026-04-01", reason: "投资方改变计划"))
        let line = try Support.file(register, "532822", "2026-04-02", ["first_talk_date": "2026-04-01"])
        #expect(line.seq == 2)
        #expect(line.conflicts.isEmpty)
    }
}
