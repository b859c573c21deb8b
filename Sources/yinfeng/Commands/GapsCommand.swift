import ArgumentParser
import YinfengAssessment
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengRoadMap
import YinfengTabular

/// `gaps`: which links of a park's chains are missing, which to seek first, and who could fill them.
struct GapsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "补链：园区产业链各环节的状态（缺失、薄弱、提升、完备、未知）、招商先后、在手线索，及产业招商路线图。",
        discussion: """
            状态只凭企业名录（--firms）：主要产品、国民经济行业代码、年产值、工艺装备水平、省内配套率；企业名称不作依据。
            没有名录，或缺某一状态所需的列，即为未知。优先度越大越急，各项理由逐项列出。
            例：yinfeng gaps --park 安宁产业园区 --firms 企业名录.csv --leads 线索.csv --out 路线图.html
            例：yinfeng gaps --park 安宁产业园区 --firms 企业名录.csv --targets 目标企业.xlsx --partners
            例：yinfeng gaps --park 安宁产业园区 --chain 绿色铝 --out 绿色铝.html
            """)

    @Option(name: .long, help: ArgumentHelp("园区的代码、现名、旧名或简称。", valueName: "园区"))
    var park: String

    @Option(name: .long, help: ArgumentHelp("只要这条产业链，可重复写；写链的名称。", valueName: "产业链"))
    var chain: [String] = []

    @Option(name: .long, help: ArgumentHelp("在手线索表：哪些线索能补哪个环节。", valueName: "文件"))
    var leads: String?

    @Option(name: .long, help: ArgumentHelp("自备的目标企业表：每个待引环节可以找谁。", valueName: "文件"))
    var targets: String?

    @Flag(name: .long, help: "列出可结对共建、错位发展、建飞地园区的园区及理由。")
    var partners = false

    @Option(name: .long, help: ArgumentHelp("自备园区表，可覆盖目录里的园区。", valueName: "文件"))
    var parks: String?

    @Option(name: .long, help: ArgumentHelp("权重和参数表，改动默认值。", valueName: "文件"))
    var profile: String?

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var input: LeadInput
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try Session(common)
        let options = try output.options()
        let fields = try session.fields()
        let own = try parks.map { try session.parksTable($0, fields: fields) } ?? []
        let places = try session.places(extraParks: own)
        let position = try session.park(named: park, in: places)
        let zone = places.parks.parks[position]
        let weights = try profile.map { try session.profile($0) }
        let firmRows = try rows(assessment.firms, session, fields)
        let setup = try await session.setup(
            assessment, fields: fields, parks: own, profile: weights, peerPark: zone.code, firmRows: firmRows)
        let assessor = setup.assessor
        var workspace = AssessmentWorkspace()
        let leadRows = try rows(leads, session, fields) ?? []
        let targetRows = try rows(targets, session, fields) ?? []
        let assessedLeads = leadRows.compactMap(\.lead).map { assessor.profile($0, &workspace) }
        let assessedTargets = targetRows.compactMap(\.lead).map { assessor.profile($0, &workspace) }
        let gaps = try onlyAsked(
            assessor.gaps(ofPark: position, leads: assessedLeads, targets: assessedTargets, &workspace),
            of: places.chains, in: zone)
        let map = RoadMap(
            matcher: assessor.matcher, park: position, gaps: gaps, leads: assessedLeads.map(RoadMap.Candidate.init),
            targets: targets == nil ? nil : assessedTargets.map(RoadMap.Candidate.init),
            partners: partners ? assessor.matcher.partners(ofPark: position, gaps: gaps) : nil,
            duties: try TierDuty.load(from: session.store), classification: assessor.classification,
            hasFirms: assessment.firms != nil)
        let meta = session.meta(notes: map.notes)
        if options.format == .html {
            try map.writePage(meta: meta, path: options.path)
        } else {
            var writer = try options.makeWriter()
            try writer.begin(RoadMapRows.head(map, meta: meta))
            for row in RoadMapRows.rows(map, format: options.format) { try writer.row(row) }
            for row in leadRows + targetRows where row.lead == nil { try writer.row(RowObjects.error(row)) }
            try writer.end()
        }
        report(map, firmRows: firmRows ?? [], places: places)
        for read in [leadRows, targetRows] where !read.isEmpty { try input.finish(read) }
        if let firmRows { try input.finish(firmRows) }
    }

    /// The links of the chains that `--chain` names; all without it. Throws for a name that the park has no chain of.
    private func onlyAsked(_ gaps: [ChainGap], of book: ChainBook, in zone: Park) throws -> [ChainGap] {
        guard !chain.isEmpty else { return gaps }
        let present = Set(gaps.map(\.link.chain)).sorted()
        let names = present.map { book.chains[$0].name }
        let asked = try chain.map { name in
            if let place = names.firstIndex(where: { $0 == name || $0 == name + "产业链" || $0 + "产业链" == name }) {
                return present[place]
            }
            let near = NearestWords.of(name, among: names)
            let remedy = names.isEmpty ? "该园区没有可用的产业链" : "可用的有：" + (near.isEmpty ? names : near).joined(separator: "、")
            throw CommandFailure(.noInput, "错误：\(zone.name)没有名为“\(name)”的产业链；\(remedy)")
        }
        return gaps.filter { asked.contains($0.link.chain) }
    }

    private func rows(_ path: String?, _ session: Session, _ fields: FieldCatalog) throws -> [LeadRow]? {
        try path.map { try input.rows($0, catalog: fields, quiet: session.quiet) }
    }

    /// What a clerk must know beside the lines: what could not be told, and which firms could not be attached.
    private func report(_ map: RoadMap, firmRows: [LeadRow], places: PlaceBook) {
        guard !common.quiet else { return }
        if map.gaps.isEmpty {
            StandardError.hint(
                .noChains, "\(map.zone.name)没有可用的产业链：目录未载其产业（画像不全），企业名录也未带出；补充园区产业（--parks）或企业名录（--firms）")
        } else if map.states == nil {
            StandardError.hint(.noFirms, "未提供\(map.zone.name)的企业名录（--firms），全部环节状态未知，不等于缺失")
        }
        if let unattached = map.states?.unattached, !unattached.isEmpty {
            StandardError.hint(.firmUnattached, "未能归入产业链环节的企业 \(unattached.count) 家：")
            for firm in unattached { StandardError.write("  \(firm.name)：\(firm.because)") }
        }
        for row in firmRows {
            if let issue = row.issues.first, row.lead == nil {
                StandardError.hint(
                    .firmNotCounted, "企业名录 \(issue.location.text)“\(issue.value)”：\(issue.message)；此行未计入")
            } else if let lead = row.lead, let text = lead.text(.park),
                places.parks.resolve(text, suggesting: 0).value == nil
            {
                StandardError.hint(.firmNotCounted, "企业名录 第\(lead.location.row)行所在园区“\(text)”不能对应到一个园区，此行未计入；请写园区全称或代码")
            }
        }
    }
}
