import Testing

@testable import YinfengText

struct EncodingTests {
    /// 招商 in GB18030, then a four-byte character (㐀) of the same set.
    static let bytes: [UInt8] = [0xD5, 0xD0, 0xC9, 0xCC, 0x0A, 0x81, 0x39, 0xEE, 0x39]

    @Test(arguments: [1, 2, 3, 4, 9])
    func gb18030InChunks(_ size: Int) throws {
        var converter = try TextConverter(from: "gb18030")
        var target: [UInt8] = []
        var start = 0
        while start < Self.bytes.count {
            let end = min(start + size, Self.bytes.count)
            try converter.convert(Self.bytes[start..<end], isLast: end == Self.bytes.count, into: &target)
            start = end
        }
        #expect(String(decoding: target, as: UTF8.self) == "招商\n㐀")
    }

    @Test(arguments: [
        ("UTF-16LE", [UInt8]([0x3D, 0xD8, 0xA1, 0xDC, 0x2D, 0x4E])),
        ("UTF-16BE", [0xD8, 0x3D, 0xDC, 0xA1, 0x4E, 0x2D]),
    ])
    func surrogatesAcrossChunks(_ encoding: String, _ bytes: [UInt8]) throws {
        var converter = try TextConverter(from: encoding)
        var target: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            try converter.convert([byte], isLast: index == bytes.count - 1, into: &target)
        }
        #expect(String(decoding: target, as: UTF8.self) == "💡中")
    }

    @Test func badBytesSayWhere() throws {
        var converter = try TextConverter(from: "gb18030")
        var target: [UInt8] = []
        try converter.convert([0x61, 0xD5, 0xD0], isLast: false, into: &target)
        let fault = #expect(throws: TextConverter.BadBytes.self) {
            try converter.convert([0x62, 0xFF, 0x63], isLast: true, into: &target)
        }
        #expect(fault?.offset == 4)
        #expect(String(decoding: target, as: UTF8.self) == "a招b")
        #expect(throws: TextError.unknownEncoding(name: "klingon")) { _ = try TextConverter(from: "klingon").self }
    }

    @Test func truncatedEndIsBad() throws {
        var converter = try TextConverter(from: "gb18030")
        var target: [UInt8] = []
        #expect(throws: TextConverter.BadBytes.self) {
            try converter.convert([0x61, 0xD5], isLast: true, into: &target)
        }
    }
}
