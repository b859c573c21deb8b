import YinfengEntry
import YinfengModel

/// Writes brief answers: the same bytes as `CheckLines` without explanations, each clause put into bytes once and then
/// copied for every lead that it answers alike.
enum BriefCheckLines {
    static func writeMembers(_ answer: BriefAssessment, to json: inout JSONWriter) {
        json.field("verdict", answer.verdict.rawValue)
        json.field("so_far", answer.soFar.rawValue)
        json.key("clauses")
        json.beginArray()
        for finding in answer.listed where finding.outcome != .notApplicable {
            CheckLines.write(finding, explains: false, to: &json)
        }
        for clause in answer.clauses {
            if clause.isKept {
                if clause.writtenClause.isEmpty { keep(clause) }
                json.fragment(clause.writtenClause)
            } else {
                write(clause, to: &json)
            }
        }
        json.endArray()
        json.key("conditions")
        json.beginArray()
        for condition in answer.conditions { CheckLines.write(condition, to: &json) }
        for clause in answer.clauses where clause.outcome == .pass {
            if clause.isKept {
                if !clause.writtenCondition.isEmpty { json.fragment(clause.writtenCondition) }
            } else if let condition = clause.condition {
                CheckLines.write(condition, to: &json)
            }
        }
        json.endArray()
        json.field("questions", answer.questions)
    }

    private static func keep(_ clause: BriefClause) {
        var json = JSONWriter()
        write(clause, to: &json)
        clause.writtenClause = json.bytes
        guard let condition = clause.condition else { return }
        json = JSONWriter()
        CheckLines.write(condition, to: &json)
        clause.writtenCondition = json.bytes
    }

    private static func write(_ clause: BriefClause, to json: inout JSONWriter) {
        json.beginObject()
        json.field("rule", clause.rule)
        CheckLines.writeAnswer(clause.outcome, clause.figures, to: &json)
        json.endObject()
    }
}
