import YinfengAssessment
import YinfengModel

/// `rank --brief`: a pair in at most 140 characters, to be sent as a message.
enum BriefMessage {
    /// The most characters of a message.
    static let limit = 140

    /// `普洱茶精深加工→云南勐海工业园区 第1名 78.68分，现有材料下提请研判；因：…`.
    static func text(_ assessed: AssessedLead, _ match: ParkMatch, rank: Int) -> String {
        let name = assessed.lead.text(.projectName) ?? assessed.lead.text(.investorName) ?? assessed.lead.id
        let mark = assessed.lead.isSynthetic ? "（虚构）" : ""
        var text = cut(line(name), to: 30) + mark + "→" + cut(match.parkName, to: 24)
        text += " 第\(rank)名 \(match.score.rational.decimal(digits: 2))分，现有材料下\(match.soFar.chinese)"
        if match.verdict != match.soFar { text += "（全部条款\(match.verdict.chinese)）" }
        let reason = match.refusal?.message ?? match.parts.max { $0.points < $1.points }?.reason ?? ""
        if !reason.isEmpty { text += "；因：" + line(reason) }
        return cut(text, to: limit)
    }

    private static func cut(_ text: String, to count: Int) -> String {
        text.count <= count ? text : text.prefix(count - 1) + "…"
    }

    /// One line, whatever the cell holds.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
