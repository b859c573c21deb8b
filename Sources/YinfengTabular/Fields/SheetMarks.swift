package import YinfengModel

/// The words by which rows and headings of an office's sheet are told apart; all of them are data of the catalogue.
package struct SheetMarks: Sendable {
    /// 小计, 合计: the row sums others.
    package let subtotals: [String]
    /// 填表人, 审核人: the foot of the sheet.
    package let footers: [String]
    /// 签约项目, 在谈项目: the name of a group of rows.
    package let sections: [String]
    /// 示例, 样例: the first cell of a row that shows how the sheet is filled.
    package let examples: [String]
    /// 单位, 金额单位: what stands before the unit of the whole sheet.
    package let unitLabels: [String]
    /// #REF! and its kin, folded.
    package let cellErrors: Set<String>
    /// What stands in a cell that was too narrow when the sheet was exported.
    package let overflows: [String]
    /// 待定, /: nothing is stated, folded.
    package let missingTexts: Set<String>
    /// 必填, 选填: remarks in a heading that say nothing about the field.
    package let headingNoise: Set<String>
    /// 拟, 计划, 预计: parts of a heading that do not change the field.
    package let headingNeutral: [String]
    /// 累计, 完成: parts of a heading that do change it.
    package let headingQualifiers: [String]
    /// 情况, 信息: what the upper of two headings ends in without meaning anything by it, the longest first.
    package let headingGroups: [String]
    /// 的, 之: characters of a heading that say nothing.
    package let headingParticles: Set<Character>
    /// Fields whose blank cells in the leading columns repeat the cell above.
    package let fillDown: Set<FieldKey>
}
