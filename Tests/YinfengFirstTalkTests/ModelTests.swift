import Foundation
import RegisterModel
import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// The register against the reference model of `Tools/first-talk/model`; `register-model` plays 100,000 moves.
@Suite struct ModelTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func registerAgreesWithTheModel(_ seed: UInt64) throws {
        var play = ModelPlay(try Support.register(), facts: try Support.loaded(), seed: seed)
        try play.run(moves: 250, comparingEvery: 4)
        #expect(play.differences.isEmpty, "\(play.differences)")
    }

    @Test func onDisk() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "yf-\(UUID().uuidString).db").path()
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let facts = try Support.loaded()
        var play = ModelPlay(try Register.create(path: path, facts: facts), facts: facts, seed: 9)
        try play.run(moves: 120)
        #expect(play.differences.isEmpty, "\(play.differences)")
        try Register.open(path: path, facts: facts).verify()
    }
}
