import Testing

@testable import YinfengText

struct FoldingTests {
    let folder: TextFolder
    init() throws { folder = try TextFolder() }

    @Test(arguments: [
        ("ＬＥＤ燈具", "led灯具"), ("磷酸鐵鋰", "磷酸铁锂"), ("㎡", "m2"), ("OLED　顯示", "oled 显示"), ("ﾊﾞ", "バ"), ("e\u{301}", "é"),
        ("A\u{200B}B", "ab"), ("⼤", "大"), ("①建設", "1建设"), ("a\tb\nc", "a b c"), ("", ""), ("𠮷野", "𠮷野"), ("10㎞", "10km"),
    ])
    func oneShape(_ raw: String, _ expected: String) { #expect(folder.folded(raw) == expected) }

    @Test func offsetsLeadBackToTheOriginal() {
        let raw = "年產５㎡e\u{301}電池"
        let folded = folder.fold(raw)
        #expect(folded.text == "年产5m2é电池")
        let scalars = Array(raw.unicodeScalars)
        #expect(folded.original(3..<5) == 3..<4)  // m2 ← ㎡
        #expect(folded.original(5..<6) == 4..<6)  // é ← e + mark
        #expect(folded.original(6..<8) == 6..<8)
        #expect(folded.scalarCount == scalars.count)
    }

    /// Whatever stands in the text, the map stays inside it, never runs backwards, and folding again changes nothing.
    @Test func anyTextKeepsItsMap() {
        var generator = SeededGenerator(seed: 7)
        let pool: [UInt32] = [
            0x41, 0x20, 0x4E2D, 0x96FB, 0xFF11, 0x3000, 0x301, 0x200B, 0xFEFF, 0x1F600, 0xAC00, 0x1100, 0x1161, 0xFB01,
            0x3392,
            0x2F00, 0xD7A3, 0xE000, 0x10FFFF, 0x7F, 0x0, 0x338F, 0x327F, 0xFF9E, 0x30AB, 0x20BB7, 0x2014,
        ]
        for _ in 0..<2_000 {
            var raw = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let value =
                    Bool.random(using: &generator)
                    ? pool[Int.random(in: 0..<pool.count, using: &generator)]
                    : UInt32.random(in: 0...0x2FFFF, using: &generator)
                if let scalar = Unicode.Scalar(value) { raw.append(scalar) }
            }
            let folded = folder.fold(String(raw))
            #expect(folded.scalarCount == raw.count)
            #expect(folded.starts.count == folded.count && folded.ends.count == folded.count)
            var last: Int32 = 0
            for index in 0..<folded.count {
                #expect(folded.starts[index] >= last && folded.ends[index] > folded.starts[index])
                #expect(Int(folded.ends[index]) <= raw.count)
                last = folded.starts[index]
            }
        }
    }

    @Test func widthAndCaseDoNotMatter() {
        let plain = "年产5万吨PVC管材LED"
        let wide = String(
            String.UnicodeScalarView(
                plain.unicodeScalars.map {
                    $0.value > 0x20 && $0.value < 0x7F ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0
                }))
        #expect(folder.folded(plain) == folder.folded(wide))
        #expect(folder.folded(plain) == folder.folded(plain.lowercased()))
    }

    @Test func pinyin() throws {
        var transliterator = try Transliterator(.hanASCII)
        #expect(transliterator.transform("勐海县") == "meng hai xian")
        var simplified = try Transliterator(.traditionalSimplified)
        #expect(simplified.transform("電動車") == "电动车")
    }
}
