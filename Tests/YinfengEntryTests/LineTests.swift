import Testing
import YinfengEntry
import YinfengModel

/// A generator with a fixed seed: the same cases on every machine.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Lines and truth")
struct LineTests {
    static let operators: [LineOperator] = [
        .atLeast, .above, .atMost, .below, .equal, .between(lowIncluded: true, highIncluded: false),
        .between(lowIncluded: false, highIncluded: true), .between(lowIncluded: true, highIncluded: true),
    ]

    @Test("a point is always decided, and the same way as its numbers compare", arguments: operators)
    func points(op: LineOperator) throws {
        var random = Seeded(7)
        for _ in 0..<2_000 {
            let value = Rational(Int.random(in: -6...6, using: &random))
            let low = Rational(Int.random(in: -6...6, using: &random))
            let high = max(low, Rational(Int.random(in: -6...6, using: &random)))
            let line = LineTest(op: op, value: low, upper: high)
            let expected: Bool
            switch op {
            case .atLeast: expected = value >= low
            case .above: expected = value > low
            case .atMost: expected = value <= low
            case .below: expected = value < low
            case .equal: expected = value == low
            case .between(let a, let b):
                expected = (a ? value >= low : value > low) && (b ? value <= high : value < high)
            }
            #expect(line.holds(for: Interval(value)) == (expected ? .yes : .no))
        }
    }

    @Test(
        "an interval passes only when every value in it does, and fails only when every value does",
        arguments: operators)
    func intervals(op: LineOperator) throws {
        var random = Seeded(11)
        for _ in 0..<2_000 {
            let low = Int.random(in: 0...8, using: &random)
            let high = low + Int.random(in: 0...4, using: &random)
            let line = LineTest(
                op: op, value: Rational(Int.random(in: 0...9, using: &random)), upper: Rational(10))
            let truth = line.holds(for: Interval(low: Rational(low), high: Rational(high)))
            // Quarters between the ends stand for every value.
            var all: Set<Truth> = []
            for quarter in (low * 4)...(high * 4) {
                if let value = Rational(Int128(quarter), 4) { all.insert(line.holds(for: Interval(value))) }
            }
            if truth == .yes { #expect(all == [.yes]) }
            if truth == .no { #expect(all == [.no]) }
            if case .equal = op { continue }
            if truth == .unknown, low < high { #expect(all.count == 2) }
        }
    }

    @Test("open ends and unknown ends never decide more than they know")
    func openEnds() {
        let line = LineTest(op: .atLeast, value: Rational(300))
        #expect(line.holds(for: Interval(low: nil, high: nil)) == .unknown)
        #expect(line.holds(for: Interval(low: Rational(300), high: nil)) == .yes)
        #expect(line.holds(for: Interval(low: nil, high: Rational(300))) == .unknown)
        #expect(line.holds(for: Interval(low: nil, high: Rational(300), highOpen: true)) == .no)
        let above = LineTest(op: .above, value: Rational(300))
        #expect(above.holds(for: Interval(low: Rational(300), high: nil)) == .unknown)
        #expect(above.holds(for: Interval(low: Rational(300), high: nil, lowOpen: true)) == .yes)
    }

    @Test("以上 and 以下 include the number unless the document pairs them")
    func boundaryWords() {
        #expect(LineOperator("以上") == .atLeast)
        #expect(LineOperator("以上", convention: .paired) == .above)
        #expect(LineOperator("及以上", convention: .paired) == .atLeast)
        #expect(LineOperator("以下", convention: .paired) == .below)
        #expect(LineOperator("不低于") == .atLeast)
        #expect(LineOperator("不满") == .below)
        #expect(LineOperator("约等于") == nil)
    }

    @Test("three-valued and / or: one no decides and, one yes decides or")
    func lattice() {
        let all: [Truth] = [.yes, .no, .unknown]
        for a in all {
            for b in all {
                #expect(a.and(b) == b.and(a))
                #expect(a.or(b) == b.or(a))
                #expect(a.and(b).negated == a.negated.or(b.negated))
            }
            #expect(a.and(.no) == .no)
            #expect(a.or(.yes) == .yes)
        }
    }
}
