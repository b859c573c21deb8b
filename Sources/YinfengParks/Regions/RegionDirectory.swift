package import YinfengModel

/// Names of places to codes and back.
///
/// A name may be the code, the official name, the short name (勐海), an alias, or a path from the top
/// (云南省西双版纳州勐海县). Immutable; every look-up is O(length of the name) but for suggestions.
package struct RegionDirectory: Sendable {
    /// All places, by code.
    package let regions: [Region]
    private let byCode: [RegionCode: Int]
    private let names: NameIndex
    private let official: NameIndex
    private let tops: NameIndex

    /// A directory of places; order does not matter.
    package init(regions: [Region]) {
        let sorted = regions.sorted { $0.code < $1.code }
        self.regions = sorted
        byCode = Dictionary(
            sorted.enumerated().map { ($0.element.code, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var names = NameIndex()
        var official = NameIndex()
        var tops = NameIndex()
        for (position, region) in sorted.enumerated() {
            let all = [region.name, region.short] + region.aliases
            for name in all { names.insert(PlaceName(name), at: position) }
            official.insert(PlaceName(region.name), at: position)
            // A bare short name of a county (和平, 中山) is too common a word to be read inside a text.
            guard region.level == .province || region.level == .prefecture else { continue }
            for name in all { tops.insert(PlaceName(name), at: position) }
            for form in RegionDirectory.contractions(of: region) { names.insert(form, at: position) }
        }
        for (position, form) in RegionDirectory.formerNames(in: sorted) where official.lookup(form).isEmpty {
            names.insert(form, at: position)
        }
        self.names = names
        self.official = official
        self.tops = tops
    }

    /// Counties become cities and districts while their old names live on in texts and sheets (禄丰县, now 禄丰市): each
    /// short name with every other kind word that counties of this edition carry.
    private static func formerNames(in regions: [Region]) -> [(Int, PlaceName)] {
        let counties = regions.enumerated().filter { $0.element.level == .county }
        var words: Set<Character> = []
        for (_, region) in counties where region.name.count == region.short.count + 1 {
            if region.name.hasPrefix(region.short), let word = region.name.last { words.insert(word) }
        }
        return counties.flatMap { position, region in
            words.sorted().map { (position, PlaceName(region.short + String($0))) }
        }
    }

    /// 西双版纳州 for 西双版纳傣族自治州: the short name with the bare word of its kind.
    private static func contractions(of region: Region) -> [PlaceName] {
        region.name.hasSuffix("自治州") ? [PlaceName(region.short + "州")] : []
    }

    /// The place with a code, or nil.
    package func region(_ code: RegionCode) -> Region? { byCode[code].map { regions[$0] } }

    /// The official name of a code; the code itself when this edition does not hold it.
    package func name(of code: RegionCode) -> String { region(code)?.name ?? code.text }

    /// 云南省西双版纳傣族自治州勐海县: the names from the top down to a code.
    package func path(of code: RegionCode) -> String {
        var parts: [String] = []
        for step in [code.province, code.prefecture, code] {
            guard let region = region(step), region.level != .prefectureGroup, parts.last != region.name else {
                continue
            }
            parts.append(region.name)
        }
        return parts.isEmpty ? code.text : parts.joined()
    }

    /// The place that a name or code stands for; `within` limits the answer to a place above it.
    /// At most `suggesting` nearest names are looked for when there is none.
    package func resolve(
        _ text: some StringProtocol, within upper: RegionCode? = nil, suggesting: Int = 5
    ) -> NameResolution<Region> {
        let name = PlaceName(text)
        if let code = RegionCode(name.text), let region = region(code) { return .found(region) }
        let found = positions(of: name, within: upper)
        switch found.count {
        case 0: return .unknown(near: suggesting > 0 ? nearest(name, count: suggesting) : [])
        case 1: return .found(regions[found[0]])
        default: return .ambiguous(found.map { regions[$0] })
        }
    }

    /// The longest name of a place that a folded name begins with, and the places that carry it.
    func leading(_ name: PlaceName) -> (length: Int, regions: [Region])? {
        for length in names.lengths(at: name.scalars[...]) where length <= min(12, name.count) {
            let found = names.lookup(name.scalars[..<length])
            if !found.isEmpty { return (length, found.map { regions[$0] }) }
        }
        return nil
    }

    /// The place that a folded text begins with, down to the innermost (云南省安宁市 → 安宁市), and its length. A county
    /// alone counts only by its official name: 和平 and 东方 are common words.
    package func leadingPlace(of text: PlaceName) -> (region: Region, length: Int)? {
        var best: (region: Region, length: Int)?
        var end = 0
        while let (length, names) = leading(text.dropping(first: end)) {
            let upper = best?.region.code
            let found = names.filter { region in upper.map { $0 != region.code && $0.contains(region.code) } ?? true }
            let top = found.first { candidate in found.allSatisfy { candidate.code.contains($0.code) } }
            guard let region = found.count == 1 ? found.first : top else { break }
            let written = PlaceName(scalars: Array(text.scalars[end..<(end + length)]))
            if best == nil, region.level == .county, written != PlaceName(region.name) { break }
            end += length
            best = (region, end)
        }
        return best
    }

    /// The place inside a known one that a name of a firm begins with by any of its names; nil when there is none, or
    /// several.
    package func leadingPlace(of text: some StringProtocol, inside upper: RegionCode) -> Region? {
        let name = PlaceName(text)
        for length in names.lengths(at: name.scalars[...]) where length <= min(12, name.count - 1) {
            let found = names.lookup(name.scalars[..<length]).filter { position in
                regions[position].code != upper && upper.contains(regions[position].code)
            }
            let inside = narrowed(found, within: nil)
            if inside.count == 1 { return regions[inside[0]] }
        }
        return nil
    }

    /// The province or prefecture that a name of a firm begins with (昆明某某有限公司), or nil. Where a short name is
    /// a province's and a prefecture's, the province is meant.
    package func leadingTop(of text: some StringProtocol) -> Region? {
        let name = PlaceName(text)
        for length in tops.lengths(at: name.scalars[...]) where length <= min(12, name.count - 1) {
            let found = narrowed(tops.lookup(name.scalars[..<length]), within: nil)
            if found.count == 1 { return regions[found[0]] }
            let provinces = found.filter { regions[$0].level == .province }
            if provinces.count == 1 { return regions[provinces[0]] }
        }
        return nil
    }

    /// The nearest places by name, best first.
    package func nearest(_ name: PlaceName, count: Int = 5) -> [Region] {
        names.nearest(name, count: count).map { regions[$0] }
    }

    private func positions(of name: PlaceName, within upper: RegionCode?) -> [Int] {
        let direct = narrowed(names.lookup(name), within: upper)
        if !direct.isEmpty { return direct }
        // A path: its first part is a province or prefecture, the rest is looked for inside it.
        var length = name.count - 1
        while length >= 2 {
            let head = name.scalars[..<length]
            for top in narrowed(tops.lookup(head) + official.lookup(head), within: upper) {
                let code = regions[top].code
                let rest = positions(of: name.dropping(first: length), within: code)
                if !rest.isEmpty { return rest }
            }
            length -= 1
        }
        return []
    }

    /// Keeps the places inside `upper`; where one of them holds all the others (吉林省 holds 吉林市), just that one.
    private func narrowed(_ found: [Int], within upper: RegionCode?) -> [Int] {
        if found.isEmpty { return found }
        var seen: Set<Int> = []
        let inside = found.filter { position in
            guard seen.insert(position).inserted else { return false }
            guard let upper else { return true }
            return upper.contains(regions[position].code)
        }
        guard inside.count > 1 else { return inside }
        if let top = inside.first(where: { candidate in
            inside.allSatisfy { regions[candidate].code.contains(regions[$0].code) }
        }) {
            return [top]
        }
        return inside
    }

    /// Places that a sentence names by their official name, or provinces and prefectures by any name, left to right.
    /// Inside a place named just before, the county's short name is read as well (云南勐海).
    package func mentions(in text: some StringProtocol) -> [Region] {
        let folded = PlaceName(text)
        var marks: [(start: Int, length: Int, positions: [Int])] = []
        for mention in tops.mentions(in: folded, shortest: 2) {
            marks.append((mention.start, mention.length, mention.positions))
        }
        for mention in official.mentions(in: folded, shortest: 2) {
            marks.append((mention.start, mention.length, mention.positions))
        }
        // The longer name wins at the same place: 安宁市, not a top called 安宁.
        marks.sort { ($0.start, -$0.length) < ($1.start, -$1.length) }
        var result: [Region] = []
        var end = 0
        var upper: RegionCode?
        for mark in marks where mark.start >= end {
            var found = narrowed(mark.positions, within: nil)
            if found.count > 1, let upper { found = narrowed(mark.positions, within: upper) }
            guard found.count == 1 else { continue }
            let region = regions[found[0]]
            end = mark.start + mark.length
            upper = region.code
            result.append(region)
            if region.level != .county, let (county, length) = county(in: folded, at: end, within: region.code) {
                result.append(county)
                end += length
            }
        }
        return result
    }

    private func county(in text: PlaceName, at start: Int, within upper: RegionCode) -> (Region, Int)? {
        var length = min(8, text.count - start)
        while length >= 2 {
            let name = text.scalars[start..<(start + length)]
            let found = narrowed(names.lookup(name), within: upper).filter { regions[$0].code != upper }
            if found.count == 1 { return (regions[found[0]], length) }
            length -= 1
        }
        return nil
    }
}
