import YinfengModel

/// 机构: who files, accepts and rules. The parent is the administrative one, which the map may not show.
package struct Authority: Sendable, Equatable {
    /// province, prefecture, county, park or department, from high to low rank.
    package enum Level: String, Sendable, Codable, Comparable {
        /// 省.
        case province
        /// 州市.
        case prefecture
        /// 县市区.
        case county
        /// 园区.
        case park
        /// 部门.
        case department

        /// 1 for a province; larger is lower.
        package var rank: Int {
            switch self {
            case .province: 1
            case .prefecture: 2
            case .county: 3
            case .park, .department: 4
            }
        }
        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        /// 省级, 州市级, 县级, 园区, 部门.
        package var chinese: String {
            switch self {
            case .province: "省级"
            case .prefecture: "州市级"
            case .county: "县级"
            case .park: "园区"
            case .department: "部门"
            }
        }
    }

    /// GB/T 2260 code, with `-NN` for a further body there.
    package let code: String
    /// Its name.
    package let name: String
    /// Its level.
    package let level: Level
    /// The code above it; nil for a province.
    package let parent: String?

    /// An authority.
    package init(code: String, name: String, level: Level, parent: String?) {
        self.code = code
        self.name = name
        self.level = level
        self.parent = parent
    }

    /// The six digits of its place.
    package var place: String { String(code.prefix(6)) }
}

/// The authorities and their order.
package struct AuthorityTree: Sendable {
    /// All authorities by code.
    package let all: [Authority]
    private let byCode: [String: Authority]
    private let byName: [String: [String]]
    private let successors: [String: String]

    /// A tree; a parent that is missing or a cycle simply ends the way up. `successors` tells under what code a place goes
    /// on whose code is no longer given (呈贡县 530121 is 呈贡区 530114): old filings keep the code that they were filed by.
    package init(_ authorities: [Authority], successors: [String: String] = [:]) {
        self.successors = successors
        all = authorities.sorted { $0.code < $1.code }
        byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var names: [String: [String]] = [:]
        for authority in all { names[authority.name, default: []].append(authority.code) }
        byName = names
    }

    /// The authority with this code, or the only one with this name.
    package func authority(_ text: String) -> Authority? {
        let plain = text.filter { !$0.isWhitespace }
        if let found = byCode[current(plain)] { return found }
        if let codes = byName[plain], codes.count == 1 { return byCode[codes[0]] }
        return nil
    }

    /// The code under which an authority goes on now; the same where it never changed. A further body (`-NN`) follows its
    /// place.
    package func current(_ code: String) -> String {
        var result = code
        for _ in 0..<4 where byCode[result] == nil {
            if let next = successors[result] {
                result = next
            } else if let next = successors[String(result.prefix(6))] {
                result = next + result.dropFirst(6)
            } else {
                break
            }
        }
        return result
    }

    /// The codes under which it has filed: the present one, then the former.
    package func codes(_ code: String) -> [String] {
        [current(code)] + successors.keys.filter { $0 != current(code) && current($0) == current(code) }.sorted()
    }

    /// Its name, or the code itself.
    package func name(_ code: String) -> String { byCode[current(code)]?.name ?? code }

    /// Those above it, nearest first.
    package func ancestors(_ code: String) -> [String] {
        var result: [String] = []
        var above = byCode[current(code)]?.parent
        while let next = above, !result.contains(next), result.count < 8 {
            result.append(next)
            above = byCode[next]?.parent
        }
        return result
    }

    /// Whether `upper` stands above `lower`.
    package func isAbove(_ upper: String, _ lower: String) -> Bool { ancestors(lower).contains(current(upper)) }

    /// The lowest authority strictly above all of them; nil when they have none in common.
    package func commonAncestor(_ codes: [String]) -> String? {
        guard let first = codes.first else { return nil }
        return ancestors(first).first { candidate in codes.allSatisfy { isAbove(candidate, $0) } }
    }

    /// The nearest authority above that has this level or a higher one.
    package func ancestor(_ code: String, atLeast level: Authority.Level) -> String? {
        ancestors(code).first { (byCode[$0]?.level).map { $0 <= level } ?? false }
    }

    /// The prefecture that a place belongs to in administration, else by its digits.
    package func prefecture(_ code: String) -> String? {
        if let own = byCode[current(code)] {
            if own.level == .prefecture { return own.code }
            if own.level == .province { return nil }
            return ancestors(code).first { byCode[$0]?.level == .prefecture }
        }
        guard let region = RegionCode(code.prefix(6)), !region.isProvince else { return nil }
        return region.prefecture.text
    }

    /// Codes and names that a mistyped one may have meant, at most five.
    package func near(_ text: String) -> [String] {
        all.filter { $0.name.contains(text) || (text.count >= 4 && $0.code.hasPrefix(text.prefix(4))) }
            .prefix(5).map { "\($0.code) \($0.name)" }
    }
}
