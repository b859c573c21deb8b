package import YinfengEntry
package import YinfengModel

/// Fills the machine's part of a score sheet. Exact: points are rational.
package struct Scorer: Sendable {
    /// A benchmark and where it comes from.
    package struct Benchmark: Sendable, Equatable {
        /// The value, in the quantity's unit.
        package let value: Rational
        /// Its source in words (`2025年平均 7.5 × 2`).
        package let source: String

        /// A benchmark.
        package init(value: Rational, source: String) {
            self.value = value
            self.source = source
        }
    }

    /// What the national lists say of the subject.
    package struct Standing: Sendable, Equatable {
        /// 鼓励, 允许, 限制 or 淘汰.
        package let policyClass: String
        /// Why, and what is still open.
        package let because: String

        /// A standing from the hits: a stricter class counts first, a question counts for the lower class.
        package init(_ hits: [PolicyHit]) {
            let strict = hits.filter { [.forbidden, .eliminated, .restricted].contains($0.policyClass) }
            let encouraged = hits.filter { $0.policyClass == .encouraged }
            func words(_ hit: PolicyHit) -> String {
                "\(hit.policyClass.rawValue)类“\(hit.text)”（\(hit.catalog) \(hit.item)）"
            }
            if let hit = strict.first(where: { $0.certainty == .hit }) ?? strict.first {
                policyClass = hit.policyClass == .restricted ? "限制" : "淘汰"
                because = (hit.certainty == .hit ? "属" : "可能属，核实前按此计：") + words(hit)
            } else if let hit = encouraged.first(where: { $0.certainty == .hit }) {
                policyClass = "鼓励"
                because = "属" + words(hit)
            } else {
                policyClass = "允许"
                because = encouraged.first.map { "未列入限制、淘汰；可能属" + words($0) + "，核实前按允许类计" } ?? "清单未列入"
            }
        }
    }

    /// The sheet.
    package let sheet: ScoreSheet
    /// The benchmarks of its ratios.
    package let benchmarks: [FieldKey: Benchmark]
    private let directory: QuantityDirectory

    /// A scorer.
    package init(sheet: ScoreSheet, benchmarks: [FieldKey: Benchmark], directory: QuantityDirectory) {
        self.sheet = sheet
        self.benchmarks = benchmarks
        self.directory = directory
    }

    /// Fills the sheet for one subject. O(items × bands).
    package func score(_ facts: ProjectFacts, standing: Standing?) -> ScoreResult {
        ScoreResult(
            lines: sheet.items.map { item in
                guard item.isByMachine, let first = item.formulas.first else {
                    return ScoreResult.Line(
                        item: item.name, points: nil, max: item.max, isByMachine: false,
                        because: "由人评定" + (item.because.isEmpty ? "" : "：" + item.because), missing: [])
                }
                if first.form == .byClass { return byClass(item, standing) }
                let value = facts.value(first.quantity)
                guard let interval = value.interval, let number = interval.low ?? interval.high, interval.low != nil
                else {
                    let wanted = value.wanted.map { directory.name($0) }.joined(separator: "、")
                    return ScoreResult.Line(
                        item: item.name, points: .zero, max: item.max, isByMachine: true,
                        because: "缺少\(wanted)，按0分计，补证后重算", missing: value.wanted)
                }
                var (points, because) = self.points(item, number)
                if let high = interval.high, high != number {
                    because += "；填报为区间，按低值计"
                } else if interval.high == nil {
                    because += "；填报只有下限，按下限计"
                }
                let shown = directory.name(first.quantity) + " " + interval.text() + directory.unitText(first.quantity)
                let formula = value.formula.isEmpty ? "" : "（\(value.formula)）"
                if let most = points { points = min(most, item.max) }
                return ScoreResult.Line(
                    item: item.name, points: points, max: item.max, isByMachine: true,
                    because: shown + formula + "：" + because, missing: [])
            })
    }

    private func byClass(_ item: ScoreSheet.Item, _ standing: Standing?) -> ScoreResult.Line {
        guard let standing else {
            return ScoreResult.Line(
                item: item.name, points: .zero, max: item.max, isByMachine: true, because: "缺少项目内容，按0分计，补证后重算",
                missing: ["content"])
        }
        let points = item.formulas.first { $0.policyClass == standing.policyClass }?.points ?? .zero
        return ScoreResult.Line(
            item: item.name, points: points, max: item.max, isByMachine: true,
            because: "\(standing.policyClass)类：\(standing.because)", missing: [])
    }

    /// The points of a number and the sentence that explains them; nil points without a benchmark.
    private func points(_ item: ScoreSheet.Item, _ number: Rational) -> (Rational?, String) {
        for formula in item.formulas {
            let unit = directory.unitText(formula.quantity)
            if formula.form != .deduct, let lower = formula.lower, number < lower { continue }
            if let upper = formula.upper, number >= upper { continue }
            switch formula.form {
            case .byClass: continue
            case .band:
                let range = [formula.lower.map { "≥ " + $0.decimal() }, formula.upper.map { "< " + $0.decimal() }]
                    .compactMap { $0 }.joined(separator: " 且 ")
                return (formula.points ?? .zero, "落在 \(range)\(unit)，得 \((formula.points ?? .zero).decimal()) 分")
            case .perUnit:
                guard let per = formula.per, let each = formula.pointsPer, let steps = Scorer.whole(number, per),
                    let points = try? each.multiplied(by: Rational(steps))
                else { continue }
                return (points, "每满 \(per.decimal())\(unit) \(each.decimal()) 分，计 \(steps) 份，得 \(points.decimal()) 分")
            case .deduct:
                guard let line = formula.lower, let full = formula.points else { continue }
                if number >= line { return (full, "达到 \(line.decimal())\(unit)，得 \(full.decimal()) 分") }
                guard let per = formula.per, let each = formula.pointsPer, let short = try? line.subtracting(number),
                    let steps = Scorer.whole(short, per),
                    let less = try? full.subtracting(each.multiplied(by: Rational(steps)))
                else { continue }
                let points = max(less, formula.floor ?? .zero)
                return (
                    points,
                    "比 \(line.decimal())\(unit) 少 \(short.decimal(digits: 4))，每少 \(per.decimal()) 扣 \(each.decimal()) 分"
                        + "（不低于 \((formula.floor ?? .zero).decimal()) 分），得 \(points.decimal()) 分"
                )
            case .ratio:
                guard let benchmark = benchmarks[formula.quantity], let full = formula.points else {
                    return (nil, "缺基准，未计；用 --benchmark \(formula.quantity.rawValue)=数值 给出，或用 --firms 由现有企业平均算出")
                }
                guard let raw = try? number.divided(by: benchmark.value).multiplied(by: full) else { continue }
                let points = max(.zero, min(raw, full))
                return (
                    points,
                    "÷ 基准 \(benchmark.value.decimal(digits: 4))\(unit)（\(benchmark.source)）× \(full.decimal())"
                        + (raw > full ? "，封顶" : "") + "，得 \(points.decimal(digits: 4)) 分"
                )
            }
        }
        return (.zero, "不在任何一档，得 0 分")
    }

    /// How many whole steps fit.
    private static func whole(_ amount: Rational, _ step: Rational) -> Int? {
        guard let quotient = try? amount.divided(by: step), .zero <= quotient else { return nil }
        return Int(exactly: quotient.numerator / quotient.denominator)
    }
}
