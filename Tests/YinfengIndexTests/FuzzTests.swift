import Foundation
import Testing
import YinfengModel
import YinfengText

@testable import YinfengIndex

/// Hostile bytes: nothing traps, nothing reads outside its memory, damage is told. `Tools/coding/fuzz` runs these with
/// the address sanitizer and many more rounds (`YINFENG_FUZZ_ROUNDS`).
struct FuzzTests {
    private static let rounds = ProcessInfo.processInfo.environment["YINFENG_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 1

    /// Bytes that are mostly text: cut, doubled and flipped pieces of Chinese, marks, halves of characters.
    private static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
        let pieces = [
            "年产5万吨", "磷酸铁锂", "鋁合金", "ＰＶＣ", "e\u{301}\u{327}", "，", "👩‍🏭", "以铝锭为原料", "购置", "20台", "\u{0}", "\u{FEFF}",
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
        var generator = SeededGenerator(seed: 5)
        var workspace = CodingWorkspace()
        var buffer = LineBuffer(capacity: 64)
        var folded = FoldedText()
        for _ in 0..<400 * FuzzTests.rounds {
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

    /// A byte changed anywhere, with the digest put right: refused, or harmless.
    @Test func anyIndexIsOpenedOrRefused() throws {
        let good = try Support.bytes.get()
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<3 * FuzzTests.rounds {
            var bad = good
            for _ in 0..<Int.random(in: 1...40, using: &generator) {
                bad[Int.random(in: IndexFormat.headerSize..<bad.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            let digest = bad.withUnsafeBytes {
                IndexFormat.digest(UnsafeRawBufferPointer(rebasing: $0[IndexFormat.headerSize...]))
            }
            withUnsafeBytes(of: digest.littleEndian) { bad.replaceSubrange(24..<32, with: $0) }
            guard let coder = try? IndustryCoder(bytes: bad) else { continue }
            var workspace = CodingWorkspace()
            let result = coder.code(fields: [(.content, "年产5万吨磷酸铁锂正极材料，购置设备20台")], workspace: &workspace)
            #expect(result.candidates.count <= 10)
        }
    }
}
