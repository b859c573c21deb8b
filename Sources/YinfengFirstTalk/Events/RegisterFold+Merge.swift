extension RegisterFold {
    /// What tells the filings of a register merged in from all others: the beginning of its identity.
    static func mark(_ identity: String) -> String { String(identity.prefix(12)) }

    /// The mark of the register that a filing was born in; nil for one of this register's own.
    static func mark(ofFiling id: String) -> String? {
        id.lastIndex(of: "@").map { String(id[id.index(after: $0)...]) }
    }

    /// Takes over what another register knows after so many of its events: its own filings and those it had merged in.
    mutating func absorb(_ other: RegisterFold, identity: String, events: Int) {
        for (id, tree) in other.leaving(identity) {
            let isStale = isStale(id, in: other)
            if let view = RegisterFold.view(of: filings[id], arriving: tree, isStale: isStale) { take(view, id) }
        }
        note(merged: RegisterFold.mark(identity), events)
        for (mark, events) in other.merged { note(merged: mark, events) }
    }

    /// The filings that leave a register for another, drafts left behind, in the order of their birth.
    ///
    /// One born here gets this register's mark; one that had come in keeps its own, so it is the same filing on whatever
    /// way it comes. Its open disputes are named with the mark of the register that decides them: elsewhere it is contested
    /// and its clock stands, but nobody else rules on them.
    func leaving(_ identity: String) -> [(id: String, tree: JSONTree)] {
        let suffix = "@" + RegisterFold.mark(identity)
        func marked(_ id: String) -> String { id.contains("@") ? id : id + suffix }
        return filings.filter { $0.value["state"]?.text != FilingState.draft.rawValue }
            .sorted { FilingOrder.precedes($0.key, $1.key) }
            .map { id, tree in
                var members = tree.members ?? [:]
                members["id"] = .string(marked(id))
                members["openConflicts"] = .array(RegisterFold.conflicts(tree).map { .string(marked($0)) })
                if var check = members["check"]?.members, case .array(let hits)? = check["hits"] {
                    check["hits"] = .array(
                        hits.map { hit in
                            var fields = hit.members ?? [:]
                            if let id = fields["filing"]?.text { fields["filing"] = .string(marked(id)) }
                            return .object(fields)
                        })
                    members["check"] = .object(check)
                }
                return (marked(id), .object(members))
            }
    }

    private static func conflicts(_ tree: JSONTree) -> [String] {
        if case .array(let items)? = tree["openConflicts"] { items.compactMap(\.text) } else { [] }
    }

    /// Whether another register has seen less of the filing's own register than this one.
    private func isStale(_ id: String, in other: RegisterFold) -> Bool {
        guard let mark = RegisterFold.mark(ofFiling: id) else { return false }
        return RegisterFold.isStale(mark, in: other, known: merged)
    }

    /// The same for a register's mark, where `known` says how many events of each are known.
    static func isStale(_ mark: String, in other: RegisterFold, known: [String: Int]) -> Bool {
        guard let theirs = other.merged[mark] else { return false }
        return theirs < known[mark] ?? 0
    }

    /// What is held of a filing once another register's view of it has come; nil when nothing changes.
    ///
    /// What has ended stays ended, whoever ended it; an older view of a filing brings nothing but its end; and the
    /// disputes and shares that this register decided stand.
    static func view(of known: JSONTree?, arriving: JSONTree, isStale: Bool) -> JSONTree? {
        guard let known else { return arriving }
        func hasEnded(_ tree: JSONTree) -> Bool {
            tree["state"]?.text.flatMap { FilingState(rawValue: $0) }?.isTerminal ?? false
        }
        guard !hasEnded(known), !isStale || hasEnded(arriving) else { return nil }
        var members = arriving.members ?? [:]
        let own = conflicts(known).filter { !$0.contains("@") }
        members["openConflicts"] = .array((own + conflicts(arriving)).map { .string($0) })
        if !own.isEmpty { members["stopped"] = known["stopped"] }
        members["sharedWith"] = known["sharedWith"]
        if case .int(let old)? = known["version"] { members["version"] = .int(old + 1) }
        return .object(members)
    }
}
