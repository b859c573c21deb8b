import YinfengModel
import YinfengText

/// Compares the cells of one row: what no single cell shows (6.7 亩 for 5 亿元).
struct CrossCheck: Sendable {
    private let catalog: FieldCatalog
    private let limits: FieldCatalog.Limits?
    /// Other units in which a land figure may have been meant, in the catalogue's order.
    private let areas: [Unit]
    /// The canonical units of the figures that are compared, by key: few, and asked for on every row.
    private let units: [(key: FieldKey, unit: String)]

    init(catalog: FieldCatalog) {
        self.catalog = catalog
        units = [.totalInvest, .fixedInvest, .landArea].compactMap { key in
            catalog[key].map { (key, $0.unitText) }
        }
        limits = catalog.limits(of: .investPerMu)
        let own = catalog[.landArea]?.unit
        let dimension = own.flatMap { catalog.units.unit($0)?.dimension }
        areas = catalog.units.units.filter { $0.dimension == dimension && $0.id != own }
    }

    /// Adds the doubts of a row to its fields; whether one of them makes a value suspect.
    func apply(to fields: inout [FieldKey: FieldValue]) -> Bool {
        let isSuspect = compareInvestments(&fields)
        return compareIntensity(&fields) || isSuspect
    }

    private func point(_ fields: [FieldKey: FieldValue], _ key: FieldKey) -> Rational? {
        guard let value = fields[key], !value.isSuspect, case .quantity(let quantity) = value.content,
            quantity.unit == units.first(where: { $0.key == key })?.unit
        else { return nil }
        return quantity.interval.point
    }

    private func compareInvestments(_ fields: inout [FieldKey: FieldValue]) -> Bool {
        guard let total = point(fields, .totalInvest), let fixed = point(fields, .fixedInvest), fixed > total else {
            return false
        }
        return add(
            Doubt(
                kind: .suspect,
                message: "固定资产投资\(fixed.decimal())万元大于总投资\(total.decimal())万元，请核对两栏的单位"),
            to: .fixedInvest, of: &fields)
    }

    private func compareIntensity(_ fields: inout [FieldKey: FieldValue]) -> Bool {
        guard let limits, let land = point(fields, .landArea), !land.isZero else { return false }
        let isFixed = point(fields, .fixedInvest) != nil
        guard let invest = point(fields, .fixedInvest) ?? point(fields, .totalInvest), !invest.isZero,
            let value = try? invest.divided(by: land)
        else { return false }
        guard value > limits.greatest || value < limits.least else { return false }
        let facts =
            "用地\(land.decimal())亩，\(isFixed ? "固定资产投资" : "总投资")\(invest.decimal())万元，"
            + "投资强度\(value.decimal(digits: 2))万元/亩，超出常见的 \(limits.least.decimal())–\(limits.greatest.decimal())"
        // Very low figures are real for plantations and solar fields: a remark, not a question.
        guard value > limits.greatest else {
            return add(Doubt(kind: .note, message: facts + "，请核对"), to: .landArea, of: &fields)
        }
        for unit in areas {
            guard let other = try? land.multiplied(by: unit.factor), isSane(other),
                let meant = try? invest.divided(by: other), meant >= limits.least, meant <= limits.greatest,
                let printed = unit.printed.first
            else { continue }
            let proposal = land.decimal() + printed
            return add(
                Doubt(
                    kind: .suspect, message: facts + "；若为\(proposal)，则强度为 \(meant.decimal(digits: 2))，请确认",
                    proposal: proposal), to: .landArea, of: &fields)
        }
        return add(Doubt(kind: .suspect, message: facts + "，请核对"), to: .landArea, of: &fields)
    }

    private func isSane(_ land: Rational) -> Bool {
        guard let limits = catalog.limits(of: .landArea) else { return true }
        return land >= limits.least && land <= limits.greatest
    }

    /// Adds a doubt; whether it makes the value suspect.
    private func add(_ doubt: Doubt, to key: FieldKey, of fields: inout [FieldKey: FieldValue]) -> Bool {
        guard let value = fields[key] else { return false }
        fields[key] = FieldValue(
            raw: value.raw, content: value.content, doubts: value.doubts + [doubt], location: value.location)
        return doubt.kind == .suspect
    }
}
