import YinfengFirstTalk
import YinfengModel
import YinfengReport

/// The answer of a move as a person reads it on a terminal.
struct LineSlip {
    let line: RegisterLine
    let facts: FirstTalkFacts

    /// Labels and values, one a line; notes last.
    var text: String {
        var rows: [(String, String)] = []
        func add(_ label: String, _ value: String?) {
            if let value, !value.isEmpty { rows.append((label, DisplayWidth.sanitized(value))) }
        }
        if let no = line.no {
            let printed = (try? SerialNumber(no))?.printed()
            add("编号", printed.map { "\($0)（\(no)）" } ?? no)
        }
        add("登记序号", line.seq.map { String($0) })
        add("状态", line.state.map { $0.chinese + (line.contested ? "（争议中）" : "") })
        add("项目", line.projectName)
        add("报送单位", line.filer.map { facts.authorities.name($0) })
        add("受理单位", line.acceptor.map { facts.authorities.name($0) })
        if let from = line.protectFrom, let to = line.protectTo { add("保护期", "\(from) 至 \(to)") }
        add("下次到期", line.due)
        add("暂定", line.provisional)
        if line.no != nil || !line.conflicts.isEmpty {
            let counts = ConflictHit.Tier.allCases.map { tier in
                "\(tier.chinese) \(line.conflicts.count { $0.tier == tier })"
            }
            add("查重", counts.joined(separator: " "))
        }
        for hit in line.conflicts {
            add(
                "　" + hit.tier.chinese,
                "\(hit.no)" + (hit.conflict.map { "（\($0)）" } ?? "") + " \(hit.investor)×\(hit.content)："
                    + hit.fields.joined(separator: "；"))
        }
        add("提级", line.escalation?.because)
        add("实质进展", line.qualifies.map { $0 ? "是" : "否，不作延期依据" })
        for note in line.notes { add("提示[\(note.code)]", note.message) }
        add("链首", line.head)
        let width = rows.reduce(0) { max($0, DisplayWidth.of($1.0)) }
        return rows.map { DisplayWidth.padded($0.0, to: width) + "  " + $0.1 + "\n" }.joined()
    }
}
