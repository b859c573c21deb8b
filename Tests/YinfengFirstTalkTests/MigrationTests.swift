import Foundation
import GRDB
import Testing

@testable import YinfengFirstTalk

/// Files of earlier releases, kept as they were written (Tools/first-talk/fixture.py), open and go on.
@Suite struct MigrationTests {
    /// A copy of a stored file: opening brings it up to date.
    func copy(_ name: String) throws -> String {
        let target = FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString).db").path()
        try FileManager.default.copyItem(atPath: "\(Support.root)/Tests/Cases/firsttalk/\(name)", toPath: target)
        return target
    }

    @Test func theFirstSchemaGoesOn() throws {
        let register = try Register.open(path: copy("register-1.db"), facts: Support.loaded())
        let report = try register.verify()
        #expect(report.events == 10)
        #expect(report.filings == 3)
        let lines = try register.list(at: Support.caller("532800", "2026-03-16").at)
        #expect(lines.map(\.seq) == [1, 2, 3])
        #expect(lines.map(\.contested) == [true, true, false])
        #expect(lines.map(\.state) == [.accepted, .submitted, .accepted])
    }

    /// Its filings are found by the keys of today, and moves go on under the old chain.
    @Test func oldFilingsAreFound() throws {
        let path = try copy("register-1.db")
        let register = try Register.open(path: path, facts: Support.loaded())
        let before = try register.head()
        let record = Support.record([
            "investor_name": "云南甲甲甲甲甲辛食品有限责任公司", "investor_uscc": nil, "investor_uscc_reason": "示例",
            "investor_contact_phone": "13000000000", "industry_code": "1411", "products": "甲甲甲甲甲辛食品", "content": "别的内容",
        ])
        let line = try register.check(record, by: Support.caller("532300", "2026-03-16"))
        #expect(line.conflicts.count { $0.investor == "I2" } == 2, "\(line.conflicts)")
        #expect(try register.verify(expecting: before).headPosition == 10)
        try Support.file(register, "532300", "2026-03-16", reason: "迟报说明")
        #expect(try register.verify(expecting: before).events > 10)
        // A second opening finds nothing to do.
        #expect(try Register.open(path: path, facts: Support.loaded()).verify().filings == 4)
    }
}
