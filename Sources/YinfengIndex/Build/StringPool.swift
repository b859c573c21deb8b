/// Strings laid end to end, each once, numbered in the order of their first use.
struct StringPool {
    private var numbers: [String: UInt32] = [:]
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt32] = []

    /// The number of a string.
    mutating func number(_ text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(ends.count)
        numbers[text] = number
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt32(bytes.count))
        return number
    }
}
