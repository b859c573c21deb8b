package import YinfengModel

/// A classified list of duties (环评分类管理名录, 排污许可名录): which paper a project needs, by industry and condition.
package struct DutyList: Sendable {
    /// One numbered category with its levels, highest first.
    package struct Category: Sendable {
        /// The category's number and name as printed.
        package let label: String
        /// The industries that it names, each with all below.
        package let industries: [IndustryCode]
        /// The levels that apply, highest first.
        package let levels: [Level]
    }

    /// One level of a category.
    package struct Level: Sendable {
        /// The paper (报告书) or the kind of management (重点管理).
        package let name: String
        /// 3 = highest.
        package let rank: Int
        /// The condition as printed; empty = always.
        package let text: String
        /// The condition cut into alternatives.
        package let parts: [DutyCondition]
    }

    /// The categories in the list's order.
    package let categories: [Category]
    /// The categories of a division: a lead looks at a few of hundreds.
    private let byDivision: [IndustryCode: [Int]]

    /// Builds the list from rows of (label, industries, name, rank, condition), rows of a category together.
    package init(rows: [(label: String, industries: [IndustryCode], name: String, rank: Int, text: String)]) {
        var categories: [Category] = []
        var index = 0
        while index < rows.count {
            let label = rows[index].label
            var levels: [Level] = []
            let industries = rows[index].industries
            while index < rows.count, rows[index].label == label, rows[index].industries == industries {
                let row = rows[index]
                levels.append(
                    Level(name: row.name, rank: row.rank, text: row.text, parts: DutyCondition.parts(of: row.text)))
                index += 1
            }
            categories.append(
                Category(label: label, industries: industries, levels: levels.sorted { $0.rank > $1.rank }))
        }
        self.categories = categories
        var byDivision: [IndustryCode: [Int]] = [:]
        for (index, category) in categories.enumerated() {
            for division in Set(category.industries.map { $0.prefix(2) }) {
                byDivision[division, default: []].append(index)
            }
        }
        self.byDivision = byDivision
    }

    /// The fields that the conditions read which an industry meets; nil: of all industries.
    func keys(for code: IndustryCode?) -> Set<FieldKey> {
        var keys: Set<FieldKey> = []
        for part in parts(for: code) {
            switch part.kind {
            case .amount(let key, _): keys.insert(key)
            case .words: keys.formUnion([.allText, .process])
            case .always, .codes, .open: break
            }
            if !part.exceptions.isEmpty { keys.insert(.allText) }
        }
        return keys
    }

    /// The words that those conditions look for in the project's text.
    func words(for code: IndustryCode?) -> Set<String> {
        var words: Set<String> = []
        for part in parts(for: code) {
            if case .words(let sought) = part.kind { words.formUnion(sought) }
            words.formUnion(part.exceptions)
        }
        return words
    }

    /// The conditions of the categories that an industry meets; nil: all.
    private func parts(for code: IndustryCode?) -> [DutyCondition] {
        let met = code.map { code in (byDivision[code.prefix(2)] ?? []).map { categories[$0] } } ?? categories
        return met.filter { category in
            code.map { code in category.industries.contains { $0.covers(code) } } ?? true
        }.flatMap(\.levels).flatMap(\.parts)
    }

    /// What the list says of an industry.
    struct Answer {
        /// The levels that are possible, highest first; empty = not listed.
        var levels: [Level] = []
        /// The conditions that are not decided, as printed.
        var open: [String] = []
        /// The categories that matched.
        var labels: [String] = []
        /// Whether the code is too wide to say.
        var isTooWide = false
        /// Whether a category matched but perhaps no level applies.
        var mayBeNone = false
    }

    /// The possible levels of a project; several categories: the highest counts (名录第四条). O(categories of the division).
    func answer(for code: IndustryCode, facts: ProjectFacts) -> Answer {
        var answer = Answer()
        for index in byDivision[code.prefix(2)] ?? [] {
            let category = categories[index]
            guard category.industries.contains(where: { $0.covers(code) }) else {
                if category.industries.contains(where: { code.covers($0) }) { answer.isTooWide = true }
                continue
            }
            answer.labels.append(category.label)
            var isSettled = false
            for level in category.levels {
                let truth = level.parts.reduce(Truth.no) { $0.or($1.holds(facts, code: code)) }
                if truth == .no { continue }
                if !answer.levels.contains(where: { $0.name == level.name }) { answer.levels.append(level) }
                if truth == .yes {
                    isSettled = true
                    break
                }
                answer.open.append(level.text)
            }
            if !isSettled { answer.mayBeNone = true }
        }
        answer.levels.sort { $0.rank > $1.rank }
        // A settled high level of one category outranks what another leaves open below it.
        return answer
    }
}
