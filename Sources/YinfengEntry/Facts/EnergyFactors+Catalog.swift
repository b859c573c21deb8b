package import YinfengCatalog
import YinfengModel

extension EnergyFactors {
    /// Reads the carriers of the entry profile and the factor rows of every edition that holds such kinds.
    package init(from store: CatalogStore, profile: String) throws(CatalogError) {
        guard store.edition(profile)?.manifest.holds("carriers.csv") ?? false else {
            self.init()
            return
        }
        let table = try store.table(profile, "carriers.csv")
        let carriers = table.records.map { record in
            Carrier(
                quantity: FieldKey(rawValue: record["quantity"] ?? ""),
                field: FieldKey(rawValue: record["field"] ?? ""),
                kind: record["kind"] ?? "",
                subjects: (record["subjects"] ?? "").split(separator: ";").map(String.init),
                isByProvince: record["place"] == "province", scale: Rational(decimal: record["scale"] ?? "") ?? .one)
        }
        let kinds = Set(carriers.map(\.kind))
        var provinces: [String: RegionCode] = [:]
        for edition in store.editions(kind: "readings") {
            guard edition.manifest.holds("provinces.csv") else { continue }
            for record in try store.table(edition.manifest.id, "provinces.csv").records {
                if let code = RegionCode(record["code"] ?? "") { provinces[record["name"] ?? ""] = code }
            }
        }
        var factors: [Factor] = []
        for edition in store.editions(kind: "rules") {
            guard edition.manifest.holds("rules.csv") else { continue }
            let rows = try store.table(edition.manifest.id, "rules.csv")
            guard Set(rows.columns).isSuperset(of: ["kind", "subject", "value", "value2", "region", "unit"]) else {
                continue
            }
            for record in rows.records where kinds.contains(record["kind"] ?? "") {
                if let factor = EnergyFactors.factor(record, edition: edition.manifest, provinces) {
                    factors.append(factor)
                }
            }
        }
        self.init(factors: factors.sorted { $0.id < $1.id }, carriers: carriers)
    }

    /// A row with a number; a row whose number nobody holds is left out.
    private static func factor(
        _ record: [String: String], edition: EditionManifest, _ provinces: [String: RegionCode]
    ) -> Factor? {
        guard let low = Rational(decimal: record["value"] ?? "") else { return nil }
        let high = Rational(decimal: record["value2"] ?? "") ?? low
        let region = record["region"] ?? ""
        let province = provinces[region]
        var subject = record["subject"] ?? ""
        // 云南省级电力平均 is the provincial mean of the row's region.
        if province != nil, subject.hasPrefix(region) { subject.removeFirst(region.count) }
        guard province != nil || region == "全国" else { return nil }
        return Factor(
            id: record["id"] ?? "", kind: record["kind"] ?? "", subject: subject, province: province,
            value: Interval(low: low, high: high),
            citation: Citation(
                edition: edition.id, document: record["source"] ?? "", clause: record["id"] ?? "",
                effectiveFrom: CivilDate(iso: record["effective_from"] ?? ""),
                effectiveTo: CivilDate(iso: record["effective_to"] ?? ""), isVerified: record["verified"] == "yes"))
    }
}
