/// The exponential function for probabilities: the same bits on every machine and many times faster than the C
/// library's, with a relative error below one in a hundred thousand.
enum Exponential {
    /// Powers of two: a number of `log2(e)` to one.
    private static let perUnit: Float = 1.442_695_04
    /// Below this power of two nothing weighs any more.
    private static let least: Float = -115
    /// Adding 1.5 × 2^23 leaves the nearest whole number in the low bits.
    private static let rounding: Float = 12_582_912

    /// e to the power of `x`, which is not above 80. Only additions, multiplications and bit shifts.
    @inline(__always)
    static func value(_ x: Float) -> Float { powers(SIMD4(repeating: x * perUnit))[0] }

    /// e to the power of each of four numbers that are not above 80, bit for bit as `value` computes it.
    @inline(__always)
    static func values(_ x: SIMD4<Float>) -> SIMD4<Float> { powers(x * perUnit) }

    /// As `values`, of sixteen.
    @inline(__always)
    static func values(_ x: SIMD16<Float>) -> SIMD16<Float> {
        SIMD16(
            lowHalf: SIMD8(lowHalf: values(x.lowHalf.lowHalf), highHalf: values(x.lowHalf.highHalf)),
            highHalf: SIMD8(lowHalf: values(x.highHalf.lowHalf), highHalf: values(x.highHalf.highHalf)))
    }

    /// Two to the power of each of four numbers: a polynomial on −½ … ½ whose exponent is then raised.
    @inline(__always)
    private static func powers(_ x: SIMD4<Float>) -> SIMD4<Float> {
        var held = x
        held.replace(with: SIMD4(repeating: least), where: held .< least)
        let shifted = held + rounding
        let t = held - (shifted - rounding)
        var sum = t * 0.001_333_36 + 0.009_618_13
        sum = sum * t + 0.055_504_11
        sum = sum * t + 0.240_226_5
        sum = sum * t + 0.693_147_2
        sum = sum * t + 1
        let raised = unsafeBitCast(shifted, to: SIMD4<UInt32>.self) &<< 23
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD4<UInt32>.self) &+ raised, to: SIMD4<Float>.self)
    }

    /// Σ e^(scale × (x − best)), where no x is above `best`. The count must be a multiple of four.
    static func sum(_ numbers: UnsafeBufferPointer<Float>, scale: Float, best: Float) -> Double {
        let bytes = UnsafeRawBufferPointer(numbers)
        let factor = scale * perUnit
        var total = SIMD4<Float>(repeating: 0)
        var index = 0
        while index &+ 4 <= numbers.count {
            let four = bytes.loadUnaligned(fromByteOffset: index &* 4, as: SIMD4<Float>.self)
            total += powers((four - best) * factor)
            index &+= 4
        }
        return Double(total[0] + total[1] + total[2] + total[3])
    }
}
