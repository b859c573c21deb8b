import Foundation
import GRDB
import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// Several connections to one file, as several processes have.
@Suite struct RaceTests {
    func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString).db").path()
    }

    @Test func manyConnectionsGiveOneGapFreeOrder() async throws {
        let path = path()
        _ = try Register.create(path: path, facts: Support.loaded())
        let counties = try Support.loaded().authorities.all.filter { $0.level == .county && $0.code.hasPrefix("53") }
            .map(\.code)
        let lines = try await withThrowingTaskGroup(of: [RegisterLine].self) { group in
            for worker in 0..<8 {
                group.addTask {
                    let register = try Register.open(path: path, facts: Support.loaded())
                    return try (0..<4).map { turn in
                        // Every worker's first filing is of one subject.
                        let changes: [String: String?] =
                            turn == 0
                            ? [:]
                            : [
                                "investor_name": "第\(worker)之\(turn)号实业有限公司", "investor_uscc": nil,
                                "investor_uscc_reason": "无",
                                "investor_contact_phone": "1380000\(1000 + worker * 10 + turn)",
                                "products": "第\(worker)之\(turn)号产品",
                                "content": String(repeating: "第\(worker)之\(turn)号内容", count: 8),
                            ]
                        return try Support.file(register, counties[worker], "2026-03-11", changes)
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(lines.compactMap(\.seq).sorted() == Array(1...32))
        #expect(Set(lines.compactMap(\.no)).count == 32)
        let register = try Register.open(path: path, facts: Support.loaded())
        try register.verify()
        let list = try register.list(at: Support.caller("530000", "2026-03-11").at)
        #expect(list.filter(\.contested).count == 8)
        #expect(Set(list.filter(\.contested).flatMap { $0.conflicts.compactMap(\.conflict) }).count == 1)
    }

    @Test func readersDoNotWaitAndAWriterIsToldWhoHolds() throws {
        let path = path()
        let register = try Register.create(path: path, facts: Support.loaded())
        try Support.file(register)
        let intruder = try DatabaseQueue(path: path)
        try intruder.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            let start = ContinuousClock.now
            let reader = try Register.open(path: path, facts: Support.loaded())
            #expect(try reader.list(at: Support.caller("532822", "2026-03-11").at).count == 1)
            #expect(ContinuousClock.now - start < .seconds(2))
            let refused = Support.refusal { try Support.file(reader, "532801") }
            #expect(refused?.exitCode == 6)
            let own = ProcessInfo.processInfo.processIdentifier
            #expect(refused?.message.contains("登记簿正被占用（进程 \(own)）") == true, "\(refused?.message ?? "")")
            #expect(ContinuousClock.now - start < .seconds(9))
            try db.execute(sql: "ROLLBACK")
        }
        #expect(try Support.file(register, "532801").contested)
    }

    @Test func backupWhileWritingIsWhole() async throws {
        let path = path()
        let register = try Register.create(path: path, facts: Support.loaded())
        try Support.file(register)
        let copy = path + ".copy"
        async let writing: Void = {
            for turn in 0..<10 {
                try Support.file(
                    Register.open(path: path, facts: Support.loaded()), "532801", "2026-03-11",
                    [
                        "products": "第\(turn)号产品", "content": String(repeating: "第\(turn)号内容完全不同", count: 5),
                        "industry_code": "30\(11 + turn)",
                    ])
            }
        }()
        try register.backup(to: copy)
        try await writing
        try Register.open(path: copy, facts: Support.loaded()).verify()
        #expect(Support.refusal { try register.backup(to: copy) }?.kind == .cannotWrite)
    }
}
