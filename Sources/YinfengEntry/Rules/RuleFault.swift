package import YinfengModel

/// What is wrong with one cell of a rule file.
package enum RuleFault: Error, Sendable, Equatable {
    /// No field or derived quantity has this name.
    case unknownField(String)
    /// The unit is not in the unit table or does not measure this quantity.
    case unknownUnit(String, quantity: String)
    /// Not a plain number.
    case badNumber(String)
    /// A number too large or fine for exact arithmetic.
    case overflow(String)
    /// A term of a condition is not understood.
    case badCondition(String)
    /// A word that the column does not allow.
    case unknownWord(String, allowed: [String])
    /// Not an industry code of the classification.
    case unknownIndustry(String)
    /// Not a region code.
    case unknownRegion(String)
    /// Not a day of the form YYYY-MM-DD.
    case badDate(String)
    /// The first day comes after the last.
    case reversedDates(String, String)
    /// A needed cell is empty.
    case empty
    /// Two rows carry one id.
    case duplicate(String)
    /// Tiers or table rows overlap or leave a gap.
    case ambiguous(String)

    /// Fact and remedy in Chinese.
    package var explanation: Explanation {
        switch self {
        case .unknownField(let name):
            Explanation(fact: "没有名为“\(name)”的字段或指标", remedy: "填字段名（如 invest_per_mu）或中文名（如 投资强度）")
        case .unknownUnit(let unit, let quantity):
            Explanation(fact: "单位“\(unit)”不能用于“\(quantity)”", remedy: "改用该指标的单位，如 万元/亩、万元/公顷、%")
        case .badNumber(let text):
            Explanation(fact: "“\(text)”不是数", remedy: "填阿拉伯数字，如 300 或 1.2")
        case .overflow(let text):
            Explanation(fact: "“\(text)”过大，无法精确计算", remedy: "核对数值和单位")
        case .badCondition(let text):
            Explanation(fact: "看不懂条件“\(text)”", remedy: "写作 字段>=数值单位、字段~词/词 或 !字段，“;”表示并且，“|”表示或者")
        case .unknownWord(let text, let allowed):
            Explanation(fact: "“\(text)”不是本列允许的词", remedy: "可填：" + allowed.joined(separator: "、"))
        case .unknownIndustry(let text):
            Explanation(fact: "国民经济行业分类中没有“\(text)”", remedy: "填 C15、153、1530 这样的代码，多个用“;”分开")
        case .unknownRegion(let text):
            Explanation(fact: "“\(text)”不是六位区划代码", remedy: "填 530000、532822 这样的代码，多个用“;”分开")
        case .badDate(let text):
            Explanation(fact: "“\(text)”不是日期", remedy: "写作 2026-01-31")
        case .reversedDates(let from, let to):
            Explanation(fact: "起始日 \(from) 晚于截止日 \(to)", remedy: "核对两个日期")
        case .empty:
            Explanation(fact: "单元格为空", remedy: "本列必填")
        case .duplicate(let id):
            Explanation(fact: "编号“\(id)”重复", remedy: "每条规则一个编号")
        case .ambiguous(let text):
            Explanation(fact: text, remedy: "改到区间首尾相接、互不重叠")
        }
    }
}

/// A fault of a rule file with its place.
package struct RuleError: ExplainedError, Sendable, Equatable {
    /// The file as the user named it, or the edition's table.
    package let file: String
    /// The row as the spreadsheet shows it, heading = 1.
    package let row: Int
    /// The column's heading.
    package let column: String
    /// What is wrong.
    package let fault: RuleFault

    /// A fault in a place.
    package init(file: String, row: Int, column: String, fault: RuleFault) {
        self.file = file
        self.row = row
        self.column = column
        self.fault = fault
    }

    /// Place, fact and remedy in Chinese.
    package var explanation: Explanation {
        let inner = fault.explanation
        return Explanation(place: "\(file) 第\(row)行“\(column)”列", fact: inner.fact, remedy: inner.remedy)
    }
}
