package import YinfengModel
import YinfengText

/// The parks of a user's table and the rows that could not be used.
package struct ParkTable: Sendable {
    /// The parks, in the table's order.
    package let parks: [Park]
    /// The faults, in the table's order.
    package let issues: [RowIssue]

    /// Reads a parks table; an empty industry or capacity is unknown. `resolve` turns an industry's name into codes
    /// (empty = too wide or unknown). Throws `TabularError` when no heading is known or 名称 is missing.
    package init(
        path: String, headings: ParkHeadings, catalog: FieldCatalog, resolve: (String) -> [IndustryCode] = { _ in [] }
    ) throws(TabularError) {
        try self.init(source: FileSource(path: path), headings: headings, catalog: catalog, resolve: resolve)
    }

    /// As `init(path:…)` over a source of bytes.
    package init(
        source: any ByteSource, headings: ParkHeadings, catalog: FieldCatalog,
        resolve: (String) -> [IndustryCode] = { _ in [] }
    ) throws(TabularError) {
        let reader = try TableReader(source: source, wanted: ["名称", "园区名称", "开发区名称"], folder: catalog.folder)
        let columns = reader.headings.map { headings.match($0) }
        guard columns.contains(where: { $0?.key == .name }) else {
            throw .noColumn(file: source.name, column: "名称", near: Nearest.names(to: "园区名称", in: reader.headings))
        }
        let builder = ParkBuilder(
            headings: reader.headings, columns: columns, catalog: catalog,
            quantities: QuantityReader(table: catalog.units, folder: catalog.folder),
            file: source.name)
        var parks: [Park] = []
        var issues: [RowIssue] = []
        var codes: Set<String> = []
        while let row = try reader.next() {
            switch builder.park(row, resolve: resolve) {
            case .failure(let fault): issues.append(fault.issue)
            case .success(let park):
                if codes.insert(park.code).inserted {
                    parks.append(park)
                } else {
                    issues.append(
                        RowIssue(location: row.location, value: park.code, message: "编码重复；请改用不同的编码，本行未采用"))
                }
            }
        }
        self.parks = parks
        self.issues = issues
    }
}

/// Makes a `Park` of a row.
private struct ParkBuilder {
    struct Fault: Error {
        let issue: RowIssue
    }

    let headings: [String]
    let columns: [ParkHeadings.Column?]
    let catalog: FieldCatalog
    let quantities: QuantityReader
    let file: String

    func park(_ row: TableRow, resolve: (String) -> [IndustryCode]) -> Result<Park, Fault> {
        func cell(_ key: ParkHeadings.Key) -> String? {
            for (index, column) in columns.enumerated() where column?.key == key && index < row.cells.count {
                let text = row.cells[index].trimmingBlanks()
                if !text.isEmpty { return text }
            }
            return nil
        }
        if let fault = row.fault { return .failure(issue(row, nil, "", fault)) }
        guard let name = cell(.name) else { return .failure(issue(row, "名称", "", "园区名称空缺；请补上")) }
        var numbers: [ParkHeadings.Key: Rational] = [:]
        for (index, column) in columns.enumerated() {
            guard let column, column.key == .output || column.key == .land, index < row.cells.count else { continue }
            switch number(row.cells[index], column) {
            case .success(let value): numbers[column.key] = value ?? numbers[column.key]
            case .failure(let fault):
                return .failure(issue(row, headings[index], row.cells[index], fault.message))
            }
        }
        var capacities: [String: String] = [:]
        var limits: [ParkLimit] = []
        for (index, column) in columns.enumerated() {
            guard let column, column.key == .capacity, index < row.cells.count else { continue }
            let text = row.cells[index].trimmingBlanks()
            if text.isEmpty { continue }
            capacities[column.name] = text
            guard let limit = limit(text, column) else { continue }
            // Two columns for one use (绿电直连 and 可用电力) are one supply: the wider one counts.
            if let known = limits.firstIndex(where: { $0.fields == limit.fields }) {
                if limit.amount > limits[known].amount { limits[known] = limit }
            } else {
                limits.append(limit)
            }
        }
        var industries: [ParkIndustry] = []
        for (key, role) in [(ParkHeadings.Key.lead, IndustryRole.lead), (.potential, .potential), (.listed, .listed)] {
            for item in cell(key).map(ListText.split) ?? [] {
                industries.append(industry(item, role: role, rank: industries.count + 1, resolve: resolve))
            }
        }
        return .success(
            Park(
                code: cell(.code) ?? "\(file)#\(row.location.row)", name: name,
                aliases: cell(.aliases).map(ListText.split) ?? [], provinceName: cell(.province) ?? "",
                prefecture: cell(.prefecture).flatMap { RegionCode($0) },
                region: cell(.region).flatMap { RegionCode($0) },
                level: cell(.level) ?? "", type: cell(.type) ?? "", industries: industries,
                outputYi: numbers[.output], landLeftMu: numbers[.land], capacities: capacities, limits: limits,
                note: cell(.note) ?? ""))
    }

