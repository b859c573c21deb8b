import ArgumentParser
import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// The ways of `rank` beyond the plain list.
struct RankModes: ParsableArguments {
    @Flag(name: .long, help: "统筹分配：在土地、能耗、电力、排放等余量之内，使得分之和最大；每条线索一行。")
    var allocate = false

    @Flag(name: .long, help: "各权重上下浮动20%时，每个名次的变动范围。")
    var sensitivity = false

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("两个园区或两条线索并排比较，逐项列出差额。", valueName: "甲 乙"))
    var compare: [String] = []

    @Flag(name: .long, help: "转介清单：更适合各线索的其他园区，附跨州市协作草案；须用 --park 写明本园区。")
    var redirect = false

    @Option(name: .customLong("one-page"), help: ArgumentHelp("一条线索的一页纸（--out 文件.html 或 .docx）。", valueName: "项目编号"))
    var onePage: String?

    /// How many ways are asked for.
    var count: Int {
        (allocate ? 1 : 0) + (sensitivity ? 1 : 0) + (compare.isEmpty ? 0 : 1) + (redirect ? 1 : 0)
            + (onePage == nil ? 0 : 1)
    }

    func validate() throws {
        if count > 1 { throw ValidationError("--allocate、--sensitivity、--compare、--redirect、--one-page 一次只能用一个") }
    }
}

/// What every way of `rank` works with: books opened, list read.
struct RankRun: Sendable {
    /// Leads and bad rows, in the list's order.
    let rows: [LeadRow]
    /// The assessor.
    let assessor: Assessor
    /// The parks asked for, ascending; nil for all.
    let positions: [Int]?
    /// How many of each list.
    let top: Int
    /// Whether parts are left out.
    let isBrief: Bool
    /// Worker threads.
    let jobs: Int
    /// The head of the plain list.
    let head: ReportHead
    /// Whether hints stay away.
    let isQuiet: Bool
    /// Told how many leads are done.
    let progress: Progress

    /// The positions asked for, or all.
    var parks: [Int] { positions ?? Array(assessor.places.parks.parks.indices) }

    /// What `body` makes of each usable lead, nil for bad rows, in the list's order.
    func map<Output: Sendable>(
        _ body: @escaping @Sendable (AssessedLead, inout AssessmentWorkspace) -> Output
    ) async throws -> [Output?] {
        let assessor = assessor
        let answers = try await OrderedMap.run(
            rows, jobs: jobs, makeWorkspace: { AssessmentWorkspace() }, finished: { progress.advance($0) },
            body: { row, workspace -> Output? in
                guard let lead = row.lead else { return nil }
                let assessed = assessor.profile(lead, &workspace)
                return body(assessed, &workspace)
            })
        progress.finish()
        return answers
    }

    /// `{"code","name"}` of the park at a position.
    func park(_ position: Int) -> ReportObject {
        let park = assessor.places.parks.parks[position]
        return ["code": .text(park.code), "name": .text(park.name)]
    }

    /// A hint on standard error.
    func hint(_ text: String) { if !isQuiet { StandardError.write(text) } }
}
