import Foundation
import YinfengModel

@testable import YinfengText

/// What the tests of this room share.
enum Support {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The rows of a small CSV file without line breaks in cells.
    static func rows(_ path: String) throws -> [[String: String]] {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: true).map { cells(String($0)) }
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

    /// The catalogue's unit table.
    static func units(_ folder: TextFolder) throws -> UnitTable {
        let units = try rows("Catalogs/fields/field-keys/units.csv").map { row in
            Unit(
                id: UnitID(rawValue: row["id"] ?? ""),
                printed: (row["printed"] ?? "").split(separator: "|").map(String.init),
                prefixes: (row["prefixes"] ?? "").split(separator: "|").map(String.init),
                dimension: Dimension(rawValue: row["dimension"] ?? ""),
                canonical: UnitID(rawValue: row["canonical"] ?? ""),
                factor: Rational(Int128(row["numerator"] ?? "") ?? 0, Int128(row["denominator"] ?? "") ?? 0) ?? .zero)
        }
        return UnitTable(units: units, folder: folder)
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
