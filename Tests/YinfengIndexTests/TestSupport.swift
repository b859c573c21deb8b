import Foundation
import YinfengCatalog
import YinfengModel

@testable import YinfengIndex

/// What the tests of this room share: the repository's catalogues and one index built from them.
enum Support {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let store = Result { try CatalogStore(folders: [root.appending(path: "Catalogs").path()]) }
    static let bytes = Result { try IndexBuilder.build(from: store.get()) }
    static let coder = Result { try IndustryCoder(bytes: bytes.get()) }

    /// The rows of a CSV file without line breaks in cells.
    static func rows(_ path: String) throws -> [[String: String]] {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        var lines = text.split(separator: "\n").map { cells(String($0)) }
        let head = lines.removeFirst()
        return lines.map { Dictionary(uniqueKeysWithValues: zip(head, $0)) }
    }

    private static func cells(_ line: String) -> [String] {
        var result = [""]
        var quoted = false
        for character in line {
            if character == "\"" {
                quoted.toggle()
            } else if character == ",", !quoted {
                result.append("")
            } else {
                result[result.count - 1].append(character)
            }
        }
        return result
    }

    /// The labelled lead texts of a split.
    static func leads(_ split: String) throws -> [GoldCase] {
        try rows("Tests/Cases/coding/lead-texts.csv").filter { $0["split"] == split }.enumerated().map { index, row in
            GoldCase(
                id: "\(index + 1)", fields: [(.content, row["text"] ?? "")],
                accepted: GoldCase.codes(row["accepted"] ?? "") ?? [])
        }
    }

    /// A temporary folder of one test.
    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "yinfeng-index-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// A small seeded generator, so that property tests repeat themselves exactly.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
