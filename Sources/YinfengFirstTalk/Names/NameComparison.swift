package import YinfengModel

/// How two company names stand to each other.
package enum NameRelation: String, Sendable, Codable {
    /// Equal credit code, or equal after folding.
    case same
    /// 疑同，须核码.
    case doubtful
    /// Group, parent, subsidiary, branch: other legal persons of one house.
    case related
    /// Different.
    case different
}

/// The relation of two names with the reason.
package struct NameComparison: Sendable, Equatable {
    /// The relation.
    package let relation: NameRelation
    /// How alike the names are, 0–1 in ten-thousandths.
    package let score: Points
    /// Why, in Chinese.
    package let because: String
    /// Whether the folded names are equal, whatever the codes say.
    package let isNameEqual: Bool

    init(_ relation: NameRelation, score: Int, because: String, isNameEqual: Bool = false) {
        self.relation = relation
        self.score = Points(score)
        self.because = because
        self.isNameEqual = isNameEqual
    }
}

extension CompanyNameReader {
    /// Compares two names and their credit codes where there are any. O(length).
    ///
    /// An equal valid code makes `same`, two valid different codes never do, whatever the names. Invalid codes are
    /// left out of account and said so.
    package func compare(_ a: String, _ b: String, aUSCC: String? = nil, bUSCC: String? = nil) -> NameComparison {
        compare(read(a), read(b), codes: (CreditCodeReading(aUSCC), CreditCodeReading(bUSCC)))
    }

    /// The same on names already taken apart.
    package func compare(_ a: CompanyName, _ b: CompanyName, codes: (CreditCodeReading, CreditCodeReading))
        -> NameComparison
    {
        let byName = compareNames(a, b)
        let remark = [codes.0, codes.1].contains { $0 == .invalid } ? "（所给信用代码校验不符，未采用）" : ""
        guard case .valid(let left) = codes.0, case .valid(let right) = codes.1 else {
            guard !remark.isEmpty else { return byName }
            return NameComparison(
                byName.relation, score: byName.score.tenThousandths, because: byName.because + remark,
                isNameEqual: byName.isNameEqual)
        }
        if left == right {
            let names = byName.isNameEqual ? "" : "，名称不同（更名或简称）"
            return NameComparison(.same, score: 10_000, because: "统一社会信用代码相同\(names)", isNameEqual: byName.isNameEqual)
        }
        let score = min(byName.score.tenThousandths, 9_999)
        if byName.isNameEqual {
            return NameComparison(
                .different, score: score, because: "名称相同但信用代码不同（\(left)、\(right)），是两个法人", isNameEqual: true)
        }
        if byName.relation == .related {
            return NameComparison(.related, score: score, because: byName.because + "；信用代码不同，是两个法人")
        }
        return NameComparison(.different, score: score, because: "信用代码不同（\(left)、\(right)），是两个法人")
    }

    private func compareNames(_ a: CompanyName, _ b: CompanyName) -> NameComparison {
        guard !a.isEmpty, !b.isEmpty else { return NameComparison(.different, score: 0, because: "名称缺失，无法比较") }
        let places = placeRelation(a, b)
        if a.core == b.core, places != .conflicting { return compareEqualCores(a, b, places) }
        if a.squeezed == b.squeezed, places != .conflicting { return compareEqualCores(a, b, places) }
        if let same = compareReadings(a, b) { return same }
        if let same = compareBrackets(a, b) { return same }
        if let doubtful = compareCommonPlace(a, b) { return doubtful }
        if let doubtful = compareNumerals(a, b, places) { return doubtful }
        if let doubtful = compareOneCharacter(a, b, places) { return doubtful }
        if let related = compareHouses(a, b, places) { return related }
        let score = min(NameSimilarity.dice(a.folded, b.folded), 9_900)
        if a.core == b.core {
            return NameComparison(
                .different, score: score,
                because: "字号相同，地区不同（\(a.regions.joined())、\(b.regions.joined())）")
        }
        return NameComparison(.different, score: score, because: "名称不同")
    }

