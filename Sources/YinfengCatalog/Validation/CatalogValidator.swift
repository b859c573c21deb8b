import YinfengModel

/// Checks editions against their manifests: structure, codes, parents, dates, checksums, units.
///
/// Collects every fault instead of stopping at the first; the order is that of the editions, tables and rows.
package struct CatalogValidator {
    private let store: CatalogStore
    private var faults: [CatalogFault] = []
    private var columnValues: [String: Set<String>] = [:]

    /// A validator over an opened store.
    package init(store: CatalogStore) { self.store = store }

    /// Checks the editions with these ids (all when empty) and returns every fault found.
    package mutating func validate(editions ids: [String] = []) -> [CatalogFault] {
        faults = []
        for edition in store.editions where ids.isEmpty || ids.contains(edition.manifest.id) {
            check(edition)
        }
        checkOverlaps()
        return faults
    }

    private mutating func check(_ edition: CatalogStore.Edition) {
        let manifest = edition.manifest
        let name = "\(manifest.kind)/\(manifest.id)"
        let place = name + "/edition.json"
        let folder = edition.folder.split(separator: "/").map(String.init)
        if folder.last != manifest.id {
            faults.append(CatalogFault(place, "id“\(manifest.id)”与文件夹名不同", remedy: "两者应一致"))
        }
        if folder.dropLast().last != manifest.kind {
            faults.append(CatalogFault(place, "kind“\(manifest.kind)”与上级文件夹名不同", remedy: "两者应一致"))
        }
        if manifest.title.isEmpty { faults.append(CatalogFault(place, "缺少标题 title", remedy: "写明文件全称")) }
        if !["high", "medium", "low"].contains(manifest.confidence) {
            faults.append(CatalogFault(place, "confidence“\(manifest.confidence)”不在 high、medium、low 之中"))
        }
        if manifest.tables.isEmpty { faults.append(CatalogFault(place, "没有列出任何表 tables")) }
        checkDates(manifest, place: place)
        if let older = manifest.supersedes, store.edition(older) == nil {
            faults.append(CatalogFault(place, "supersedes 指向不存在的版本“\(older)”", remedy: "改正版本号，或写 null"))
        }
        for table in manifest.tables { check(table, of: manifest, name: name) }
    }

    private mutating func checkDates(_ manifest: EditionManifest, place: String) {
        for (key, value) in [
            ("issued", manifest.issued), ("effective_from", manifest.effectiveFrom),
            ("effective_to", manifest.effectiveTo), ("checked_until", manifest.checkedUntil),
        ] {
            if let value, CivilDate(iso: value) == nil {
                faults.append(CatalogFault(place, "\(key)“\(value)”不是日期", remedy: "写成 2026-01-31"))
            }
        }
        if let from = manifest.effectiveFrom.flatMap({ CivilDate(iso: $0) }),
            let to = manifest.effectiveTo.flatMap({ CivilDate(iso: $0) }), to < from
        {
            faults.append(CatalogFault(place, "失效日期早于生效日期"))
        }
    }

    private mutating func check(_ manifest: TableManifest, of edition: EditionManifest, name: String) {
        let place = name + "/" + manifest.file
        guard manifest.file.hasSuffix(".csv"), !manifest.file.contains("/"), !manifest.file.contains("..") else {
            faults.append(CatalogFault(name + "/edition.json", "表名“\(manifest.file)”应为本文件夹内的 .csv 文件"))
            return
        }
        let table: CatalogTable
        do {
            let bytes = try store.bytes(edition.id, manifest.file)
            let sum = Checksum.sha256(bytes)
            if sum != manifest.sha256 {
                faults.append(
                    CatalogFault(
                        place, "校验和不符：清单为 \(manifest.sha256.prefix(12))…，文件为 \(sum.prefix(12))…",
                        remedy: "确认改动无误后运行 yinfeng catalog build"))
            }
            table = try CatalogTable.parse(bytes, path: place)
        } catch {
            let explanation = error.explanation
            faults.append(CatalogFault(place, explanation.fact, remedy: explanation.remedy))
            return
        }
        if table.count != manifest.rows {
            faults.append(
                CatalogFault(
                    place, "清单写 \(manifest.rows) 行，文件有 \(table.count) 行", remedy: "确认后运行 yinfeng catalog build"))
        }
        let declared = manifest.columns.map(\.name)
        guard declared == table.columns else {
            faults.append(
                CatalogFault(
                    place, row: 1,
                    "列名与清单不符：清单为 \(declared.joined(separator: ","))，文件为 \(table.columns.joined(separator: ","))",
                    remedy: "列名、个数和次序应与 edition.json 一致"))
            return
        }
        for (index, column) in manifest.columns.enumerated() {
            checkColumn(column, index, table, edition: edition, place: place)
        }
        checkKey(manifest, table, place: place)
        checkPeriods(table, place: place)
    }

    private mutating func checkColumn(
        _ column: ColumnManifest, _ index: Int, _ table: CatalogTable, edition: EditionManifest, place: String
    ) {
        let referenced = column.references.flatMap { values(of: $0, in: edition) }
        if let references = column.references, referenced == nil {
            faults.append(CatalogFault(place, column: column.name, "references“\(references)”指向不存在的表或列"))
        }
        let classes = column.type == "industry-code" ? values(of: "gbt4754-2017/classes.csv#code", in: edition) : nil
        let units = column.type == "unit" ? values(of: "field-keys/units.csv#id", in: edition) : nil
        // Only rules say where they hold today; lists of zones keep the codes of their year.
        let regions =
            column.type == "region-code" && edition.kind == "rules"
            ? values(of: "gbt2260-2024/regions.csv#code", in: edition) : nil
        let allowed = column.values.map(Set.init)
        for row in 0..<table.count {
            let cell = table[row, index]
            guard !cell.isEmpty else {
                if column.required == true {
                    faults.append(
                        CatalogFault(place, row: table.fileRow(row), column: column.name, "必填单元格为空", remedy: "补上内容"))
                }
                continue
            }
            let parts =
                column.list.flatMap(\.first).map { mark in
                    cell.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
                } ?? [cell]
            for part in parts {
                let fact =
                    CellRule.fault(part, column: column, classes: classes, units: units, allowed: allowed)
                    ?? (referenced.map { $0.contains(part) } == false ? "在 \(column.references ?? "") 中不存在" : nil)
                    ?? (regions.map { $0.contains(part) } == false ? "在 GB/T 2260 中不存在" : nil)
                if let fact {
                    faults.append(
                        CatalogFault(
                            place, row: table.fileRow(row), column: column.name, "“\(part.prefix(40))”\(fact)",
                            remedy: CellRule.remedy(part, column: column)))
                }
            }
        }
    }

    private mutating func checkKey(_ manifest: TableManifest, _ table: CatalogTable, place: String) {
        let indices = manifest.key.compactMap { table.columns.firstIndex(of: $0) }
        guard indices.count == manifest.key.count else {
            faults.append(CatalogFault(place, "key 中有不存在的列：\(manifest.key.joined(separator: ","))"))
            return
        }
        guard !indices.isEmpty else { return }
        var seen: [[String]: Int] = [:]
        for row in 0..<table.count {
            let key = indices.map { table[row, $0] }
            if let first = seen[key] {
                faults.append(
                    CatalogFault(
                        place, row: table.fileRow(row), column: manifest.key.joined(separator: "+"),
                        "“\(key.joined(separator: "｜").prefix(60))”与第\(first)行重复", remedy: "同一编号只能有一行"))
            } else {
                seen[key] = table.fileRow(row)
            }
        }
    }

    /// A row in force until a day before it begins is never in force: always a slip.
    private mutating func checkPeriods(_ table: CatalogTable, place: String) {
        guard let from = table.columns.firstIndex(of: "effective_from"),
            let to = table.columns.firstIndex(of: "effective_to")
        else { return }
        for row in 0..<table.count {
            if let first = CivilDate(iso: table[row, from]), let last = CivilDate(iso: table[row, to]), last < first {
                faults.append(
                    CatalogFault(place, row: table.fileRow(row), column: "effective_to", "失效日期早于生效日期", remedy: "核对两个日期")
                )
            }
        }
    }

    /// An edition that another one supersedes must end before its successor begins.
    private mutating func checkOverlaps() {
        for edition in store.editions {
            guard let olderID = edition.manifest.supersedes, let older = store.edition(olderID)?.manifest,
                let begins = edition.manifest.effectiveFrom.flatMap({ CivilDate(iso: $0) })
            else { continue }
            if let ends = older.effectiveTo.flatMap({ CivilDate(iso: $0) }), ends >= begins {
                faults.append(
                    CatalogFault(
                        "\(edition.manifest.kind)/\(edition.manifest.id)/edition.json",
                        "与被取代的 \(olderID) 有效期重叠：\(begins.iso)—\(ends.iso)", remedy: "一个日期只能有一版"))
            }
        }
    }

    /// The distinct values of `file.csv#column` (of the same edition) or `edition/file.csv#column`; nil when missing.
    private mutating func values(of reference: String, in edition: EditionManifest) -> Set<String>? {
        let halves = reference.split(separator: "#", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return nil }
        let path = halves[0].split(separator: "/").map(String.init)
        let id = path.count == 2 ? path[0] : edition.id
        let key = id + "/" + (path.last ?? "") + "#" + halves[1]
        if let known = columnValues[key] { return known }
        guard let file = path.last, let table = try? store.table(id, file), let column = try? table.column(halves[1])
        else { return nil }
        var values: Set<String> = []
        for row in 0..<table.count { values.insert(table[row, column]) }
        columnValues[key] = values
        return values
    }
}
