import Foundation
package import YinfengModel
package import YinfengText

/// Takes names apart by data: legal forms, places, common words, look-alike characters.
package struct CompanyNameReader: Sendable {
    private let folder: TextFolder
    private let suffixes: [(word: [Unicode.Scalar], form: LegalForm)]
    private let branches: [[Unicode.Scalar]]
    private let groups: [[Unicode.Scalar]]
    private let remarks: [[Unicode.Scalar]]
    private let foreign: [String: LegalForm]
    private let places: [String: PlaceName]
    /// Bare names that are places and common words.
    private let common: Set<String>
    /// Lengths of the places that begin with two characters, longest first: most names begin with none.
    private let placeLengths: [UInt64: [Int]]
    /// The characters of all legal forms and words around them.
    let formScalars: Set<Unicode.Scalar>
    /// Look-alike characters.
    package let lookalikes: Lookalikes
    /// Pinyin of characters.
    package let pinyin: PinyinTable

    /// What a written place name (勐海县, 勐海) stands for.
    package struct PlaceName: Sendable {
        /// The short form.
        package let short: String
        /// The places of that name.
        package var codes: [RegionCode]

        /// A place name.
        package init(short: String, codes: [RegionCode]) {
            self.short = short
            self.codes = codes
        }
    }

    /// A reader. `places` holds each written form; `common` lists the bare forms that are common words too (东方, 光明).
    package init(
        folder: TextFolder, forms: [LegalFormWord], places: [String: PlaceName], common: Set<String>,
        lookalikes: Lookalikes, pinyin: PinyinTable
    ) {
        self.folder = folder
        func scalars(_ role: LegalFormWord.Role) -> [[Unicode.Scalar]] {
            forms.filter { $0.role == role }.map { Array($0.word.unicodeScalars) }.sorted { $0.count > $1.count }
        }
        suffixes = forms.filter { $0.role == .suffix }.map { (Array($0.word.unicodeScalars), $0.form) }
            .sorted { $0.0.count > $1.0.count }
        branches = scalars(.branch)
        groups = scalars(.group)
        remarks = scalars(.remark)
        formScalars = Set(forms.filter { $0.role != .foreign }.flatMap { Array($0.word.unicodeScalars) })
        foreign = Dictionary(
            forms.filter { $0.role == .foreign }.map { ($0.word, $0.form) }, uniquingKeysWith: { first, _ in first })
        self.places = places
        self.common = common
        var lengths: [UInt64: Set<Int>] = [:]
        for name in places.keys {
            let scalars = Array(name.unicodeScalars)
            guard let head = CompanyNameReader.head(scalars) else { continue }
            lengths[head, default: []].insert(scalars.count)
        }
        placeLengths = lengths.mapValues { $0.sorted(by: >) }
        self.lookalikes = lookalikes
        self.pinyin = pinyin
    }

    /// Takes a name apart. O(length).
    package func read(_ name: String) -> CompanyName {
        let plain = CompanyNameReader.plain(folder.folded(name))
        if !plain.contains(where: { $0.properties.isIdeographic }) { return readForeign(folder.folded(name)) }
        return read(scalars: plain)
    }

    /// Brackets of one form, without blanks and points.
    private static func plain(_ folded: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in folded.unicodeScalars {
            switch scalar {
            case "〔", "【", "[", "{", "《", "〈", "「", "（": result.append("(")
            case "〕", "】", "]", "}", "》", "〉", "」", "）": result.append(")")
            case "·", "•", "・", "‧", "∙", ".", ",", "，", "。", "、", "\"", "'", "“", "”", "-", "—", "_", "*": continue
            default:
                if !scalar.properties.isWhitespace { result.append(scalar) }
            }
        }
        return result
    }

    func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    func read(scalars plain: [Unicode.Scalar]) -> CompanyName {
        var rest = withoutRemark(plain)
        var branch = ""
        // A branch writes its own place after the company's full name.
        if let (head, tail) = splitBranch(rest) {
            rest = head
            branch = text(tail)
        }
        var form = LegalForm.none
        var isGroup = false
        strip(trailing: groups, from: &rest, flag: &isGroup)
        for suffix in suffixes where rest.count > suffix.word.count && rest.ends(with: suffix.word) {
            rest.removeLast(suffix.word.count)
            form = suffix.form
            break
        }
        strip(trailing: groups, from: &rest, flag: &isGroup)
        var heads: [[Unicode.Scalar]] = []
        var regions = stripPrefix(&rest, heads: &heads)
        var doubtful: String?
        var beyond = rest
        if regions.isEmpty, let (short, length) = commonPlace(rest) {
            doubtful = short
            beyond = Array(rest.dropFirst(length))
        }
        let before = regions.count
        let unwrapped = rest.filter { $0 != "(" && $0 != ")" }
        takeBrackets(&rest, regions: &regions, isGroup: &isGroup)
        var ignoredRegions: [String] = []
        var ignoredGroup = false
        takeBrackets(&beyond, regions: &ignoredRegions, isGroup: &ignoredGroup)
        var readings: [String] = []
        for var head in heads {
            takeBrackets(&head, regions: &ignoredRegions, isGroup: &ignoredGroup)
            readings.append(text(head))
        }
        var stem: String?
        if let inner = innerGroup(rest) { stem = text(inner) }
        return CompanyName(
            folded: text(plain), regions: regions, doubtfulRegion: doubtful, core: text(rest),
            coreWithoutDoubtful: text(beyond), readings: readings + [text(rest)],
            bracketed: Array(regions[before...]), unwrapped: regions.count > before ? text(unwrapped) : text(rest),
            form: form, isGroup: isGroup, groupStem: stem, branch: branch)
    }

    /// Drops a bracket that only tells another name: （简称：…）, （曾用名…）.
    private func withoutRemark(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard let open = scalars.firstIndex(of: "("), open > 1 else { return scalars }
        let inner = scalars[(open + 1)...]
        guard remarks.contains(where: { inner.starts(with: $0) }) else { return scalars }
        let close = inner.firstIndex(of: ")").map { $0 + 1 } ?? scalars.count
        return Array(scalars[..<open] + scalars[close...])
    }

    private func splitBranch(_ scalars: [Unicode.Scalar]) -> ([Unicode.Scalar], [Unicode.Scalar])? {
        guard branches.contains(where: { scalars.count > $0.count && scalars.ends(with: $0) }) else { return nil }
        for suffix in suffixes where suffix.form != .plain {
            var start = scalars.count - suffix.word.count - 2
            while start > 0 {
                if scalars[start..<(start + suffix.word.count)].elementsEqual(suffix.word) {
                    let end = start + suffix.word.count
                    return (Array(scalars[..<end]), Array(scalars[end...]))
                }
                start -= 1
            }
        }
        return nil
    }

    private func strip(trailing words: [[Unicode.Scalar]], from rest: inout [Unicode.Scalar], flag: inout Bool) {
        for word in words where rest.count > word.count && rest.ends(with: word) {
            rest.removeLast(word.count)
            flag = true
            return
        }
    }

    /// Takes up to three place names off the head, each within the one before, as long as two characters remain.
    ///
    /// 浙江新安化工 keeps its 新安: the county of that name lies elsewhere.
    private func stripPrefix(_ rest: inout [Unicode.Scalar], heads: inout [[Unicode.Scalar]]) -> [String] {
        var regions: [String] = []
        var within: [RegionCode]?
        while regions.count < 3 {
            if let found = place(at: rest, within: within, allowsCommon: within != nil), rest.count - found.length >= 2
            {
                heads.append(rest)
                regions.append(found.short)
                rest.removeFirst(found.length)
                within = found.codes
            } else if rest.first == "(", let close = rest.firstIndex(of: ")"), rest.count - close > 2,
                let place = places[text(rest[1..<close])]
            {
                // 云南（玉溪）红塔纸业: a bracket in front is a place like any other.
                heads.append(rest)
                if regions.last != place.short { regions.append(place.short) }
                rest.removeFirst(close + 1)
                within = place.codes
            } else {
                break
            }
        }
        return regions
    }

    private func place(at rest: [Unicode.Scalar], within: [RegionCode]?, allowsCommon: Bool)
        -> (short: String, length: Int, codes: [RegionCode])?
    {
        guard let head = CompanyNameReader.head(rest), let lengths = placeLengths[head] else { return nil }
        for length in lengths where length <= rest.count - 2 {
            let candidate = text(rest[..<length])
            if let place = places[candidate], allowsCommon || !common.contains(candidate) {
                let codes = place.codes.filter { code in within?.contains { $0 != code && $0.contains(code) } ?? true }
                if !codes.isEmpty { return (place.short, length, codes) }
            }
        }
        return nil
    }

    /// Whether a place name stands at the head, common word or not.
    func beginsWithPlace(_ scalars: [Unicode.Scalar]) -> Bool {
        place(at: scalars, within: nil, allowsCommon: true) != nil
    }

    /// The first two characters as one number.
    private static func head(_ scalars: [Unicode.Scalar]) -> UInt64? {
        scalars.count < 2 ? nil : UInt64(scalars[0].value) << 32 | UInt64(scalars[1].value)
    }

    private func commonPlace(_ rest: [Unicode.Scalar]) -> (String, Int)? {
        guard let found = place(at: rest, within: nil, allowsCommon: true),
            common.contains(text(rest[..<found.length]))
        else { return nil }
        return (found.short, found.length)
    }

    /// Removes bracketed places, unwraps other brackets; a bracketed 集团 is the same as a bare one.
    private func takeBrackets(_ rest: inout [Unicode.Scalar], regions: inout [String], isGroup: inout Bool) {
        guard rest.contains("(") else { return }
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < rest.count {
            if rest[index] == "(", let close = rest[index...].firstIndex(of: ")") {
                let inner = text(rest[(index + 1)..<close])
                if let short = places[inner]?.short {
                    if !regions.contains(short) { regions.append(short) }
                } else {
                    result.append(contentsOf: rest[(index + 1)..<close])
                }
                index = close + 1
            } else {
                if rest[index] != "(", rest[index] != ")" { result.append(rest[index]) }
                index += 1
            }
        }
        rest = result
        strip(trailing: groups, from: &rest, flag: &isGroup)
    }

    private func innerGroup(_ rest: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar>? {
        for word in groups where rest.count > word.count + 1 {
            for start in 1..<(rest.count - word.count) where rest[start..<(start + word.count)].elementsEqual(word) {
                return rest[..<start]
            }
        }
        return nil
    }

    private func readForeign(_ folded: String) -> CompanyName {
        var tokens: [String] = []
        var current = ""
        // Accents are left out as often as written (Nestlé, Nestle).
        for scalar in folded.decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                current.unicodeScalars.append(scalar)
            } else if scalar == "." || scalar == "'" || scalar == "’" {
                continue  // S.A. and Inc. are one token
            } else if !current.isEmpty {
                tokens.append(current)
                current = ""
            }
        }
        if !current.isEmpty { tokens.append(current) }
        var form = LegalForm.none
        while tokens.count > 1, let last = tokens.last, let found = foreign[last] {
            if found != .plain || form == .none { form = form == .none || form == .plain ? found : form }
            tokens.removeLast()
        }
        let core = tokens.joined(separator: " ")
        return CompanyName(
            folded: core, regions: [], doubtfulRegion: nil, core: core, coreWithoutDoubtful: core, readings: [core],
            bracketed: [], unwrapped: core, form: form, isGroup: false, groupStem: nil, branch: "")
    }
}

extension Collection where Element: Equatable, Self: BidirectionalCollection {
    /// Whether the collection ends with the other.
    fileprivate func ends(with other: some BidirectionalCollection<Element>) -> Bool {
        reversed().starts(with: other.reversed())
    }
}
