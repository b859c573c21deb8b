import Testing
import YinfengModel

@Suite struct IntervalTests {
    @Test func `dividing ranges takes the far ends`() throws {
        let money = Interval(low: Rational(30_000), high: Rational(50_000))
        let land = Interval(low: Rational(100), high: Rational(200))
        let intensity = try money.divided(by: land)
        #expect(intensity.low == Rational(150))
        #expect(intensity.high == Rational(500))
    }

    @Test func `an unknown end stays unknown`() throws {
        let atLeast = Interval(low: Rational(30_000), high: nil)
        let intensity = try atLeast.divided(by: Interval(Rational(100)))
        #expect(intensity.low == Rational(300))
        #expect(intensity.high == nil)
        #expect(intensity.text() == "≥300")
    }

    @Test func `dividing by an interval that reaches zero leaves the upper end open`() throws {
        let quotient = try Interval(Rational(10)).divided(by: Interval(low: .zero, high: Rational(5)))
        #expect(quotient.low == Rational(2))
        #expect(quotient.high == nil)
    }

    @Test func `only approximate values widen`() throws {
        let share = try #require(Rational(5, 100))
        let exact = Interval(Rational(100))
        #expect(try exact.widened(by: share) == exact)
        let about = try Interval(Rational(100), isApproximate: true).widened(by: share)
        #expect(about.low == Rational(95))
        #expect(about.high == Rational(105))
    }
}
