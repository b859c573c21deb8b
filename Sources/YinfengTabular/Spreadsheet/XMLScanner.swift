import CXLSXReader
import Glibc

/// What a part of a spreadsheet does with its XML.
protocol XMLEvents: AnyObject {
    /// An element opens.
    func start(_ name: XMLName, _ attributes: XMLAttributes)
    /// An element closes.
    func end(_ name: XMLName)
    /// Characters stand between tags.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// The name of an element without its prefix, valid only while the event lasts.
struct XMLName {
    private let start: UnsafePointer<CChar>

    init(_ qualified: UnsafePointer<CChar>) {
        var start = qualified
        var place = qualified
        while place.pointee != 0 {
            if place.pointee == 0x3A { start = place + 1 }
            place += 1
        }
        self.start = start
    }

    /// Whether the name is this one.
    func `is`(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { bytes in
            for (index, byte) in bytes.enumerated() where UInt8(bitPattern: start[index]) != byte { return false }
            return start[bytes.count] == 0
        }
    }
}

/// The attributes of an element, valid only while the event lasts.
struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

    /// The value of an attribute by its name without prefix, or nil.
    func value(_ name: StaticString, isPrefixed: Bool = false) -> UnsafePointer<CChar>? {
        guard var place = list else { return nil }
        while let key = place[0], let value = place[1] {
            if XMLName(key).is(name), !isPrefixed || strchr(key, 0x3A) != nil { return value }
            place += 2
        }
        return nil
    }

    /// The value as text, or nil.
    func text(_ name: StaticString, isPrefixed: Bool = false) -> String? {
        value(name, isPrefixed: isPrefixed).map { String(cString: $0) }
    }

    /// The value as a whole number, or nil.
    func integer(_ name: StaticString) -> Int? { value(name).flatMap { Int(String(cString: $0)) } }

    /// Whether the attribute says yes.
    func flag(_ name: StaticString) -> Bool { text(name).map { $0 == "1" || $0 == "true" } ?? false }
}

/// Expat over chunks. A document type declaration stops it: no spreadsheet has one, and entities are how XML is abused.
final class XMLScanner {
    private let parser: XML_Parser
    private let events: any XMLEvents
    private(set) var hasDoctype = false

    init?(_ events: any XMLEvents) {
        guard let parser = XML_ParserCreate("UTF-8") else { return nil }
        self.parser = parser
        self.events = events
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in
                guard let context, let name else { return }
                XMLScanner.from(context).events.start(XMLName(name), XMLAttributes(attributes))
            },
            { context, name in
                guard let context, let name else { return }
                XMLScanner.from(context).events.end(XMLName(name))
            })
        XML_SetCharacterDataHandler(parser) { context, text, count in
            guard let context, let text else { return }
            text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                XMLScanner.from(context).events.text(UnsafeBufferPointer(start: $0, count: Int(count)))
            }
        }
        XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
            guard let context else { return }
            let scanner = XMLScanner.from(context)
            scanner.hasDoctype = true
            XML_StopParser(scanner.parser, 0)
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func from(_ context: UnsafeMutableRawPointer) -> XMLScanner {
        Unmanaged<XMLScanner>.fromOpaque(context).takeUnretainedValue()
    }

    /// Parses the next bytes; false when they are no well-formed XML or declare a document type.
    func feed(_ bytes: [UInt8], isLast: Bool) -> Bool {
        bytes.withUnsafeBytes { raw in
            XML_Parse(
                parser, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), isLast ? 1 : 0)
                == XML_STATUS_OK
        }
    }
}

extension ZipArchive {
    /// Runs a whole small part through a handler; does nothing when the part is absent. Throws `TabularError.damaged`.
    func scan(_ path: String, limit: Int, _ events: any XMLEvents) throws(TabularError) {
        guard let member = try member(path, limit: limit), let scanner = XMLScanner(events) else { return }
        while true {
            let bytes = try member.read()
            guard scanner.feed(bytes, isLast: bytes.isEmpty) else { throw damaged(path, scanner) }
            if bytes.isEmpty { return }
        }
    }

    /// The error of a part that is no proper XML.
    func damaged(_ path: String, _ scanner: XMLScanner) -> TabularError {
        .damaged(
            file: name, fact: scanner.hasDoctype ? "工作簿里的 \(path) 含有文档类型声明，已拒绝读取" : "工作簿里的 \(path) 不是完整的 XML",
            remedy: "在表格软件里打开后另存为 .xlsx，或改存“CSV UTF-8”")
    }
}
