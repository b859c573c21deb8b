import Testing
import YinfengModel
import YinfengTabular

@Suite("Encodings of text files")
struct EncodingTests {
    /// `项目名称,项目内容` / `茶厂,普洱茶` in GB18030.
    private let gb: [UInt8] =
        [
            0xCF, 0xEE, 0xC4, 0xBF, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCF, 0xEE, 0xC4, 0xBF, 0xC4, 0xDA, 0xC8, 0xDD, 0x0D,
            0x0A,
        ]
        + [0xB2, 0xE8, 0xB3, 0xA7, 0x2C, 0xC6, 0xD5, 0xB6, 0xFD, 0xB2, 0xE8, 0x0D, 0x0A]
    private let text = "项目名称,项目内容\r\n茶厂,普洱茶\r\n"

    private func check(_ bytes: [UInt8], _ encoding: String) throws {
        for chunk in [1, 3, 4096] {
            let reader = try Support.reader(bytes, chunk: chunk)
            let rows = try reader.rest()
            #expect(rows.map { $0.lead?.text(.content) } == ["普洱茶"])
            #expect(reader.inspection.storage.contains(encoding))
        }
    }

    @Test func readsGB18030() throws { try check(gb, "GB18030") }
    @Test func readsUTF8() throws { try check(Array(text.utf8), "UTF-8") }
    @Test func readsUTF8WithMark() throws { try check([0xEF, 0xBB, 0xBF] + Array(text.utf8), "BOM") }

    @Test(arguments: [true, false])
    func readsUTF16(hasMark: Bool) throws {
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        try check((hasMark ? [0xFF, 0xFE] : []) + little, "UTF-16LE")
        try check((hasMark ? [0xFE, 0xFF] : []) + big, "UTF-16BE")
    }

    @Test("A long ASCII start does not decide the encoding")
    func decidesLate() throws {
        var bytes = Array("id,text\n".utf8)
        for index in 0..<9_000 { bytes += Array("p\(index),plain\n".utf8) }
        bytes += Array("last,".utf8) + [0xC6, 0xD5, 0xB6, 0xFD, 0xB2, 0xE8, 0x0A]
        let rows = try Support.reader(bytes).rest()
        #expect(rows.last?.lead?.text(.content) == "普洱茶")
        #expect(rows.count == 9_001)
    }

    @Test("Neither UTF-8 nor GB18030: the byte offset is told")
    func refusesDamagedBytes() throws {
        let cut = Array(gb.dropLast(3))
        let error = #expect(throws: TabularError.self) { try Support.reader(cut).rest() }
        #expect(error?.status == 65)
        #expect(error?.explanation.sentence.contains("字节 28") == true, "\(error?.explanation.sentence ?? "")")
        var damaged = Array((text + String(repeating: "甲乙丙丁,茶叶种植\n", count: 20)).utf8)
        let place = damaged.count - 30
        damaged[place] = 0xFF
        let other = #expect(throws: TabularError.self) { try Support.reader(damaged).rest() }
        #expect(other?.explanation.sentence.contains("字节 ") == true)
    }

    @Test("Spreadsheets in disguise, archives and empty files are named")
    func refusesOtherKinds() throws {
        #expect(throws: TabularError.empty(file: "台账.csv")) { try Support.reader([]).rest() }
        let old = #expect(throws: TabularError.self) { try Support.reader([0xD0, 0xCF, 0x11, 0xE0] + gb).rest() }
        #expect(old?.explanation.sentence.contains(".xls") == true)
    }

    @Test(arguments: ["\t", ";", ","])
    func findsTheDelimiter(delimiter: String) throws {
        let rows = try Support.rows(text.replacing(",", with: delimiter))
        #expect(rows.map { $0.lead?.text(.content) } == ["普洱茶"])
    }
}
