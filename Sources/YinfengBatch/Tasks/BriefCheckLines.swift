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
        for clause in answer.clauses { json.fragment(bytes(of: clause).clause) }
        json.endArray()
        json.key("conditions")
        json.beginArray()
        for condition in answer.conditions { CheckLines.write(condition, to: &json) }
        for clause in answer.clauses where clause.outcome == .pass {
            let bytes = bytes(of: clause).condition
            if !bytes.isEmpty { json.fragment(bytes) }
        }
        json.endArray()
        json.field("questions", answer.questions)
    }

    private static func bytes(of clause: BriefClause) -> (clause: [UInt8], condition: [UInt8]) {
        if let known = clause.written { return known }
        var json = JSONWriter()
        let figures = clause.figures
        json.beginObject()
        json.field("rule", clause.rule)
        json.field("result", clause.outcome.rawValue)
        json.field("required", figures.required)
        json.field("found", figures.found)
        json.field("margin", figures.margin)
        json.endObject()
        var written = (clause: json.bytes, condition: [UInt8]())
        if let condition = clause.condition {
            json = JSONWriter()
            CheckLines.write(condition, to: &json)
            written.condition = json.bytes
        }
        clause.written = written
        return written
    }
}
