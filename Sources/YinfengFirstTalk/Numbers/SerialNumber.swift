/// A number of the register: `FT-2026-532822-000123-H`, printed `滇招首谈〔2026〕532822-000123号`.
package struct SerialNumber: Sendable, Hashable {
    /// What is numbered.
    package enum Kind: String, Sendable, CaseIterable {
        /// 首谈备案.
        case filing = "FT"
        /// 冲突.
        case conflict = "CF"
        /// 裁定.
        case ruling = "RL"
        /// 协作.
        case collaboration = "CO"
        /// 提级.
        case escalation = "UP"

        /// The word between 滇招 and the year.
        var word: String {
            switch self {
            case .filing: "首谈"
            case .conflict: "争议"
            case .ruling: "裁定"
            case .collaboration: "协作"
            case .escalation: "提级"
            }
        }
    }

    /// Why a text is no number.
    package enum Fault: Error, Sendable, Equatable {
        /// Not the form of a number.
        case malformed
        /// The check character does not fit: a mistyped number.
        case wrongCheck(expected: String)
    }

    /// What is numbered.
    package let kind: Kind
    /// The year of the number.
    package let year: Int
    /// The authority, `532822` or `532823-01`.
    package let authority: String
    /// The serial of that authority and year, from 1.
    package let serial: Int

    /// A number from its parts.
    package init(kind: Kind, year: Int, authority: String, serial: Int) {
        self.kind = kind
        self.year = year
        self.authority = authority
        self.serial = serial
    }

    private var padded: String {
        let text = String(serial)
        return String(repeating: "0", count: max(0, 6 - text.count)) + text
    }

    /// The letters and digits that the check character covers.
    private var body: String { kind.rawValue + String(year) + authority.filter { $0 != "-" } + padded }

    /// The check character.
    package var check: String { Mod37.check(body).map { String($0) } ?? "" }

    /// `FT-2026-532822-000123-H`, the form of files and scripts.
    package var machine: String { "\(kind.rawValue)-\(year)-\(authority)-\(padded)-\(check)" }

    /// `滇招首谈〔2026〕532822-000123号`, the form on paper; `province` is the short name of the province.
    package func printed(province: String = "滇") -> String {
        "\(province)招\(kind.word)〔\(year)〕\(authority)-\(padded)号"
    }

    /// Reads the machine form (with or without hyphens or check character left out) or the printed form.
    ///
    /// Throws `Fault.wrongCheck` when the check character contradicts the rest.
    package init(_ text: String) throws(Fault) {
        let compact = text.filter { !$0.isWhitespace }
        if compact.contains("〔") || compact.contains("[") {
            self = try SerialNumber.readPrinted(compact)
            return
        }
        var parts = compact.uppercased().split(separator: "-", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count >= 4, let kind = Kind(rawValue: parts.removeFirst()), parts[0].count == 4,
            let year = Int(parts.removeFirst()), parts[0].count == 6, let region = Int(parts[0])
        else { throw .malformed }
        var authority = String(region)
        parts.removeFirst()
        if let first = parts.first, first.count == 2, first.allSatisfy({ $0.isNumber }) {
            authority += "-" + first
            parts.removeFirst()
        }
        guard let digits = parts.first, digits.count >= 6, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let serial = Int(digits), serial > 0, parts.count <= 2
        else { throw .malformed }
        self.init(kind: kind, year: year, authority: authority, serial: serial)
        guard parts.count == 2, parts[1] == check else {
            throw parts.count == 2 ? .wrongCheck(expected: check) : .malformed
        }
    }

    private static func readPrinted(_ text: String) throws(Fault) -> SerialNumber {
        guard let open = text.firstIndex(where: { $0 == "〔" || $0 == "[" }),
            let close = text.firstIndex(where: { $0 == "〕" || $0 == "]" }), open < close,
            let year = Int(text[text.index(after: open)..<close]),
            let kind = Kind.allCases.first(where: { text[..<open].contains($0.word) })
        else { throw .malformed }
        var rest = text[text.index(after: close)...]
        if rest.last == "号" { rest = rest.dropLast() }
        guard let hyphen = rest.lastIndex(of: "-"), let serial = Int(rest[rest.index(after: hyphen)...]), serial > 0
        else { throw .malformed }
        let authority = String(rest[..<hyphen])
        guard authority.filter({ $0 != "-" }).allSatisfy({ $0.isASCII && $0.isNumber }), authority.count >= 6 else {
            throw .malformed
        }
        return SerialNumber(kind: kind, year: year, authority: authority, serial: serial)
    }
}
