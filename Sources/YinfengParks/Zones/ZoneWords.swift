/// How the kind of a zone is written: 产业园区, 工业园区 and 工业园 name one kind, 经开区 is short for two.
package struct ZoneWords: Sendable {
    /// The written forms, longest first, with the key that stands for the kind.
    let forms: [(form: PlaceName, key: PlaceName)]

    /// Forms with their keys; order does not matter. A form that may stand before a name (中国) has an empty key.
    package init(_ pairs: [(form: String, key: String)]) {
        forms = pairs.map { (PlaceName($0.form), PlaceName($0.key)) }
            .sorted { ($1.form.count, $0.form.text) < ($0.form.count, $1.form.text) }
    }
}

/// The loose form of a zone's name: province and grouping prefecture dropped, the county's kind word dropped, the
/// zone's kind word replaced by its key, so that 云南省勐海县产业园区 and 勐海工业园区 meet.
struct ZoneNameForms: Sendable {
    let regions: RegionDirectory
    let words: ZoneWords

    /// The loose form of a folded name.
    func loose(_ name: PlaceName) -> PlaceName { looseAndOwn(name).loose }

    /// The loose form, and what `own` gives.
    func looseAndOwn(_ name: PlaceName) -> (loose: PlaceName, own: PlaceName?) {
        let parts = parts(of: name)
        return (
            PlaceName(scalars: parts.place + parts.rest.scalars),
            parts.isKindOnly || parts.rest.count < 4 ? nil : parts.rest
        )
    }

    /// The loose form without any place before its own name (松山湖高新 for 东莞松山湖高新技术产业开发区), and the
    /// places that were dropped; nil when a kind word alone would be left.
    func bare(_ name: PlaceName) -> (name: PlaceName, places: [Region])? {
        let parts = parts(of: name)
        guard !parts.isKindOnly, !parts.places.isEmpty, parts.rest.count >= 4 else { return nil }
        return (parts.rest, parts.places)
    }

    /// The bare loose form of a name that no place stands before.
    func own(_ name: PlaceName) -> PlaceName? { looseAndOwn(name).own }

    /// A name taken apart: the place that stands last before its own part, in its short form, and that part with its
    /// kind word replaced.
    private func parts(
        of name: PlaceName
    ) -> (place: [UInt32], places: [Region], rest: PlaceName, isKindOnly: Bool) {
        var rest = name
        for (form, key) in words.forms where key.isEmpty && rest.count > form.count && rest.hasPrefix(form) {
            rest = rest.dropping(first: form.count)
            break
        }
        var place: [UInt32] = []
        var places: [Region] = []
        while let (length, found) = regions.leading(rest), length < rest.count {
            let after = rest.dropping(first: length)
            if isKindWord(after) || !found.contains(where: { $0.level == .province }) {
                place = shortest(of: found, written: Array(rest.scalars.prefix(length)))
            }
            places = found
            rest = after
            if isKindWord(after) { break }
        }
        return (place, places, keyed(rest), isKindWord(rest))
    }

    /// The short name where all places that carry the written name share it, else the written name.
    private func shortest(of found: [Region], written: [UInt32]) -> [UInt32] {
        let shorts = Set(found.map { PlaceName($0.short) })
        if shorts.count == 1, let only = shorts.first { return only.scalars }
        return written
    }

    private func isKindWord(_ name: PlaceName) -> Bool {
        words.forms.contains { $0.form == name }
    }

    private func keyed(_ name: PlaceName) -> PlaceName {
        for (form, key) in words.forms where !key.isEmpty && name.hasSuffix(form) {
            return PlaceName(scalars: name.dropping(last: form.count).scalars + key.scalars)
        }
        return name
    }
}
