/// The words around numbers in Chinese: the grammar of amounts, not facts of any domain.
enum QuantityWords {
    /// What a word says about the number beside it.
    enum Sense {
        case approximate
        /// No lower end is stated (近).
        case nearly
        case atLeast
        case moreThan
        case atMost
        case lessThan
    }

    /// Words before the number, longest first.
    static let before: [(word: [UInt16], sense: Sense)] = sorted([
        ("约", .approximate), ("大约", .approximate), ("大概", .approximate), ("约为", .approximate), ("~", .approximate),
        ("预计", .approximate), ("≈", .approximate), ("暂定", .approximate), ("估计", .approximate), ("初步", .approximate),
        ("近", .nearly), ("接近", .nearly), ("将近", .nearly),
        ("不低于", .atLeast), ("不少于", .atLeast), ("不小于", .atLeast), ("至少", .atLeast), ("≥", .atLeast),
        (">=", .atLeast), ("大于等于", .atLeast), ("大于或等于", .atLeast), ("最低", .atLeast), ("≧", .atLeast),
        ("超", .moreThan), ("超过", .moreThan), ("大于", .moreThan), (">", .moreThan), ("高于", .moreThan),
        ("逾", .moreThan), ("突破", .moreThan), ("多于", .moreThan),
        ("不超过", .atMost), ("不高于", .atMost), ("不大于", .atMost), ("不多于", .atMost), ("至多", .atMost),
        ("≤", .atMost), ("<=", .atMost), ("小于等于", .atMost), ("小于或等于", .atMost), ("最多", .atMost), ("最高", .atMost),
        ("≦", .atMost),
        ("小于", .lessThan), ("低于", .lessThan), ("不足", .lessThan), ("<", .lessThan), ("不到", .lessThan),
        ("少于", .lessThan),
    ])

    /// Words after the number, longest first.
    static let after: [(word: [UInt16], sense: Sense)] = sorted([
        ("左右", .approximate), ("上下", .approximate), ("许", .approximate),
        ("(含)以上", .atLeast), ("以上", .atLeast), ("及以上", .atLeast), ("起", .atLeast), ("+", .atLeast),
        ("余", .atLeast), ("多", .atLeast), ("以上(含)", .atLeast),
        ("(不含)以上", .moreThan),
        ("以内", .atMost), ("以下", .atMost), ("及以下", .atMost), ("之内", .atMost), ("(含)以下", .atMost),
        ("(不含)以下", .lessThan),
    ])

    /// English words for powers of ten, longest first.
    private static let powers: [(word: [UInt16], power: Int)] = [
        ("thousand", 3), ("million", 6), ("billion", 9), ("mln", 6), ("bln", 9), ("mn", 6), ("bn", 9),
    ].map { (Character16.units($0.0), $0.1) }

    /// The power of ten that a whole English word at a place stands for, and where it ends.
    static func power(in text: [UInt16], at start: Int) -> (power: Int, end: Int)? {
        guard let found = powers.first(where: { starts(text, at: start, with: $0.word) }) else { return nil }
        let end = start + found.word.count
        return end < text.count && Character16.isLatin(text[end]) ? nil : (found.power, end)
    }

    /// Signs and words between the ends of a range.
    static let rangeMarks: [[UInt16]] = ["——", "-", "—", "–", "―", "~", "∼", "至", "到", "－", "~"].map(Character16.units)

    /// Cells that say nothing: unknown, never zero.
    static let nothing: Set<String> = [
        "", "待定", "/", "\\", "-", "—", "——", "--", "---", "无", "面议", "未定", "暂无", "不详", "未知", "待补充", "待补", "n/a",
        "na", "null", "none", "nil", "空", "保密", "另议", "详谈", "待确认", "待核实", "待商定", "暂未确定", "未确定", "待明确",
        "未明确", "待测算", "待落实", "商谈中", "洽谈中", "协商", "近期", "尽快", "暂不明确", "不明确", "未填", "略", "…", "...", "?",
        "未提供", "没有", "暂缺", "缺", "tbd", "待议", "面谈",
    ]

    /// 待签约, 尚未开工, 未定: what is still to come, without a figure.
    static func isPending(_ text: String) -> Bool {
        ["待", "尚未", "暂未", "未"].contains { text.hasPrefix($0) }
            && !text.unicodeScalars.contains { ("0"..."9").contains($0) }
    }

    /// Words that speak of a number without giving one.
    static let vague: [[UInt16]] = [
        "数十", "数百", "数千", "数万", "数亿", "几十", "几百", "几千", "几万", "几个", "几亿", "上百", "上千", "上万", "上亿", "若干",
        "大量", "详见", "见附件", "见可研", "另行", "无需", "不需", "不新增", "未新增", "十几", "百余", "千余", "视情况", "根据", "按照", "待",
    ].map(Character16.units)

    /// Words that put a cell's area under a building instead of the ground.
    static let building: [[UInt16]] = ["厂房", "建筑面积", "楼", "车间", "仓库", "仓储面积", "建面", "办公"].map(Character16.units)
    /// Words that put it on the ground.
    static let ground: [[UInt16]] = ["用地", "占地", "土地", "供地", "宗地", "地块"].map(Character16.units)

    private static func sorted(_ list: [(String, Sense)]) -> [(word: [UInt16], sense: Sense)] {
        list.map { (Character16.units($0.0), $0.1) }.sorted { $0.0.count > $1.0.count }
    }

    /// The first word of a list that stands at a place.
    static func match(
        _ list: [(word: [UInt16], sense: Sense)], in text: [UInt16], at start: Int
    ) -> (sense: Sense, end: Int)? {
        for entry in list where starts(text, at: start, with: entry.word) {
            return (entry.sense, start + entry.word.count)
        }
        return nil
    }

    /// The end of the word of a list that ends just before a place, or nil.
    static func matchBackwards(
        _ list: [(word: [UInt16], sense: Sense)], in text: [UInt16], before end: Int
    ) -> (sense: Sense, start: Int)? {
        for entry in list where end >= entry.word.count && starts(text, at: end - entry.word.count, with: entry.word) {
            return (entry.sense, end - entry.word.count)
        }
        return nil
    }

    /// Whether a word stands at a place.
    static func starts(_ text: [UInt16], at start: Int, with word: [UInt16]) -> Bool {
        guard start >= 0, start + word.count <= text.count else { return false }
        for index in 0..<word.count where text[start + index] != word[index] { return false }
        return true
    }

    /// Whether a word stands anywhere.
    static func contains(_ text: [UInt16], _ words: [[UInt16]]) -> Bool {
        for start in text.indices {
            for word in words where starts(text, at: start, with: word) { return true }
        }
        return false
    }
}
