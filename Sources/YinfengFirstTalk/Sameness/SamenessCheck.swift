import YinfengModel

/// One side of a comparison: the subject with what is needed beyond it, read only when it is asked for.
package struct ComparedFiling {
    /// The compared fields.
    package let subject: Subject
    /// The investor's name taken apart.
    package let name: CompanyName
    private let details: Details

    private final class Details {
        let load: () -> (text: String, phone: String?)
        lazy var value = load()
        init(_ load: @escaping () -> (text: String, phone: String?)) { self.load = load }
    }

    /// A side; `details` gives the project's folded text and the digest of the contact's phone, once at most.
    package init(subject: Subject, name: CompanyName, details: @escaping () -> (text: String, phone: String?)) {
        self.subject = subject
        self.name = name
        self.details = Details(details)
    }

    /// The project's text, folded.
    package var text: String { details.value.text }
    /// Digest of the contact's phone; nil when none or unknown.
    package var phone: String? { details.value.phone }
}

/// Compares two filings by the matrix investor × content. Pure: same input, same answer.
package struct SamenessCheck: Sendable {
    private let names: CompanyNameReader
    private let rules: RuleSet

    /// A check under a version of the parameters.
    package init(names: CompanyNameReader, rules: RuleSet) {
        self.names = names
        self.rules = rules
    }

    /// The answer of one comparison.
    package struct Outcome: Sendable, Equatable {
        /// hard, soft, note; nil when the two have nothing to do with each other.
        package let tier: ConflictHit.Tier?
        /// I0…I5.
        package let investor: String
        /// C0…C3.
        package let content: String
        /// The compared fields.
        package let fields: [String]
    }

    /// Compares; O(length of the texts), and the texts are only read where codes and products do not decide.
    package func compare(_ a: ComparedFiling, _ b: ComparedFiling) -> Outcome {
        var fields: [String] = []
        let investors = investorTiers(a, b, &fields)
        let (content, likeness) = contentTier(a, b, &fields)
        // A doubtful name with one telephone is met on both grounds; the more serious counts.
        let tiers = investors.compactMap { tier($0, content, a, b, likeness, &fields) }
        func rank(_ tier: ConflictHit.Tier) -> Int { ConflictHit.Tier.allCases.firstIndex(of: tier) ?? 0 }
        return Outcome(
            tier: tiers.min { rank($0) < rank($1) }, investor: investors.first ?? "I0", content: content, fields: fields
        )
    }

    private func tier(
        _ investor: String, _ content: String, _ a: ComparedFiling, _ b: ComparedFiling, _ likeness: Int?,
        _ fields: inout [String]
    ) -> ConflictHit.Tier? {
        guard let cell = rules.sameness["\(investor)/\(content)"] else { return nil }
        var tier = cell.tier
        if cell.condition.hasPrefix("amounts_within:") {
            let key = String(cell.condition.dropFirst("amounts_within:".count))
            let within = amountsWithin(a.subject.amount, b.subject.amount, share: rules.number(key) ?? .zero)
            fields.append(
                "总投资：\(a.subject.amount ?? "不详")｜\(b.subject.amount ?? "不详") 万元｜\(within ? "相近" : "相差较大")")
            if !within { tier = cell.otherwise }
        } else if cell.condition.hasPrefix("text_at_least:") {
            let key = String(cell.condition.dropFirst("text_at_least:".count))
            let value = likeness ?? NameSimilarity.dice(a.text, b.text)
            if !reaches(value, rules.number(key)) { tier = cell.otherwise }
        }
        return ConflictHit.Tier(rawValue: tier)
    }

    /// The grounds on which the investors are one, the finding on the name first; `I0` alone when there is none.
    private func investorTiers(_ a: ComparedFiling, _ b: ComparedFiling, _ fields: inout [String]) -> [String] {
        if let left = a.subject.uscc, left == b.subject.uscc {
            fields.append("统一社会信用代码：\(left)｜相同")
            return ["I1"]
        }
        let result = names.compare(
            a.name, b.name, codes: (CreditCodeReading(a.subject.uscc), CreditCodeReading(b.subject.uscc)))
        let shown = "投资方：\(a.subject.investor)｜\(b.subject.investor)｜\(result.because)"
        if result.relation == .same {
            fields.append(shown)
            return ["I2"]
        }
        if result.relation == .related || parentMatches(a, b) {
            fields.append(
                result.relation == .related
                    ? shown : "实际控制人/母公司：\(a.subject.parent ?? "—")｜\(b.subject.parent ?? "—")｜同一集团")
            return ["I3"]
        }
        var tiers: [String] = []
        if result.relation == .doubtful || result.isNameEqual {
            fields.append(shown)
            tiers.append("I5")
        }
        if let phone = a.phone, phone == b.phone {
            // The number itself is private and is never shown.
            fields.append("联系电话：相同")
            tiers.append("I4")
        }
        if tiers.isEmpty, reaches(result.score.tenThousandths, rules.number("name_sim")) {
            fields.append(shown + "，相似度 \(result.score.rational.decimal(digits: 4))")
            tiers.append("I5")
        }
        return tiers.isEmpty ? ["I0"] : tiers
    }

    private func parentMatches(_ a: ComparedFiling, _ b: ComparedFiling) -> Bool {
        let parents = (a.subject.parent.map { names.read($0) }, b.subject.parent.map { names.read($0) })
        func same(_ x: CompanyName?, _ y: CompanyName?) -> Bool {
            guard let x, let y, !x.core.isEmpty else { return false }
            return x.core == y.core && names.placeRelation(x, y) != .conflicting
        }
        return same(parents.0, parents.1) || same(parents.0, b.name) || same(a.name, parents.1)
    }

    private func contentTier(_ a: ComparedFiling, _ b: ComparedFiling, _ fields: inout [String]) -> (String, Int?) {
        let left = a.subject.codes
        let right = b.subject.codes
        let sharedClass = left.first { code in code.count == 4 && right.contains(code) }
        let sharedGroup = left.first { code in code.count >= 3 && right.contains { $0.prefix(3) == code.prefix(3) } }
        let main = ProductName.same(a.subject.products.first, b.subject.products.first)
        if let sharedClass, main {
            fields.append("行业：\(sharedClass)｜小类相同")
            fields.append("主要产品：\(a.subject.products.first ?? "")｜\(b.subject.products.first ?? "")｜相同")
            return ("C1", nil)
        }
        if let sharedGroup {
            for product in a.subject.products {
                if let other = b.subject.products.first(where: { ProductName.same(product, $0) }) {
                    fields.append("行业：\(sharedGroup.prefix(3))｜中类相同")
                    fields.append("产品：\(product)｜\(other)｜重合")
                    return ("C2", nil)
                }
            }
        }
        let likeness = NameSimilarity.dice(a.text, b.text)
        if reaches(likeness, rules.number("text_sim")) {
            fields.append("项目内容：相似度 \(Points(likeness).rational.decimal(digits: 4))")
            // Nearly equal words in one class are one project even where the product is named otherwise.
            return (
                sharedClass != nil && reaches(likeness, rules.number("text_sim_any_investor")) ? "C1" : "C3", likeness
            )
        }
        return ("C0", likeness)
    }

    private func reaches(_ tenThousandths: Int, _ threshold: Rational?) -> Bool {
        guard let threshold else { return false }
        return Points(tenThousandths).rational >= threshold
    }

    private func amountsWithin(_ a: String?, _ b: String?, share: Rational) -> Bool {
        guard let left = a.flatMap({ Rational(decimal: $0) }), let right = b.flatMap({ Rational(decimal: $0) }),
            let gap = try? left.subtracting(right).magnitude, let limit = try? max(left, right).multiplied(by: share)
        else { return false }
        return gap <= limit
    }
}

