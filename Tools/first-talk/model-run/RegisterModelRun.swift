import Foundation
import RegisterModel
import YinfengCatalog
import YinfengFirstTalk

/// A long play of the reference model, many lives of a few hundred moves each: in memory, then a fiftieth on a disk.
///
///     YINFENG_BENCHMARKS=1 swift run -c release register-model Catalogs 100000 [SEED]
///
/// Says how many moves agreed; exits 1 with the seed and step of every difference.
@main
enum RegisterModelRun {
    static let life = 250
    static let shareOnDisk = 50

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let moves = Int(arguments[2]) else {
            FileHandle.standardError.write(Data("usage: register-model CATALOGS MOVES [SEED]\n".utf8))
            exit(64)
        }
        let facts = try FirstTalkFacts.load(CatalogStore(folders: [arguments[1]]))
        let first = arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1
        let inMemory = try play(moves, from: first, facts) { try Register.inMemory(facts: facts) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "register-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var files = 0
        let onDisk = try play(moves / shareOnDisk, from: first + 1_000_000, facts) {
            files += 1
            return try Register.create(path: folder.appending(path: "\(files).db").path(), facts: facts)
        }
        guard inMemory, onDisk else { exit(1) }
        print("\(moves) moves in memory, \(moves / shareOnDisk) on disk: register and model agree")
    }

    /// Lives until so many moves are played; whether all agreed.
    private static func play(
        _ moves: Int, from seed: UInt64, _ facts: FirstTalkFacts, _ make: () throws -> Register
    ) throws -> Bool {
        var agrees = true
        for number in 0..<(moves + life - 1) / life {
            var play = ModelPlay(try make(), facts: facts, seed: seed + UInt64(number))
            try play.run(moves: min(life, moves - number * life))
            for difference in play.differences { print("seed \(seed + UInt64(number)): \(difference)") }
            agrees = agrees && play.differences.isEmpty
        }
        return agrees
    }
}
