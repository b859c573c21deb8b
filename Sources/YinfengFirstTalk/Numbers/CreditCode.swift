/// 统一社会信用代码 (GB 32100-2015) with the organisation code inside it (GB 11714).
package enum CreditCode {
    /// Why a text is no credit code.
    package enum Fault: Error, Sendable, Equatable {
        /// Not 18 characters.
        case length(Int)
        /// A character at this position (from 1) that the standard does not use (I O S V Z, or no letter or digit).
        case symbol(position: Int)
        /// The check character of the organisation code, position 17, does not fit.
        case organisationCheck(expected: String)
        /// The check character at position 18 does not fit.
        case check(expected: String)

        /// What is wrong, in Chinese.
        package var chinese: String {
            switch self {
            case .length(let count): "应为18位，现为\(count)位"
            case .symbol(let position): "第\(position)位不是信用代码用字（不用 I、O、S、V、Z）"
            case .organisationCheck(let expected): "第17位（组织机构代码校验位）不符，按前面各位应为 \(expected)"
            case .check(let expected): "第18位校验码不符，按前17位应为 \(expected)"
            }
        }
    }

    private static let symbols = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    private static let organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

    /// The code in capitals without blanks; throws the first fault found. Length and symbols come before checks.
    package static func validated(_ text: String) throws(Fault) -> String {
        let bytes = Array(text.uppercased().filter { !$0.isWhitespace && $0 != "-" }.utf8)
        guard bytes.count == 18 else { throw .length(bytes.count) }
        var values: [Int] = []
        for (index, byte) in bytes.enumerated() {
            guard let value = symbols.firstIndex(of: byte) else { throw .symbol(position: index + 1) }
            values.append(value)
        }
        var sum = 0
        for index in 0..<17 { sum += values[index] * weights[index] }
        let expected = symbols[(31 - sum % 31) % 31]
        guard bytes[17] == expected else { throw .check(expected: symbol(expected)) }
        let organisation = organisationCheck(bytes[8..<16])
        guard bytes[16] == organisation else { throw .organisationCheck(expected: symbol(organisation)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the text is a valid code.
    package static func isValid(_ text: String) -> Bool { (try? validated(text)) != nil }

    /// The check character of the eight characters of an organisation code (letters A = 10 … Z = 35).
    static func organisationCheck(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        var sum = 0
        for (weight, byte) in zip(organisationWeights, bytes) {
            let value = byte <= 0x39 ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
            sum += weight * value
        }
        switch 11 - sum % 11 {
        case 10: return 0x58
        case 11: return 0x30
        case let rest: return UInt8(0x30 + rest)
        }
    }

    private static func symbol(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }
}
