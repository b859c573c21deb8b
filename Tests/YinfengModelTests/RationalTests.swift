import Testing
import YinfengModel

@Suite struct RationalTests {
    @Test(arguments: [
        ("300", "300"), ("-12.50", "-12.5"), ("1.2E+04", "12000"), ("0.333", "0.333"), ("1e-3", "0.001"), ("000", "0"),
        ("-0", "0"), (".5", "0.5"),
    ])
    func `reads decimals exactly`(text: String, printed: String) throws {
        let value = try #require(Rational(decimal: text))
        #expect(value.decimal() == printed)
    }

    @Test(arguments: ["", "-", "1.2.3", "1,000", "１２", "1e", "1e99", "0x10", "1 2", String(repeating: "9", count: 31)])
    func `refuses what is not a plain decimal`(text: String) {
        #expect(Rational(decimal: text) == nil)
    }

    @Test func `300 wan a mu is exactly 4500 wan a hectare`() throws {
        let perMu = Rational(300)
        let perHectare = try perMu.multiplied(by: Rational(15))
        #expect(perHectare == Rational(4500))
        let area = try #require(Rational(10_000, 15))  // square metres in one mu
        #expect(try area.multiplied(by: Rational(15)) == Rational(10_000))
    }

    @Test func `a third of ten rounds but compares exactly`() throws {
        let third = try Rational(10).divided(by: Rational(3))
        #expect(third.decimal(digits: 4) == "3.3333")
        #expect(try third.multiplied(by: Rational(3)) == Rational(10))
        #expect(third > Rational(3) && third < Rational(4))
    }

    @Test func `rounding carries through nines`() throws {
        #expect(try #require(Rational(decimal: "9.99999")).decimal(digits: 2) == "10")
        #expect(try #require(Rational(decimal: "-0.004")).decimal(digits: 2) == "0")
        #expect(try #require(Rational(decimal: "-0.005")).decimal(digits: 2) == "-0.01")
    }

    @Test func `division by zero and overflow throw`() throws {
        #expect(throws: ArithmeticFault.divisionByZero) { try Rational(1).divided(by: .zero) }
        let huge = try #require(Rational(Int128.max, 1))
        #expect(throws: ArithmeticFault.overflow) { try huge.multiplied(by: Rational(2)) }
        #expect(throws: ArithmeticFault.overflow) { try huge.adding(huge) }
    }

    @Test func `arithmetic laws hold on random fractions`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let a = try #require(Rational(Int128(Int.random(in: -9_999...9_999, using: &random)), 37))
            let b = try #require(
                Rational(
                    Int128(Int.random(in: -9_999...9_999, using: &random)),
                    Int128(Int.random(in: 1...999, using: &random))))
            #expect(try a.adding(b).subtracting(b) == a)
            if !b.isZero { #expect(try a.multiplied(by: b).divided(by: b) == a) }
            #expect((a < b) == (a.double < b.double) || abs(a.double - b.double) < 1e-9)
        }
    }

    @Test func `comparison survives products beyond 128 bits`() throws {
        let a = try #require(Rational(Int128.max, Int128.max - 1))
        let b = try #require(Rational(Int128.max - 1, Int128.max - 2))
        #expect(a < b)
    }
}

/// A small deterministic generator: the same seed gives the same cases on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
