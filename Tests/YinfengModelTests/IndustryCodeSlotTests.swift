import Testing
import YinfengModel

@Suite struct IndustryCodeSlotTests {
    @Test func `every code that can be written has a slot of its own`() {
        var seen = Set<Int>()
        var texts = (0..<20).compactMap { Unicode.Scalar(0x41 + $0).map { String(Character($0)) } }
        for (digits, count) in [(2, 100), (3, 1_000), (4, 10_000)] {
            texts += (0..<count).map { number in
                let text = String(number)
                return String(repeating: "0", count: digits - text.count) + text
            }
        }
        for text in texts {
            guard let code = IndustryCode(text) else {
                Issue.record("\(text)")
                continue
            }
            #expect(IndustryCode.slotCount > code.slot && code.slot >= 0, "\(text)")
            #expect(seen.insert(code.slot).inserted, "\(text)")
        }
    }

    /// An index file may hold any bytes: they must not lead out of a table.
    @Test(arguments: [0, .max, 0x4100_0000, 0xFF00_FF00, 0x3031_0032])
    func `bytes that spell no code stay within the slots`(packed: UInt32) {
        #expect((0..<IndustryCode.slotCount).contains(IndustryCode(packed: packed).slot))
    }
}
