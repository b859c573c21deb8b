import Foundation
import Testing
import YinfengModel
import YinfengText

@testable import YinfengIndex

/// Hostile bytes: nothing traps, nothing reads outside its memory, damage is told. `Tools/coding/fuzz` runs these with
/// the address sanitizer for as long as one likes (`YINFENG_FUZZ_SECONDS`).
struct FuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["YINFENG_FUZZ_SECONDS"].flatMap { Double($0) } ?? 0

    /// Plays a round, and further ones with other seeds until the time is up.
    private static func rounds(from seed: UInt64, _ round: (inout SeededGenerator) throws -> Void) rethrows {
        let end = Date(timeIntervalSinceNow: seconds)
        var seed = seed
        repeat {
            var generator = SeededGenerator(seed: seed)
            try round(&generator)
            seed += 1_000
        } while Date() < end
    }

    /// Bytes that are mostly text: cut, doubled and flipped pieces of Chinese, marks, halves of characters.
    private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "年产5万吨", "磷酸铁锂", "鋁合金", "ＰＶＣ", "e\u{301}\u{327}", "，", "👩‍🏭", "以铝锭为原料", "购置", "传敢器", "磷酸铁里", "20台", "\u{0}",
            "\u{FEFF}",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            var piece = Array((pieces.randomElement(using: &generator) ?? "").utf8)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: piece.removeLast(Int.random(in: 0...min(2, piece.count), using: &generator))
            case 1:
                if let place = piece.indices.randomElement(using: &generator) {
                    piece[place] = UInt8.random(in: 0...255, using: &generator)
                }
            case 2: piece += piece
            default: break
            }
            bytes += piece
        }
        return bytes
    }

    @Test func anyBytesAreFoldedAndCoded() throws {
        let lines = CodingLines(try Support.coder.get())
        let folder = try TextFolder()
        var workspace = CodingWorkspace()
        var buffer = LineBuffer(capacity: 64)
        var folded = FoldedText()
        FuzzTests.rounds(from: 5) { generator in
            for _ in 0..<400 {
                let bytes = FuzzTests.bytes(&generator)
                bytes.withUnsafeBufferPointer { bytes in
                    folder.fold(bytes, into: &folded)
                    buffer.reset()
                    lines.write(id: bytes, content: bytes, top: 10, workspace: &workspace, to: &buffer)
                }
                #expect(folded.units.count == folded.starts.count && folded.units.count == folded.ends.count)
                #expect(folded.ends.allSatisfy { $0 <= folded.scalarCount })
                let written = buffer.bytes
                #expect(written.last == 0x0A && written.count { $0 == 0x0A } == 1)
            }
        }
    }

    /// A byte changed anywhere, with the digest put right: refused, or harmless.
    @Test func anyIndexIsOpenedOrRefused() throws {
        let good = try Support.bytes.get()
        FuzzTests.rounds(from: 23) { generator in
            for _ in 0..<3 { FuzzTests.open(good, damagedBy: &generator) }
        }
    }

    private static func open(_ good: [UInt8], damagedBy generator: inout SeededGenerator) {
        var bad = good
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            bad[Int.random(in: IndexFormat.headerSize..<bad.count, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        let digest = bad.withUnsafeBytes {
            IndexFormat.digest(UnsafeRawBufferPointer(rebasing: $0[IndexFormat.headerSize...]))
        }
        withUnsafeBytes(of: digest.littleEndian) { bad.replaceSubrange(24..<32, with: $0) }
        guard let coder = try? IndustryCoder(bytes: bad) else { return }
        var workspace = CodingWorkspace()
        let result = coder.code(fields: [(.content, "年产5万吨磷酸铁里正极材料，购置设备20台，工业机器器人")], workspace: &workspace)
        #expect(result.candidates.count <= 10)
    }
}
