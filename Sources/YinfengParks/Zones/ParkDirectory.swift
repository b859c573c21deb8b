package import YinfengModel

/// All zones, found by code or by any name, old or new.
///
/// Parks stand in the order of their codes, so a position in `parks` is also the tie-break of a ranking.
package struct ParkDirectory: Sendable {
    /// The zones, by code.
    package let parks: [Park]
    private let byCode: [String: Int]
    private let exact: NameIndex
    private let loose: NameIndex
    private let own: NameIndex
    private let forms: ZoneNameForms
    private let places: [RegionCode?]

    /// A directory of zones; of zones with one code the last wins, so that a user's table may replace a catalogue row.
    package init(parks: [Park], regions: RegionDirectory, words: ZoneWords) {
        var latest: [String: Park] = [:]
        for park in parks { latest[park.code] = park }
        let sorted = latest.values.sorted { $0.code < $1.code }
        self.parks = sorted
        byCode = Dictionary(
            sorted.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
        forms = ZoneNameForms(regions: regions, words: words)
        var exact = NameIndex()
        var loose = NameIndex()
        var own = NameIndex()
        for (position, park) in sorted.enumerated() {
            exact.insert(PlaceName(park.code), at: position)
            for name in [park.name] + park.aliases {
                let folded = PlaceName(name)
                exact.insert(folded, at: position)
                let (whole, bare) = forms.looseAndOwn(folded)
                loose.insert(whole, at: position)
                if let bare { own.insert(bare, at: position) }
            }
        }
        self.exact = exact
        self.loose = loose
        self.own = own
        places = sorted.map { park in
            park.region ?? park.prefecture ?? regions.resolve(park.provinceName, suggesting: 0).candidates.first?.code
        }
    }

    /// The zone with this code, or nil.
    package func park(code: String) -> Park? { byCode[code].map { parks[$0] } }

    /// The position of a zone in `parks`, or nil.
    package func position(ofCode code: String) -> Int? { byCode[code] }

    /// The most exact place known of the zone at a position: county, prefecture, or the province that lists it.
    package func place(at position: Int) -> RegionCode? { places[position] }

    /// Whether the place of the zone at a position is only its prefecture's or province's: shown with a mark.
    package func isPlaceInferred(at position: Int) -> Bool { parks[position].region == nil }

    /// The zone that a code or name stands for. Names are compared folded; then loosely (province dropped,
    /// 工业园区 ↔ 产业园区, 经开区 forms); then the nearest names are given, zones of a place of that name first.
    /// `within` limits the answer to zones in a place. O(length), but O(names × length²) for up to `suggesting` names.
    package func resolve(
        _ text: some StringProtocol, within upper: RegionCode? = nil, suggesting: Int = 5
    ) -> NameResolution<Park> {
        let name = PlaceName(text)
        if let position = byCode[name.text] { return .found(parks[position]) }
        for (index, key) in [(exact, name), (loose, forms.loose(name))] {
            let found = narrowed(index.lookup(key), within: upper)
            if found.count == 1 { return .found(parks[found[0]]) }
            if found.count > 1 { return .ambiguous(found.map { parks[$0] }) }
        }
        // 宁德东侨经开区: a place before a name that is written without it in the catalogue; it must lie there.
        if let (bare, above) = forms.bare(name) {
            let found = narrowed(own.lookup(bare), within: upper).filter { position in
                places[position].map { place in above.contains { $0.code.contains(place) || place.contains($0.code) } }
                    ?? false
            }
            if found.count == 1 { return .found(parks[found[0]]) }
            if found.count > 1 { return .ambiguous(found.map { parks[$0] }) }
        } else if let bare = forms.own(name) {
            let found = narrowed(own.lookup(bare), within: upper)
            if found.count == 1 { return .found(parks[found[0]]) }
            if found.count > 1 { return .ambiguous(found.map { parks[$0] }) }
        }
        return .unknown(near: suggesting > 0 ? nearest(name, count: suggesting).map { parks[$0] } : [])
    }

    private func narrowed(_ found: [Int], within upper: RegionCode?) -> [Int] {
        guard let upper else { return found }
        return found.filter { position in places[position].map { upper.contains($0) } ?? false }
    }

    /// Zones of a place with that name, then by loose and by written name, then by shared rare pairs of characters.
    private func nearest(_ name: PlaceName, count: Int) -> [Int] {
        var result: [Int] = []
        for region in forms.regions.resolve(name.text, suggesting: 0).candidates where result.count < count {
            result += positions(in: region.code).prefix(count - result.count)
        }
        func add(_ positions: [Int]) {
            for position in positions where result.count < count && !result.contains(position) {
                result.append(position)
            }
        }
        add(loose.nearest(forms.loose(name), count: count))
        add(exact.nearest(name, count: count))
        if result.count < count { add(exact.alike(name, count: count)) }
        return result
    }

    /// Positions of the zones in a place, ascending. A zone known only by its prefecture or province belongs to a
    /// county only when that is asked for by the prefecture or the province. O(zones).
    package func positions(in region: RegionCode) -> [Int] {
        places.indices.filter { position in places[position].map { region.contains($0) } ?? false }
    }

    /// Positions of the zones that a sentence names in full or by an alias, left to right. Names that several zones
    /// carry are left out.
    package func mentions(in text: some StringProtocol) -> [Int] {
        var result: [Int] = []
        for mention in exact.mentions(in: PlaceName(text), shortest: 4) where mention.positions.count == 1 {
            let position = mention.positions[0]
            if !result.contains(position) { result.append(position) }
        }
        return result
    }
}
