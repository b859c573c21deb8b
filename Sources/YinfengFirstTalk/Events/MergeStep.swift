/// What a `merged-in` event says: which chain was taken in up to where, and the heads of those that it brought along.
struct MergeStep {
    /// The end of a chain as it was when it came.
    struct Origin: Equatable {
        let identity: String
        let last: Int
        let head: String
    }

    let identity: String
    let first: Int
    let last: Int
    let head: String
    let origins: [Origin]

    var origin: Origin { Origin(identity: identity, last: last, head: head) }

    init(identity: String, first: Int, last: Int, head: String, origins: [Origin]) {
        self.identity = identity
        self.first = first
        self.last = last
        self.head = head
        self.origins = origins.sorted { $0.identity < $1.identity }
    }

    /// Reads the facts of an event; nil when something is missing.
    init?(_ facts: JSONTree) {
        guard let identity = facts["identity"]?.text, case .int(let last)? = facts["to"],
            let head = facts["head"]?.text
        else { return nil }
        let first = if case .int(let value)? = facts["from"] { value } else { 1 }
        var origins: [Origin] = []
        if case .array(let items)? = facts["origins"] {
            for item in items {
                guard let identity = item["identity"]?.text, case .int(let last)? = item["to"],
                    let head = item["head"]?.text
                else { return nil }
                origins.append(Origin(identity: identity, last: last, head: head))
            }
        }
        self.init(identity: identity, first: first, last: last, head: head, origins: origins)
    }

    /// The facts of the event.
    var facts: [String: JSONTree] {
        var result: [String: JSONTree] = [
            "identity": .string(identity), "from": .int(first), "to": .int(last), "head": .string(head),
        ]
        guard !origins.isEmpty else { return result }
        result["origins"] = .array(
            origins.map {
                .object(["identity": .string($0.identity), "to": .int($0.last), "head": .string($0.head)])
            })
        return result
    }
}
