package import YinfengModel

/// Industries that texts name for regions, clusters, county areas and towns.
package struct GuidanceBook: Sendable {
    /// A town that a text names, with its county and the area that it belongs to.
    package struct Town: Sendable, Equatable {
        /// The town as the text writes it, without its county.
        package let name: String
        /// The area of the text (滇中产业聚集区·碧城组团).
        package let area: String
        /// The county that the town lies in; nil when the text does not say.
        package let region: RegionCode?
    }

    /// The lines, by document, then order of the file.
    package let lines: [RegionGuidance]
    /// The towns, in the order of the lines.
    package let towns: [Town]
    private let townNames: NameIndex

    /// A book of lines; `regions` splits a county from a town written with it (禄丰县土官). `townWords` are the kind
    /// words that may be left off a town's name (镇, 乡, 街道).
    package init(lines: [RegionGuidance], regions: RegionDirectory, townWords: [String]) {
        self.lines = lines
        var towns: [Town] = []
        for line in lines {
            for written in line.towns {
                for part in GuidanceBook.split(written) {
                    let town = GuidanceBook.town(part, of: line, regions: regions)
                    if !towns.contains(town) { towns.append(town) }
                }
            }
        }
        var names = NameIndex()
        for (position, town) in towns.enumerated() {
            let name = PlaceName(town.name)
            names.insert(name, at: position)
            let bare = GuidanceBook.bare(name, words: townWords)
            guard bare.count >= 2 else { continue }
            names.insert(bare, at: position)
            for word in townWords { names.insert(PlaceName(bare.text + word), at: position) }
        }
        self.towns = towns
        townNames = names
    }

    /// 连然—金方 names two towns; the dash is dropped by folding, so it is split before.
    private static func split(_ text: String) -> [String] {
        text.split { $0 == "—" || $0 == "、" }.map(String.init)
    }

    private static func town(_ text: String, of line: RegionGuidance, regions: RegionDirectory) -> Town {
        let name = PlaceName(text)
        if let (length, found) = regions.leading(name), length + 1 < name.count,
            let county = found.first(where: { line.regions.contains($0.code) })
        {
            return Town(name: name.dropping(first: length).text, area: line.name, region: county.code)
        }
        return Town(name: text, area: line.name, region: line.regions.first)
    }

    private static func bare(_ name: PlaceName, words: [String]) -> PlaceName {
        for word in words {
            let suffix = PlaceName(word)
            if name.count > suffix.count + 1, name.hasSuffix(suffix) { return name.dropping(last: suffix.count) }
        }
        return name
    }

    /// The towns that carry a name, with or without 镇 or 乡; a county before the name is read (禄丰县土官).
    package func towns(named text: some StringProtocol, regions: RegionDirectory) -> [Town] {
        let name = PlaceName(text)
        let direct = townNames.lookup(name)
        if !direct.isEmpty { return direct.map { towns[$0] } }
        var rest = name
        var upper: [Region] = []
        while let (length, found) = regions.leading(rest), length < rest.count {
            upper = found
            rest = rest.dropping(first: length)
            let inside = townNames.lookup(rest).map { towns[$0] }.filter { town in
                town.region.map { region in upper.contains { $0.code.contains(region) } } ?? false
            }
            if !inside.isEmpty { return inside }
        }
        return []
    }

    /// Positions in `lines` of the guidance for a place: lines that name the place or one above it. O(lines).
    package func positions(covering place: RegionCode) -> [Int] {
        lines.indices.filter { position in lines[position].regions.contains { $0.contains(place) } }
    }
}
