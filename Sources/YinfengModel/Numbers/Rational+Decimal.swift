extension Rational {
    /// The value as a decimal: exact when it ends within `digits` places, else rounded half away from zero.
    ///
    /// Trailing zeros and a trailing point are dropped: `300`, `29.333333`, `-0.5`.
    package func decimal(digits: Int = 6) -> String {
        var whole = numerator.magnitude / denominator.magnitude
        var rest = numerator.magnitude % denominator.magnitude
        let base = denominator.magnitude
        guard rest != 0 else { return (numerator < 0 ? "-" : "") + String(whole) }
        // The remainder is below the denominator; ten times it must fit, so very fine fractions are coarsened first.
        var divisor = base
        while divisor > UInt128.max / 20 {
            divisor /= 2
            rest /= 2
        }
        var places: [UInt8] = []
        for _ in 0..<max(0, digits) {
            rest *= 10
            places.append(UInt8(rest / divisor))
            rest %= divisor
        }
        if rest * 2 >= divisor {
            var index = places.count
            var carry = true
            while carry, index > 0 {
                index -= 1
                carry = places[index] == 9
                places[index] = carry ? 0 : places[index] + 1
            }
            if carry { whole += 1 }
        }
        while places.last == 0 { places.removeLast() }
        let isZero = whole == 0 && places.isEmpty
        var text = (numerator < 0 && !isZero ? "-" : "") + String(whole)
        if !places.isEmpty {
            text += "."
            for place in places { text.unicodeScalars.append(Unicode.Scalar(0x30 + place)) }
        }
        return text
    }
}