    private func compareEqualCores(_ a: CompanyName, _ b: CompanyName, _ places: PlaceRelation) -> NameComparison {
        if a.branch != b.branch {
            let branch = a.branch.isEmpty ? b.branch : a.branch
            return NameComparison(.related, score: 8_000, because: "同一公司的分支机构（\(branch)）")
        }
        if a.isGroup != b.isGroup {
            return NameComparison(.related, score: 8_000, because: "字号相同，一为集团一非集团，是两个法人（母子或同一集团）")
        }
        if a.form == b.form {
            let omitted = places == .equal ? "" : "（一方省略地区名）"
            return NameComparison(.same, score: 10_000, because: "规范化后名称相同\(omitted)", isNameEqual: true)
        }
        if a.form == .none || b.form == .none {
            return NameComparison(.doubtful, score: 9_300, because: "一方未写组织形式，其余相同，疑同，须核码")
        }
        if Set([a.form, b.form]) == [.limited, .shares] {
            return NameComparison(.doubtful, score: 9_400, because: "字号相同，有限公司与股份有限公司之别（或为改制前后），疑同，须核码")
        }
        if a.form == .plain || b.form == .plain {
            return NameComparison(.doubtful, score: 9_000, because: "字号相同，组织形式写法不同，疑同，须核码")
        }
        return NameComparison(.related, score: 7_500, because: "字号相同，组织形式不同，是两个主体")
    }

    /// One name is the other without the places at its head, whatever these could mean elsewhere: 河南清水源科技 and
    /// 清水源科技 are one name although 清水 is a county too; 安宁市云天 and 安宁云天 write one place in two ways.
    private func compareReadings(_ a: CompanyName, _ b: CompanyName) -> NameComparison? {
        guard a.form == b.form, a.isGroup == b.isGroup, a.branch == b.branch,
            a.bracketed.isEmpty || b.bracketed.isEmpty || a.bracketed == b.bracketed
        else { return nil }
        func omits(_ short: CompanyName, _ long: CompanyName) -> Bool {
            long.readings.dropFirst().contains(short.readings[0])
        }
        func writesTheSame(_ bare: CompanyName, _ written: CompanyName) -> Bool {
            guard let place = bare.doubtfulRegion, bare.regions == bare.bracketed else { return false }
            return written.regions.contains(place) && bare.coreWithoutDoubtful == written.core
        }
        guard omits(a, b) || omits(b, a) || writesTheSame(a, b) || writesTheSame(b, a) else { return nil }
        return NameComparison(.same, score: 10_000, because: "规范化后名称相同（地区名写法不同或一方省略）", isNameEqual: true)
    }

    /// A place in brackets by one, bare at the same spot by the other: 特斯拉（上海）, 特斯拉上海.
    private func compareBrackets(_ a: CompanyName, _ b: CompanyName) -> NameComparison? {
        func head(_ name: CompanyName) -> [String] { name.regions.filter { !name.bracketed.contains($0) } }
        let heads = (head(a), head(b))
        guard a.form == b.form, a.isGroup == b.isGroup, a.branch == b.branch,
            a.unwrapped == b.core || b.unwrapped == a.core,
            heads.0 == heads.1 || heads.0.isEmpty || heads.1.isEmpty
        else { return nil }
        return NameComparison(.same, score: 10_000, because: "规范化后名称相同（地区名加括号与否）", isNameEqual: true)
    }

    /// One number in two scripts, all else equal: 第十四工程局, 第14工程局.
    private func compareNumerals(_ a: CompanyName, _ b: CompanyName, _ places: PlaceRelation) -> NameComparison? {
        guard a.form == b.form, a.isGroup == b.isGroup, a.branch == b.branch, places != .conflicting,
            Numerals.inDigits(a.core) == Numerals.inDigits(b.core)
        else { return nil }
        return NameComparison(.doubtful, score: 9_500, because: "数字写法不同，其余相同，疑同，须核码")
    }

    /// A bare county name that is also a common word, written by one only: nobody can tell from the name.
    private func compareCommonPlace(_ a: CompanyName, _ b: CompanyName) -> NameComparison? {
        guard a.form == b.form, a.isGroup == b.isGroup, a.branch == b.branch else { return nil }
        let word: String
        if let place = a.doubtfulRegion, a.coreWithoutDoubtful == b.core, b.regions.isEmpty || b.regions.last == place {
            word = place
        } else if let place = b.doubtfulRegion, b.coreWithoutDoubtful == a.core,
            a.regions.isEmpty || a.regions.last == place
        {
            word = place
        } else {
            return nil
        }
        return NameComparison(.doubtful, score: 9_000, because: "一方多“\(word)”二字（地名或字号），其余相同，疑同，须核码")
    }

