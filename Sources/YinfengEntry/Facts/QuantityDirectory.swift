package import YinfengModel
package import YinfengText

/// The names, units and kinds of all fields and derived quantities that a rule may speak of.
package final class QuantityDirectory: Sendable {
    /// One field or derived quantity.
    package struct Entry: Sendable {
        /// The key.
        package let key: FieldKey
        /// The Chinese name.
        package let name: String
        /// Other names that a text uses for it.
        package let aliases: [String]
        /// The unit that values are kept in, or nil for words.
        package let unit: UnitID?
        /// The unit as printed after a number.
        package let unitText: String
        /// The definition that this name stands for, empty for the usual one.
        package let definition: String
        /// The least and greatest plausible values, in the unit.
        package let range: (low: Rational, high: Rational)?

        /// An entry.
        package init(
            key: FieldKey, name: String, aliases: [String] = [], unit: UnitID? = nil, unitText: String = "",
            definition: String = "", range: (low: Rational, high: Rational)? = nil
        ) {
            self.key = key
            self.name = name
            self.aliases = aliases
            self.unit = unit
            self.unitText = unitText
            self.definition = definition
            self.range = range
        }
    }

    /// A name together with the definition that it implies.
    package struct Naming: Sendable, Equatable {
        /// The quantity.
        package let key: FieldKey
        /// The definition, empty for the usual one.
        package let definition: String
    }

    private let entries: [FieldKey: Entry]
    private let namings: [String: Naming]
    private let units: UnitTable
    private let printed: [String: [Unit]]

    /// A directory; the first entry of a key gives its unit, later ones only add names.
    package init(entries list: [Entry], units: UnitTable) {
        self.units = units
        var forms: [String: [Unit]] = [:]
        for unit in units.units {
            for form in unit.printed { forms[QuantityDirectory.normal(form), default: []].append(unit) }
        }
        printed = forms
        var entries: [FieldKey: Entry] = [:]
        var namings: [String: Naming] = [:]
        for entry in list {
            if entries[entry.key] == nil { entries[entry.key] = entry }
            let naming = Naming(key: entry.key, definition: entry.definition)
            for name in [entry.key.rawValue, entry.name] + entry.aliases {
                let normal = QuantityDirectory.normal(name)
                if !normal.isEmpty, namings[normal] == nil { namings[normal] = naming }
            }
        }
        self.entries = entries
        self.namings = namings
    }

    /// Folds what typists vary: blanks, full-width marks, middle dots.
    static func normal(_ text: String) -> String {
        var result = ""
        for character in text where !character.isWhitespace {
            switch character {
            case "（": result.append("(")
            case "）": result.append(")")
            case "／": result.append("/")
            case "％": result.append("%")
            case "．", "・", "•": result.append("·")
            default: result.append(character)
            }
        }
        return result
    }

    /// The key of a field key or Chinese name, or nil.
    package func key(named name: String) -> FieldKey? {
        if name == "text" { return "text" }
        return naming(name)?.key
    }

    /// The quantity and definition that a name stands for, or nil.
    package func naming(_ name: String) -> Naming? { namings[QuantityDirectory.normal(name)] }

    /// What is known of a key.
    package func entry(_ key: FieldKey) -> Entry? { entries[key] }

    /// The Chinese name, or the key itself.
    package func name(_ key: FieldKey) -> String { entries[key]?.name ?? key.rawValue }

    /// The printed unit, empty for a pure ratio or words.
    package func unitText(_ key: FieldKey) -> String { entries[key]?.unitText ?? "" }

    /// A number with its name and unit: `用地面积 100亩`.
    func show(_ key: FieldKey, _ interval: Interval) -> String {
        name(key) + " " + interval.text() + unitText(key)
    }

    /// The exact factor from a printed unit to the key's unit; an empty unit means the key's own.
    package func factor(from unit: String, to key: FieldKey) throws(RuleFault) -> Rational {
        let form = QuantityDirectory.normal(unit)
        guard !form.isEmpty, form != "—", form != "-", form != QuantityDirectory.normal(unitText(key)) else {
            return .one
        }
        guard let target = entries[key]?.unit.flatMap({ units.unit($0) }) else {
            throw .unknownUnit(unit, quantity: name(key))
        }
        // A yearly amount is printed with or without its year.
        let plain = form.hasSuffix("/年") ? String(form.dropLast(2)) : form
        let candidates = (printed[form] ?? []) + (printed[plain] ?? []) + (printed[plain.replacingDot] ?? [])
        guard let source = candidates.first(where: { $0.dimension == target.dimension }) else {
            throw .unknownUnit(unit, quantity: name(key))
        }
        do { return try source.factor.divided(by: target.factor) } catch { throw .overflow(unit) }
    }

    /// Reads `300`, `1000吨`, `4500万元/公顷` into the key's unit.
    package func amount(_ text: String, of key: FieldKey) throws(RuleFault) -> Rational {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        guard let value = Rational(decimal: digits) else { throw .badNumber(text) }
        let factor = try factor(from: String(text.dropFirst(digits.count)), to: key)
        do { return try value.multiplied(by: factor) } catch { throw .overflow(text) }
    }
}

extension String {
    /// The text without a trailing `·年`, so that 万元/公顷·年 is found as 万元/公顷.
    fileprivate var replacingDot: String { hasSuffix("·年") ? String(dropLast(2)) : self }
}
