import YinfengEntry
import YinfengModel
import YinfengReport
import YinfengTabular
import YinfengText

/// Reads the ledger of substitution sources (`--sources F`) and the capacities that projects add.
struct SubstitutionFile {
    let ledger: SubstitutionLedger
    private let directory: QuantityDirectory
    private let scanner: QuantityScanner
    private let folder: TextFolder

    private static let headings: [(key: String, names: [String])] = [
        ("id", ["id", "来源编号", "编号", "来源"]), ("owner", ["owner", "来源单位", "出让方", "单位", "企业"]),
        ("kind", ["kind", "类别", "类型"]), ("amount", ["amount", "数量", "替代量", "退出产能"]),
        ("unit", ["unit", "单位（量）", "计量单位"]), ("share", ["share", "折算系数", "可用比例"]),
        ("valid_to", ["valid_to", "有效期止", "有效期至"]),
    ]

    /// Opens the ledger; a row that cannot be read stops the run, because a source that is silently lost changes
    /// verdicts.
    init(path: String, directory: QuantityDirectory, units: UnitTable, folder: TextFolder) throws {
        let table = try TableReader(path: path, wanted: ["id", "来源编号"], folder: folder)
        var columns: [String: Int] = [:]
        for (key, names) in SubstitutionFile.headings {
            columns[key] = table.headings.firstIndex { names.contains($0) }
        }
        for key in ["id", "owner", "kind", "amount"] where columns[key] == nil {
            throw CommandFailure(
                .data,
                "错误：文件“\(path)”：没有“\(SubstitutionFile.headings.first { $0.key == key }?.names[1] ?? key)”列；"
                    + "来源台账应有 来源编号(id)、来源单位(owner)、类别(kind：能耗|产能)、数量(amount)、计量单位(unit)，"
                    + "可加 折算系数(share)、有效期止(valid_to)")
        }
        var sources: [SubstitutionLedger.Source] = []
        var rows: [String: Int] = [:]
        for row in try table.rest() {
            func cell(_ key: String) -> String {
                guard let index = columns[key], index < row.cells.count else { return "" }
                return row.cells[index].filter { !$0.isWhitespace }
            }
            func fail(_ key: String, _ words: String) -> CommandFailure {
                let heading = columns[key].map { table.headings[$0] } ?? key
                return CommandFailure(.data, "错误：\(row.location.text)“\(heading)”列“\(cell(key))”：\(words)")
            }
            let id = cell("id")
            guard !id.isEmpty else { throw fail("id", "来源编号为空；每个来源写一个编号，项目用它指名来源") }
            if let first = rows[id] { throw fail("id", "来源编号与第\(first)行重复；每个来源只写一行") }
            rows[id] = row.location.row
            let kind: FieldKey
            switch cell("kind") {
            case "energy", "energy_swap", "能耗", "能耗替代": kind = "energy_swap"
            case "capacity", "capacity_swap", "产能", "产能置换": kind = "capacity_swap"
            default: throw fail("kind", "类别不明；填 能耗 或 产能")
            }
            // Energy counts in tce, capacity in tonnes.
            let measure: FieldKey = kind == "energy_swap" ? "energy_swap_tce" : "coal_t"
            let amount: Rational
            do throws(RuleFault) {
                amount = try directory.amount(cell("amount") + cell("unit"), of: measure)
            } catch {
                let words = error.explanation
                throw fail("amount", words.fact + "；" + words.remedy)
            }
            guard .zero <= amount else { throw fail("amount", "数量不能为负；核对后重填") }
            var share = Rational.one
            if !cell("share").isEmpty {
                let text = cell("share")
                let number = Rational(decimal: text.hasSuffix("%") ? text.dropLast() : text[...])
                guard let number, let value = text.hasSuffix("%") ? try? number.divided(by: Rational(100)) : number,
                    .zero <= value, value <= .one
                else { throw fail("share", "折算系数应在0与1之间；写作 0.8 或 80%") }
                share = value
            }
            var validTo: CivilDate?
            if !cell("valid_to").isEmpty {
                guard let day = CivilDate(iso: cell("valid_to")) else { throw fail("valid_to", "不是日期；写作 2026-12-31") }
                validTo = day
            }
            sources.append(
                SubstitutionLedger.Source(
                    id: id, owner: cell("owner"), kind: kind, amount: amount, share: share, validTo: validTo))
        }
        ledger = SubstitutionLedger(sources: sources)
        self.directory = directory
        self.folder = folder
        scanner = QuantityScanner(table: units)
    }

    /// The new capacity in 吨 that a lead states, nil unless exactly one amount of goods stands in its words.
    func newCapacity(_ lead: Lead) -> Rational? {
        for key in ["capacity", "products", "content"] as [FieldKey] {
            guard let text = lead.text(key) else { continue }
            let amounts = Set(
                scanner.mentions(in: folder.fold(text)).compactMap { mention in
                    mention.unit?.dimension.rawValue == "mass" ? mention.canonical?.point : nil
                })
            if amounts.count == 1 { return amounts.first }
            if amounts.count > 1 { return nil }
        }
        return nil
    }

    /// The leads as the ledger proves them, in the order of the list, with what each gets.
    func applied(
        to leads: [Lead], on day: CivilDate
    ) -> [(lead: Lead, allocation: SubstitutionLedger.Allocation)] {
        zip(leads, ledger.allocate(leads, on: day)).map { lead, allocation in
            (ledger.applied(allocation, to: lead, newCapacity: newCapacity(lead)), allocation)
        }
    }
}

extension SubstitutionLedger.Allocation {
    /// What the lead gets of its sources, in the keys of the output.
    var value: ReportValue {
        .list(
            uses.map { use in
                .object([
                    "id": .text(use.id), "kind": .text(use.kind.rawValue), "owner": .text(use.owner),
                    "counted": use.counted.map { .number($0, digits: 4) } ?? .null, "note": .text(use.note),
                ])
            })
    }
}