    private func compareOneCharacter(_ a: CompanyName, _ b: CompanyName, _ places: PlaceRelation) -> NameComparison? {
        guard a.form == b.form, a.isGroup == b.isGroup, a.branch == b.branch else { return nil }
        if places != .conflicting, let reason = oneCharacter(a.core, b.core) {
            return NameComparison(.doubtful, score: 9_500, because: reason)
        }
        // The slip may stand in the place name itself, which then is no place (猛海 for 勐海).
        if a.regions != b.regions, let reason = oneCharacter(a.folded, b.folded) {
            return NameComparison(.doubtful, score: 9_500, because: reason)
        }
        return nil
    }

    private func oneCharacter(_ a: String, _ b: String) -> String? {
        let left = a.unicodeScalars
        let right = b.unicodeScalars
        guard left.count == right.count else { return nil }
        var pair: (Unicode.Scalar, Unicode.Scalar)?
        for (x, y) in zip(left, right) where x != y {
            guard pair == nil else { return nil }
            pair = (x, y)
        }
        // Numerals tell works and regiments apart (七局, 八局): never a slip.
        guard let (x, y) = pair, x.properties.numericType == nil || y.properties.numericType == nil else { return nil }
        if x.properties.isIdeographic, y.properties.isIdeographic, pinyin.areHomophones(x, y) {
            return "仅一字之差“\(x)”“\(y)”，同音，疑同，须核码"
        }
        if lookalikes.areAlike(x, y) { return "仅一字之差“\(x)”“\(y)”，形近，疑同，须核码" }
        return nil
    }

    private func compareHouses(_ a: CompanyName, _ b: CompanyName, _ places: PlaceRelation) -> NameComparison? {
        guard places != .conflicting else { return nil }
        let stems = (a.groupStem ?? (a.isGroup ? a.core : nil), b.groupStem ?? (b.isGroup ? b.core : nil))
        if let stem = stems.0, stem == stems.1 || stem == b.core {
            return NameComparison(.related, score: 7_000, because: "同属“\(stem)集团”")
        }
        if let stem = stems.1, stem == a.core {
            return NameComparison(.related, score: 7_000, because: "同属“\(stem)集团”")
        }
        let (short, long) = a.core.unicodeScalars.count <= b.core.unicodeScalars.count ? (a, b) : (b, a)
        let length = short.core.unicodeScalars.count
        guard length >= 2, long.core.hasPrefix(short.core), long.core != short.core else {
            return nil
        }
        // Two characters alone (大成) are too common a beginning to mean one house.
        guard length >= 3 || short.isGroup || long.groupStem == short.core else { return nil }
        return NameComparison(.related, score: 6_000, because: "一方名称以另一方字号“\(short.core)”开头，或为母子公司")
    }

    /// How the place names of two companies agree.
    enum PlaceRelation {
        case equal
        case omitted
        case conflicting
    }

    func placeRelation(_ a: CompanyName, _ b: CompanyName) -> PlaceRelation {
        if a.regions == b.regions { return .equal }
        let (few, many) = a.regions.count <= b.regions.count ? (a.regions, b.regions) : (b.regions, a.regions)
        return few.allSatisfy { many.contains($0) } ? .omitted : .conflicting
    }
}

/// A credit code as it was given.
package enum CreditCodeReading: Sendable, Hashable {
    /// None was given.
    case absent
    /// One that fails its checks.
    case invalid
    /// A valid one, in capitals.
    case valid(String)

    /// Reads a cell.
    package init(_ text: String?) {
        guard let text, !text.allSatisfy(\.isWhitespace) else {
            self = .absent
            return
        }
        if let code = try? CreditCode.validated(text) { self = .valid(code) } else { self = .invalid }
    }
}

/// Likeness of two texts by their pairs of characters.
package enum NameSimilarity {
    /// Dice's coefficient over character pairs in ten-thousandths; 10,000 for equal texts. O(n log n).
    package static func dice(_ a: String, _ b: String) -> Int {
        if a == b { return a.isEmpty ? 0 : 10_000 }
        let (left, right) = (pairs(a), pairs(b))
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        var i = 0
        var j = 0
        var common = 0
        while i < left.count, j < right.count {
            if left[i] == right[j] {
                common += 1
                i += 1
                j += 1
            } else if left[i] < right[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return 20_000 * common / (left.count + right.count)
    }

    /// The sorted character pairs.
    static func pairs(_ text: String) -> [UInt64] {
        var result: [UInt64] = []
        var previous: UInt64?
        for scalar in text.unicodeScalars {
            let value = UInt64(scalar.value)
            if let before = previous { result.append(before << 32 | value) }
            previous = value
        }
        return result.sorted()
    }
}
