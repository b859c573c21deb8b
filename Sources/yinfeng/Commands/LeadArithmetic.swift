import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// What follows from a few figures of one project: other units, figures per 亩, the land and the money that a line asks.
struct LeadArithmetic {
    /// The project; its fixed investment is the total one where only that was given.
    let lead: Lead
    /// What was assumed, or nil.
    let note: String?
    private let catalog: FieldCatalog

    /// A figure per 亩, and the field above the line.
    private static let intensities: [(key: FieldKey, name: String, over: [FieldKey])] = [
        ("invest_per_mu", "投资强度", [.fixedInvest, .totalInvest]), ("output_per_mu", "亩均产值", ["output_year"]),
        ("revenue_per_mu", "亩均营收", ["revenue_year"]), ("tax_per_mu", "亩均税收", ["tax_year"]),
    ]
    private static let shown: [FieldKey] = [
        .totalInvest, .fixedInvest, .landArea, "floor_area", "far", "output_year", "revenue_year", "tax_year",
        "energy_tce",
    ]

    init(lead: Lead, catalog: FieldCatalog) {
        self.catalog = catalog
        var lead = lead
        var note: String?
        if lead.fields[.fixedInvest] == nil, let total = lead.fields[.totalInvest] {
            lead.fields[.fixedInvest] = total
            note = "没有给出固定资产投资，按总投资计"
        }
        self.lead = lead
        self.note = note
    }

    // MARK: Given and derived figures

    /// The figures that were given, in every unit of their kind.
    var stated: [ReportObject] {
        Self.shown.compactMap { key in
            guard let field = catalog[key], let quantity = lead.quantity(key) else { return nil }
            if key == .fixedInvest, note != nil { return nil }
            return figure(key, field.name, quantity, formula: nil)
        }
    }

    /// What the given figures make together.
    var derived: [ReportObject] {
        var result: [ReportObject] = []
        if let land = lead.quantity(.landArea) {
            for (key, name, over) in Self.intensities {
                guard let above = over.first(where: { lead.quantity($0) != nil }), let sum = lead.quantity(above),
                    sum.unit == catalog[above]?.unitText,
                    let unit = catalog[key]?.unitText ?? catalog["invest_per_mu"]?.unitText,
                    let value = try? sum.interval.divided(by: land.interval)
                else { continue }
                let name = key == "invest_per_mu" && note != nil ? "投资强度（按总投资）" : name
                result.append(
                    figure(key, name, Quantity(value, unit: unit), formula: "\(sum.text) ÷ \(land.text)"))
            }
            if let far = lead.quantity("far"), let perMu, let area = try? land.interval.scaled(by: perMu),
                let low = far.interval.low ?? far.interval.high, let floor = try? area.scaled(by: low)
            {
                result.append(
                    figure(
                        "floor_area", "计容建筑面积", Quantity(floor, unit: "m²"), formula: "\(land.text) × 容积率 \(far.text)"))
            } else if let floor = lead.quantity("floor_area"), let perMu,
                let area = try? land.interval.scaled(by: perMu),
                let value = try? floor.interval.divided(by: area)
            {
                result.append(figure("far", "容积率", Quantity(value, unit: ""), formula: "\(floor.text) ÷ \(land.text)"))
            }
        }
        if let energy = lead.quantity("energy_tce"), let output = lead.quantity("output_year"),
            output.unit == catalog["output_year"]?.unitText, let field = catalog["energy_per_output"],
            let value = try? energy.interval.divided(by: output.interval)
        {
            result.append(
                figure(
                    "energy_per_output", field.name, Quantity(value, unit: field.unitText),
                    formula: "\(energy.text) ÷ \(output.text)"))
        }
        return result
    }

    /// Square metres of one 亩, from the catalogue's units.
    private var perMu: Rational? {
        catalog.units.unit("m2").flatMap { try? Rational.one.divided(by: $0.factor) }
    }

    private func figure(_ key: FieldKey, _ name: String, _ quantity: Quantity, formula: String?) -> ReportObject {
        [
            "item": .text(name), "field": .text(key.rawValue), "value": LeadObjects.reading(.quantity(quantity)),
            "text": .text(quantity.text), "forms": .texts(forms(quantity)), "formula": .optional(formula),
        ]
    }

    /// The quantity in every unit of its kind, the catalogue's order.
    private func forms(_ quantity: Quantity) -> [String] {
        let plain = quantity.unit.replacing("/年", with: "").replacing("·年", with: "")
        guard
            let own = catalog.units.units.first(where: {
                $0.printed.contains(quantity.unit) || $0.printed.contains(plain)
            })
        else { return [] }
        return catalog.units.units.filter { $0.dimension == own.dimension }.compactMap { unit in
            guard
                let value = try? quantity.interval.scaled(by: own.factor).scaled(
                    by: Rational.one.divided(by: unit.factor)),
                let printed = unit.printed.first
            else { return nil }
            return value.text(digits: 6) + printed
        }
    }

