/// What a `merged-in` event says: which chain was taken in up to where, and the heads of those that it brought along.
struct MergeStep {
    /// The end of a chain as it was when it came.
    struct Origin: Equatable {
        let identity: String
        let last: Int
        let head: String

        init(identity: String, last: Int, head: String) {
            self.identity = identity
            self.last = last
            self.head = head
        }

        /// Reads the members; nil when one is missing.
        init?(_ members: JSONTree) {
            guard let identity = members["identity"]?.text, case .int(let last)? = members["to"],
                let head = members["head"]?.text
            else { return nil }
            self.init(identity: identity, last: last, head: head)
        }

        /// The members.
        var members: [String: JSONTree] {
            ["identity": .string(identity), "to": .int(last), "head": .string(head)]
        }
    }

    /// The chain itself.
    let origin: Origin
    /// Its first event that is new.
    let first: Int
    /// The chains that it had merged in.
    let origins: [Origin]

    init(_ origin: Origin, from first: Int, with origins: [Origin]) {
        self.origin = origin
        self.first = first
        self.origins = origins.sorted { $0.identity < $1.identity }
    }

    /// Reads the facts of an event; nil when something is missing.
    init?(_ facts: JSONTree) {
        guard let origin = Origin(facts) else { return nil }
        let first = if case .int(let value)? = facts["from"] { value } else { 1 }
        var origins: [Origin] = []
        if case .array(let items)? = facts["origins"] {
            for item in items {
                guard let origin = Origin(item) else { return nil }
                origins.append(origin)
            }
        }
        self.init(origin, from: first, with: origins)
    }

    /// The facts of the event.
    var facts: [String: JSONTree] {
        var result = origin.members
        result["from"] = .int(first)
        if !origins.isEmpty { result["origins"] = .array(origins.map { .object($0.members) }) }
        return result
    }
}
