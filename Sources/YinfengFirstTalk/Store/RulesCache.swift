import Synchronization

/// Parameters already read, by their text: a register reads the same few versions in every transaction.
final class RulesCache: Sendable {
    private let known = Mutex<[String: RuleSet]>([:])

    /// The parameters of a text, read once.
    func rules(_ body: String, read: () throws -> RuleSet) rethrows -> RuleSet {
        if let rules = known.withLock({ $0[body] }) { return rules }
        let rules = try read()
        known.withLock { $0[body] = rules }
        return rules
    }
}
