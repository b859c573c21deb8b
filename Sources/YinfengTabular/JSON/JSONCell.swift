import FoundationEssentials

/// A value of a JSON row. Numbers keep their exact decimal text.
enum JSONCell: Sendable, Equatable, Decodable {
    case null
    case flag(Bool)
    case number(String)
    case text(String)
    case list([JSONCell])
    case object([String: JSONCell])

    init(from decoder: any Decoder) throws {
        // Keyed and unkeyed containers are asked for last: strings and numbers are by far the commonest.
        if let single = try? decoder.singleValueContainer() {
            if single.decodeNil() {
                self = .null
                return
            }
            if let text = try? single.decode(String.self) {
                self = .text(text)
                return
            }
            if let number = try? single.decode(Decimal.self) {
                self = .number(number.description)
                return
            }
            if let flag = try? single.decode(Bool.self) {
                self = .flag(flag)
                return
            }
        }
        if var list = try? decoder.unkeyedContainer() {
            var cells: [JSONCell] = []
            while !list.isAtEnd { cells.append(try list.decode(JSONCell.self)) }
            self = .list(cells)
            return
        }
        self = .object(try JSONRow(from: decoder).cells)
    }

    /// The value as a cell of a table would hold it.
    var text: String {
        switch self {
        case .null: ""
        case .flag(let flag): flag ? "是" : "否"
        case .number(let number): number
        case .text(let text): text
        case .list(let cells): cells.map(\.text).joined(separator: "；")
        case .object(let object):
            object.sorted { $0.key < $1.key }.map { $0.key + "：" + $0.value.text }.joined(separator: "，")
        }
    }
}

/// A JSON object as a row.
struct JSONRow: Sendable, Decodable {
    let cells: [String: JSONCell]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        var cells: [String: JSONCell] = [:]
        for key in container.allKeys { cells[key.stringValue] = try container.decode(JSONCell.self, forKey: key) }
        self.cells = cells
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
