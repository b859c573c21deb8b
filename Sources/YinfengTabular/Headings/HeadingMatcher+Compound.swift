import YinfengModel
import YinfengText

/// Headings that no table holds: read from their parts, or by the options that they offer.
extension HeadingMatcher {
    /// How sure a heading is that was put together from parts.
    private static let sureOfParts = 0.9

    /// 意向用地面积（亩）: one field by all ways of taking the heading apart; the unit decides where words serve two.
    func byParts(_ parts: HeadingText) -> HeadingMatch? {
        guard !isQualified(parts) else { return nil }
        let plain = withoutParticles(parts.base)
        var bases: [(base: String, tail: String?)] = [(plain, nil)]
        if let (base, unit) = splitUnit(plain, isKnown: isUnderstood) { bases.append((base, unit)) }
        let bare = HeadingMatcher.withoutNeutral(plain, catalog.marks)
        if bare != plain {
            bases.append((bare, nil))
            if let (base, unit) = splitUnit(bare, isKnown: isUnderstood) { bases.append((base, unit)) }
        }
        for (base, tail) in bases {
            let forms = parts.asides + (tail.map { [$0] } ?? [])
            let readings = compound.readings(base)
            guard !readings.isEmpty else { continue }
            let fields: [(key: FieldKey, known: String, isFirst: Bool)] = readings.compactMap {
                guard case .field(let key) = $0.meaning else { return nil }
                return (key, $0.known, $0.isFirst)
            }
            guard fields.count == readings.count else { return nil }
            let measured = fields.filter { field in forms.contains { isMeasured(field.key, in: $0) } }
            let fitting = measured.isEmpty ? fields.filter { $0.isFirst && !isForeign(forms, to: $0.key) } : measured
            guard let found = fitting.first, fitting.allSatisfy({ $0.key == found.key }) else { continue }
            return HeadingMatch(
                key: found.key, unit: statedUnit(forms, for: found.key), confidence: HeadingMatcher.sureOfParts,
                basis: .base, known: found.known)
        }
        return nil
    }

    private func isUnderstood(_ words: String) -> Bool { !compound.readings(words).isEmpty }

    /// Whether a heading is understood and names no field: 责任领导电话 is no telephone of the investor.
    func isNobody(_ parts: HeadingText) -> Bool {
        compound.readings(withoutParticles(parts.base)).contains { $0.meaning == .nobody }
    }

    /// 投资来源（内资/外资）: what may be chosen says which field is meant.
    func byOptions(_ parts: HeadingText) -> HeadingMatch? {
        let own = bases[parts.base]?.first.flatMap { catalog[$0.key] }
        guard own?.unit == nil else { return nil }
        for aside in parts.asides {
            let options = aside.split { "/、,;|或".contains($0) }.map(String.init)
            guard options.count >= 2 else { continue }
            let fields = catalog.fields.filter { field in
                field.type == .enum && options.allSatisfy { catalog.value(of: field.key, written: $0) != nil }
            }
            guard let field = fields.first, fields.count == 1 else { continue }
            return HeadingMatch(
                key: field.key, unit: nil, confidence: HeadingMatcher.sureOfParts, basis: .base, known: field.name)
        }
        return nil
    }
}