    /// `C15 酒、饮料和精制茶制造业`, `1530`, `精制茶`: a code stands for itself, a name is resolved.
    private func industry(
        _ item: String, role: IndustryRole, rank: Int, resolve: (String) -> [IndustryCode]
    ) -> ParkIndustry {
        let head = item.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
        let rest = String(item.dropFirst(head.count)).trimmingBlanks()
        if let code = IndustryCode(head) {
            return ParkIndustry(
                name: rest.isEmpty ? item : rest, codes: [code], role: role, rank: rank, isVerified: true, source: file)
        }
        return ParkIndustry(
            name: item, codes: resolve(item), role: role, rank: rank, isVerified: true, source: file)
    }

    private struct NumberFault: Error {
        let message: String
    }

    private func number(
        _ cell: String, _ column: ParkHeadings.Column
    ) -> Result<Rational?, NumberFault> {
        let isLand = column.key == .land
        let target = QuantityTarget(
            dimension: isLand ? "area" : "money_cny", headingUnit: column.unit, canonical: isLand ? "mu" : "yuan_yi",
            unitText: isLand ? "亩" : "亿元")
        switch quantities.read(cell, target: target) {
        case .missing: return .success(nil)
        case .invalid(let message): return .failure(NumberFault(message: message))
        case .value(.quantity(let quantity), _):
            return .success(quantity.interval.point ?? quantity.interval.low ?? quantity.interval.high)
        case .value: return .success(nil)
        }
    }

    /// What a cell of a capacity says of the amount that is left; nil for words (充足, 是) and for nothing stated.
    private func limit(_ text: String, _ column: ParkHeadings.Column) -> ParkLimit? {
        guard let key = column.fields.first, let field = catalog[key] else { return nil }
        guard let target = catalog.target(for: field, headingUnit: column.unit) else {
            // A field without unit, such as the lead itself, is counted.
            return Rational(decimal: text).flatMap { amount in
                amount < .zero ? nil : ParkLimit(name: column.name, fields: column.fields, amount: amount, unit: "个")
            }
        }
        var open = target
        open.least = nil
        open.greatest = nil
        open.labels = []
        guard case .value(.quantity(let quantity), _) = quantities.read(text, target: open),
            let amount = quantity.interval.low ?? quantity.interval.high, amount >= .zero
        else { return nil }
        return ParkLimit(name: column.name, fields: column.fields, amount: amount, unit: target.unitText)
    }

    private func issue(_ row: TableRow, _ column: String?, _ value: String, _ message: String) -> Fault {
        Fault(
            issue: RowIssue(
                location: SourceLocation(
                    file: row.location.file, sheet: row.location.sheet, row: row.location.row, column: column),
                value: value, message: message))
    }
}

extension String {
    /// The text without blanks at its ends.
    func trimmingBlanks() -> String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[start...end])
    }
}
