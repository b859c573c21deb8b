import YinfengModel
import YinfengParks
import YinfengReport

/// What the catalogues hold of a place that is no zone: a county, or a town that a text names.
struct PlaceSheet {
    private let place: PlaceBook.Place
    private let places: PlaceBook

    /// The sheet of a place; nil when the name stands for no place, or for several.
    init?(_ name: String, in places: PlaceBook) {
        guard let place = places.resolvePlace(name, suggesting: 0).value else { return nil }
        self.place = place
        self.places = places
    }

    private var title: String { places.regions.path(of: place.region) + (place.town ?? "") }

    func head(meta: ReportMeta) -> ReportHead {
        ReportHead(
            title: title,
            columns: [
                ReportColumn("项", "name"), ReportColumn("内容", "value", style: .wrapped),
                ReportColumn("来源", "source", style: .wrapped),
            ], meta: meta)
    }

    /// The lines: where it lies, what texts want there, which zones there are. Guidance that names towns holds for these
    /// alone; a lapsed plan says so.
    func rows(asOf day: CivilDate) -> [ReportObject] {
        var lines: [(String, String, String)] = [
            ("地名", title, ""), ("区划代码", place.region.text + (place.town == nil ? "" : "（所在县区）"), ""),
        ]
        if let area = place.area { lines.append(("所属片区", area, "")) }
        for position in places.guidance.positions(covering: place.region) {
            let line = places.guidance.lines[position]
            guard place.area == nil || line.towns.isEmpty || line.name == place.area else { continue }
            let lapsed = line.citation.isInForce(on: day) ? "" : "（已到期，仅供参考）"
            lines.append(
                (
                    "产业导向", "\(line.name)：\(line.industryName)\(lapsed)",
                    line.citation.document + " " + line.citation.clause
                ))
        }
        let zones = places.parks.positions(in: place.region).map { places.parks.parks[$0] }
        lines.append(
            (
                "园区", zones.isEmpty ? "目录未载" : zones.map { "\($0.name)（\($0.code)）" }.joined(separator: "、"), ""
            ))
        return lines.map { ["name": .text($0.0), "value": .text($0.1), "source": .text($0.2)] as ReportObject }
    }
}
