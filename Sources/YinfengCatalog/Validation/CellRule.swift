import YinfengModel

/// What a cell of each column type may hold.
enum CellRule {
    /// What is wrong with a value, as the rest of a sentence that begins with it; nil when it is fine.
    static func fault(
        _ value: String, column: ColumnManifest, classes: Set<String>?, units: Set<String>?, allowed: Set<String>?
    ) -> String? {
        if value.unicodeScalars.contains(where: { $0.value == 0xFEFF || $0.value == 0xFFFD }) {
            return "含有损坏的字符"
        }
        if value.first?.isWhitespace == true || value.last?.isWhitespace == true { return "首尾有空白" }
        switch column.type {
        case "text": return nil
        case "int", "decimal": return number(value, column: column)
        case "date": return CivilDate(iso: value) == nil ? "不是日期" : nil
        case "yesno": return value == "yes" || value == "no" ? nil : "不是 yes 或 no"
        case "enum": return allowed?.contains(value) == true ? nil : "不在允许的取值之中"
        case "industry-code": return industryCode(value, prefixed: column.prefixed == true, classes: classes)
        case "region-code": return RegionCode(value) == nil ? "不是六位区划代码" : nil
        case "park-code":
            return value.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
                ? nil : "不是园区代码"
        case "unit": return units?.contains(value) == true ? nil : "不是单位表中的单位"
        case "url": return value.hasPrefix("https://") || value.hasPrefix("http://") ? nil : "不是网址"
        default: return "所在列的类型“\(column.type)”未定义"
        }
    }

    /// How to mend the usual slips.
    static func remedy(_ value: String, column: ColumnManifest) -> String {
        switch column.type {
        case "date": "写成 2026-01-31"
        case "yesno": "写 yes 或 no"
        case "enum": "可用：" + (column.values ?? []).joined(separator: "、")
        case "industry-code": value.count == 3 ? "若原为四位，可能丢了前导零→0\(value)" : "对照 gbt4754-2017/classes.csv"
        case "region-code": "写六位数字，例如 532822"
        case "unit": "对照 field-keys/units.csv"
        default: "改正该单元格"
        }
    }

    private static func number(_ value: String, column: ColumnManifest) -> String? {
        guard let number = Rational(decimal: value) else { return "不是数" }
        if column.type == "int", number.denominator != 1 { return "不是整数" }
        if let least = column.min, number.double < least { return "小于下限 \(least)" }
        if let greatest = column.max, number.double > greatest { return "大于上限 \(greatest)" }
        return nil
    }

    private static func industryCode(_ value: String, prefixed: Bool, classes: Set<String>?) -> String? {
        let hasLetter = value.utf8.count > 1 && value.utf8.first.map { (0x41...0x54).contains($0) } == true
        if hasLetter, !prefixed { return "不应带门类字母" }
        guard let code = IndustryCode(value) else { return "不是行业代码" }
        guard let classes else { return nil }
        return classes.contains(code.text) ? nil : "在 GB/T 4754—2017 中不存在"
    }
}
