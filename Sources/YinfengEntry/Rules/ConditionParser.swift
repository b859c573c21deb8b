import YinfengModel

/// Reads the `when`, `test` and `breach` cells of a rule file.
struct ConditionParser {
    let quantities: QuantityDirectory

    /// The condition of a cell; nil for an empty one. Throws `RuleFault` naming the part that is not understood.
    func parse(_ cell: String) throws(RuleFault) -> Condition? {
        let text = cell.filter { $0 != " " && $0 != "\u{3000}" }
        guard !text.isEmpty else { return nil }
        var alternatives: [Condition] = []
        for alternative in text.split(separator: "|") {
            var parts: [Condition] = []
            for term in alternative.split(separator: ";") { parts.append(try parseTerm(String(term))) }
            guard let first = parts.first else { throw .badCondition(text) }
            alternatives.append(parts.count == 1 ? first : .all(parts))
        }
        guard let first = alternatives.first else { throw .badCondition(text) }
        return alternatives.count == 1 ? first : .any(alternatives)
    }

    private func parseTerm(_ term: String) throws(RuleFault) -> Condition {
        if term.hasPrefix("!") {
            return .absent(try key(String(term.dropFirst())))
        }
        let name = String(term.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        let rest = String(term.dropFirst(name.count))
        let key = try key(name)
        if rest.isEmpty { return .present(key) }
        if rest.hasPrefix("!~") { return .lacks(key, words(rest.dropFirst(2))) }
        if rest.hasPrefix("~") { return .contains(key, words(rest.dropFirst())) }
        let sign = String(rest.prefix { "<>=≤≥".contains($0) })
        guard let op = LineOperator(sign) else { throw .badCondition(term) }
        let amount = String(rest.dropFirst(sign.count))
        let line = try quantities.amount(amount, of: key)
        return .compare(key, LineTest(op: op, value: line))
    }

    private func words(_ text: Substring) -> [String] { text.split(separator: "/").map(String.init) }

    private func key(_ name: String) throws(RuleFault) -> FieldKey {
        guard let key = quantities.key(named: name) else { throw .unknownField(name) }
        return key
    }
}