/// Names of products as comparison wants them: without amounts and sizes.
package enum ProductName {
    /// Whether two are the same product: equal, or one is the other with a word before it (绿色铝板带, 铝板带).
    package static func same(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b, !a.isEmpty, !b.isEmpty else { return false }
        if a == b { return true }
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        return short.count >= 2 && long.hasSuffix(short)
    }

    /// The product named in an item of a list such as `铝板带20万吨/年` or `年产茶叶（普洱茶）500吨`; empty when none is.
    package static func plain(_ item: String) -> String {
        var result = ""
        var depth = 0
        for character in item where !character.isWhitespace {
            if "（([【".contains(character) { depth += 1 }
            if depth == 0 { result.append(character) }
            if "）)]】".contains(character) { depth = max(0, depth - 1) }
        }
        for lead in ["年产", "年加工", "年处理", "主要产品", "生产"] where result.hasPrefix(lead) {
            result.removeFirst(lead.count)
        }
        while let first = result.first, first == "：" || first == ":" { result.removeFirst() }
        // An amount in front (20万吨铝板带) ends where its unit does; one behind runs to the end.
        if let first = result.first, first.isNumber {
            var rest = Substring(result)
            while let character = rest.first, character.isNumber || ".,，~-–—".contains(character) { rest.removeFirst() }
            while let character = rest.first, "万亿千百".contains(character) { rest.removeFirst() }
            for unit in units where rest.hasPrefix(unit) {
                rest.removeFirst(unit.count)
                break
            }
            result = String(rest)
        }
        if let digit = result.firstIndex(where: \.isNumber), digit > result.startIndex,
            result[digit...].contains(where: { "万亿吨件套台个只米平方辆片GWkKMm".contains($0) })
        {
            result = String(result[..<digit])
        }
        return result
    }

    private static let units = [
        "平方米", "立方米", "吨", "件", "套", "台", "个", "只", "米", "辆", "片", "公斤", "千克", "GW", "MW", "头", "羽", "瓶", "箱", "盒",
    ]
}