    // MARK: Lines

    /// A line that was typed: `200万元/亩`. Throws a usage failure for anything else.
    func line(_ text: String) throws -> ReportObject {
        let change = try FieldChange(parsing: "invest_per_mu=" + text, catalog: catalog, option: "--line")
        guard case .quantity(let quantity) = change.value.content, let floor = quantity.interval.low, floor > .zero
        else {
            throw CommandFailure(.usage, "错误：--line“\(text)”不是亩均投资的线；写成 200万元/亩 或 3000万元/公顷")
        }
        return line(
            rule: nil, source: nil, key: "invest_per_mu", required: "≥ " + quantity.text, floor: floor,
            over: [.fixedInvest, .totalInvest])
    }

    /// A clause that draws a line for a figure per 亩 or for the floor-area ratio; nil for any other clause.
    func clause(_ clause: ClauseFinding) -> ReportObject? {
        guard clause.outcome != .notApplicable, let key = clause.quantity, let required = clause.required,
            required.first == "≥" || required.first == ">",
            let floor = LeadArithmetic.floor(required)
        else { return nil }
        let source = clause.citation.document + " " + clause.citation.clause
        if let intensity = Self.intensities.first(where: { $0.key == key }) {
            let isTotal = clause.inputs.contains(.totalInvest)
            var object = line(
                rule: clause.rule, source: source, key: key, required: required, floor: floor,
                over: isTotal ? [.totalInvest] : intensity.over)
            object["force"] = .text(clause.force.rawValue)
            object["result"] = .text(clause.outcome.rawValue)
            return object
        }
        guard key == "far", floor > .zero else { return nil }
        var object: ReportObject = [
            "item": "容积率", "rule": .text(clause.rule), "source": .text(source), "required": .text(required),
        ]
        if let floorArea = lead.quantity("floor_area")?.interval.low, let perMu,
            let most = try? floorArea.divided(by: floor.multiplied(by: perMu))
        {
            object["largest_land"] = .text(most.decimal(digits: 4) + "亩")
        }
        if let land = lead.quantity(.landArea)?.interval.high, let perMu,
            let least = try? land.multiplied(by: perMu).multiplied(by: floor)
        {
            object["least"] = .text("总建筑面积 ≥ " + least.decimal(digits: 2) + "m²")
        }
        object["force"] = .text(clause.force.rawValue)
        object["result"] = .text(clause.outcome.rawValue)
        return object
    }

    /// The number of a line as clauses write it (`≥ 150万元/亩`).
    private static func floor(_ required: String) -> Rational? {
        let digits = required.drop { "≥> ".contains($0) }.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return Rational(decimal: String(digits))
    }

    /// The most land that the money carries at a line, and the least money that the land asks.
    private func line(
        rule: String?, source: String?, key: FieldKey, required: String, floor: Rational, over: [FieldKey]
    ) -> ReportObject {
        let name = Self.intensities.first { $0.key == key }?.name ?? ""
        var object: ReportObject = [
            "item": .text(name), "rule": .optional(rule), "source": .optional(source), "required": .text(required),
        ]
        let above = over.first { lead.quantity($0) != nil } ?? over.first
        if let above, let sum = lead.quantity(above), sum.unit == catalog[above]?.unitText, floor > .zero,
            let low = sum.interval.low, let most = try? low.divided(by: floor)
        {
            object["largest_land"] = .text(most.decimal(digits: 4) + "亩")
            object["largest_land_forms"] = .texts(forms(Quantity(most, unit: "亩")))
        }
        if let land = lead.quantity(.landArea)?.interval.high, let above, let field = catalog[above],
            let least = try? land.multiplied(by: floor)
        {
            object["least"] = .text(field.name + " ≥ " + least.decimal(digits: 4) + field.unitText)
            if let sum = lead.quantity(above), sum.unit == field.unitText, rule == nil {
                let isMet = sum.interval.low.map { $0 >= least } ?? false
                let isMissed = sum.interval.high.map { $0 < least } ?? false
                object["result"] = .text(isMet ? "pass" : isMissed ? "fail" : "missing")
            }
        }
        return object
    }

    /// Columns of the flat formats.
    static func head(_ meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: "测算",
            columns: [
                ReportColumn("指标", "item"), ReportColumn("数值", "text"), ReportColumn("算式", "formula"),
                ReportColumn("要求", "required"), ReportColumn("结果", "result", style: .verdict),
                ReportColumn("最多供地", "largest_land"), ReportColumn("至少", "least"),
                ReportColumn("依据", "source", style: .wrapped),
                ReportColumn("其他单位", "forms", style: .wrapped, width: 60),
            ], meta: meta)
    }
}
