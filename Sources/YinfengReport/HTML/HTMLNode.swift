/// A piece of a page. Text and attribute values are escaped when the page is rendered, so nothing that a cell holds
/// can become markup.
package indirect enum HTMLNode: Sendable {
    /// Words.
    case text(String)
    /// An element with its attributes in order and its children.
    case element(String, [(name: String, value: String)], [HTMLNode])
    /// Nodes one after the other.
    case fragment([HTMLNode])

    /// An element of a class.
    package static func tag(_ name: String, class style: String? = nil, _ children: [HTMLNode]) -> HTMLNode {
        .element(name, style.map { [(name: "class", value: $0)] } ?? [], children)
    }

    /// An element that holds only words.
    package static func tag(_ name: String, class style: String? = nil, _ text: String) -> HTMLNode {
        tag(name, class: style, [.text(text)])
    }

    /// A table with a heading row; cells are nodes.
    package static func table(headings: [String], rows: [[HTMLNode]]) -> HTMLNode {
        .tag(
            "table",
            [
                .tag("thead", [.tag("tr", headings.map { .tag("th", $0) })]),
                .tag("tbody", rows.map { .tag("tr", $0.map { .tag("td", [$0]) }) }),
            ])
    }

    /// A two-column form: label and value.
    package static func form(_ lines: [(label: String, value: String)]) -> HTMLNode {
        .tag(
            "table", class: "form",
            lines.map { .tag("tr", [.tag("th", $0.label), .tag("td", $0.value)]) })
    }

    private static let void: Set<String> = ["br", "hr", "meta", "img", "col"]

    func render(into bytes: inout [UInt8]) {
        switch self {
        case .text(let text): HTMLText.escape(text, into: &bytes)
        case .element(let name, let attributes, let children):
            HTMLNode.open(name, attributes, into: &bytes)
            guard !HTMLNode.void.contains(name) else { return }
            for child in children { child.render(into: &bytes) }
            HTMLNode.close(name, into: &bytes)
        case .fragment(let nodes):
            for node in nodes { node.render(into: &bytes) }
        }
    }

    static func open(_ name: String, _ attributes: [(name: String, value: String)] = [], into bytes: inout [UInt8]) {
        bytes.append(0x3C)
        bytes.append(contentsOf: name.utf8)
        for attribute in attributes {
            bytes.append(0x20)
            bytes.append(contentsOf: attribute.name.utf8)
            bytes.append(contentsOf: "=\"".utf8)
            HTMLText.escape(attribute.value, into: &bytes)
            bytes.append(0x22)
        }
        bytes.append(0x3E)
    }

    static func close(_ name: String, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: "</".utf8)
        bytes.append(contentsOf: name.utf8)
        bytes.append(0x3E)
    }
}

/// Escaping of text for HTML.
package enum HTMLText {
    /// The text with `& < > " '` escaped; control characters other than tab and line feed, and marks that turn the
    /// direction of what follows, are dropped.
    package static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        escape(text, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text without letters that hide or reorder others: controls other than tab and line feed, embeddings,
    /// overrides and isolates of the writing direction. The text itself when it has none. O(n).
    package static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHidden($0) }))
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF: true
        default: false
        }
    }

    static func escape(_ text: String, into bytes: inout [UInt8]) {
        for byte in visible(text).utf8 {
            switch byte {
            case 0x26: bytes.append(contentsOf: "&amp;".utf8)
            case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
            case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
            case 0x22: bytes.append(contentsOf: "&quot;".utf8)
            case 0x27: bytes.append(contentsOf: "&#39;".utf8)
            case 0x09, 0x0A: bytes.append(byte)
            case 0..<0x20, 0x7F: break
            default: bytes.append(byte)
            }
        }
    }
}
