import YinfengModel
import YinfengTabular
import YinfengText

/// Pairs the rows of two editions of one list and says what changed between them.
struct ListComparison {
    /// One changed field.
    struct Change {
        let key: FieldKey
        let from: FieldValue?
        let to: FieldValue?
    }

    /// What became of one lead.
    enum Outcome {
        case new(Lead)
        case dropped(Lead)
        case changed(Lead, Lead, [Change])
        case same(Lead)
    }

    private let catalog: FieldCatalog
    private let investor: (String) -> String
    /// Bookkeeping of the list itself, not facts about the project.
    private static let ignored: Set<FieldKey> = ["row_no", "updated_at", "entry_date", "clerk", "synthetic"]

    init(catalog: FieldCatalog, investor: @escaping (String) -> String) {
        self.catalog = catalog
        self.investor = investor
    }

    /// The outcomes in the order of the new list, then what was dropped in the order of the old one. Rows are paired by
    /// project number, then by investor and project, then by project, last by an investor who stands once in both.
    /// O(rows).
    func compare(_ old: [Lead], _ new: [Lead]) -> [Outcome] {
        var partner = [Int?](repeating: nil, count: new.count)
        var isTaken = [Bool](repeating: false, count: old.count)
        for pass in 0..<4 {
            var waiting: [String: [Int]] = [:]
            for index in old.indices where !isTaken[index] {
                if let key = identity(old[index], pass) { waiting[key, default: []].append(index) }
            }
            var counts: [String: Int] = [:]
            if pass == 3 {
                for index in new.indices where partner[index] == nil {
                    if let key = identity(new[index], pass) { counts[key, default: 0] += 1 }
                }
            }
            for index in new.indices where partner[index] == nil {
                guard let key = identity(new[index], pass), let list = waiting[key], let first = list.first else {
                    continue
                }
                // An investor alone says who, not what: only where there is no choice.
                if pass == 3, list.count > 1 || counts[key] != 1 { continue }
                partner[index] = first
                isTaken[first] = true
                waiting[key] = Array(list.dropFirst())
            }
        }
        var outcomes: [Outcome] = new.indices.map { index in
            guard let place = partner[index] else { return .new(new[index]) }
            let changes = self.changes(old[place], new[index])
            return changes.isEmpty ? .same(new[index]) : .changed(old[place], new[index], changes)
        }
        for index in old.indices where !isTaken[index] { outcomes.append(.dropped(old[index])) }
        return outcomes
    }

    private func identity(_ lead: Lead, _ pass: Int) -> String? {
        func words(_ key: FieldKey) -> String? {
            let text = lead.text(key).map { catalog.folder.folded($0).filter { $0.isLetter || $0.isNumber } }
            return text.flatMap { $0.isEmpty ? nil : $0 }
        }
        let who = lead.text(.investorName).map(investor)
        switch pass {
        case 0: return words(.projectID)
        case 1:
            guard let who, let what = words(.projectName) ?? words(.content) else { return nil }
            return who + "\n" + what
        case 2: return words(.projectName) ?? words(.content)
        default: return who
        }
    }

    private func changes(_ old: Lead, _ new: Lead) -> [Change] {
        Set(old.fields.keys).union(new.fields.keys).subtracting(ListComparison.ignored).sorted()
            .compactMap { key in
                let (from, to) = (old.fields[key], new.fields[key])
                return isSame(from, to) ? nil : Change(key: key, from: from, to: to)
            }
    }

    /// 3亿元 is 30000万元, and a blank is the same as 待定.
    private func isSame(_ a: FieldValue?, _ b: FieldValue?) -> Bool {
        let (left, right) = (a?.content ?? .missing, b?.content ?? .missing)
        if case .text(let x) = left, case .text(let y) = right {
            return catalog.folder.folded(x).filter { !$0.isWhitespace }
                == catalog.folder.folded(y).filter { !$0.isWhitespace }
        }
        return left == right
    }
}
