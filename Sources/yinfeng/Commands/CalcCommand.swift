import ArgumentParser
import YinfengAssessment
import YinfengModel
import YinfengParks
import YinfengReport
import YinfengTabular

/// `calc`: unit and threshold arithmetic without a list.
struct CalcCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calc",
        abstract: "算一算：几个数就能换算单位、算强度，并按每条线算出最多能供多少地、至少要投多少。",
        discussion: """
            例：yinfeng calc --invest 3亿 --land 100亩 --far 1.1
            例：yinfeng calc --invest 3亿 --land 100亩 --line 200万元/亩
            例：yinfeng calc --invest 3亿 --land 100亩 --industry C15 --park 勐海产业园区 --rules 园区指标.csv
            """)

    @Option(name: .long, help: ArgumentHelp("总投资，例如 3亿、30000万元、5000-8000万。", valueName: "金额"))
    var invest: String?

    @Option(name: .long, help: ArgumentHelp("固定资产投资；不写则按总投资算，并注明。", valueName: "金额"))
    var fixed: String?

    @Option(name: .long, help: ArgumentHelp("用地，例如 100亩、6.67公顷。", valueName: "面积"))
    var land: String?

    @Option(name: .long, help: ArgumentHelp("容积率。", valueName: "比值"))
    var far: String?

    @Option(name: .long, help: ArgumentHelp("总建筑面积，例如 5万平方米。", valueName: "面积"))
    var floorArea: String?

    @Option(name: .long, help: ArgumentHelp("年产值。", valueName: "金额"))
    var outputValue: String?

    @Option(name: .long, help: ArgumentHelp("年营业收入。", valueName: "金额"))
    var revenue: String?

    @Option(name: .long, help: ArgumentHelp("年税收。", valueName: "金额"))
    var tax: String?

    @Option(name: .long, help: ArgumentHelp("年综合能耗，例如 5000吨标煤、1000万度。", valueName: "能耗"))
    var energy: String?

    @Option(name: .long, help: ArgumentHelp("行业代码，例如 C15、1530。", valueName: "代码"))
    var industry: String?

    @Option(name: .long, help: ArgumentHelp("一条亩均投资的线，可重复，例如 200万元/亩、3000万元/公顷。", valueName: "线"))
    var line: [String] = []

    @Option(name: .long, help: ArgumentHelp("按这个园区的条款取线。", valueName: "园区"))
    var park: String?

    @OptionGroup var assessment: AssessmentOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if [invest, fixed, land, far, floorArea, outputValue, revenue, tax, energy].allSatisfy({ $0 == nil }) {
            throw ValidationError("请至少给出一个数，例如 --invest 3亿 --land 100亩")
        }
        if park == nil, !assessment.rules.isEmpty { throw ValidationError("--rules 要和 --park 一起用；单独一条线用 --line") }
    }

    func run() async throws {
        let session = try Session(common)
        let fields = try session.fields()
        session.uses(["field-keys"])
        var lead = Lead(id: "1", location: SourceLocation(file: "-", row: 1), fields: [:])
        let given: [(option: String, key: String, value: String?)] = [
            ("--invest", "total_invest", invest), ("--fixed", "fixed_invest", fixed), ("--land", "land_area", land),
            ("--far", "far", far), ("--floor-area", "floor_area", floorArea),
            ("--output-value", "output_year", outputValue), ("--revenue", "revenue_year", revenue),
            ("--tax", "tax_year", tax), ("--energy", "energy_tce", energy), ("--industry", "industry_code", industry),
        ]
        for (option, key, value) in given {
            guard let value else { continue }
            try FieldChange(parsing: key + "=" + value, catalog: fields, option: option).apply(to: &lead)
        }
        let sums = LeadArithmetic(lead: lead, catalog: fields)
        var rows = sums.stated + sums.derived
        rows += try line.map { try sums.line($0) }
        if let park { rows += try await lines(park, sums.lead, session, fields, sums) }
        var writer = try output.options().makeWriter()
        try writer.write(LeadArithmetic.head(session.meta()), rows: rows)
        if !common.quiet, let note = sums.note { StandardError.hint(.sums, note) }
    }

    /// The lines that the park's clauses draw for this project.
    private func lines(
        _ name: String, _ lead: Lead, _ session: Session, _ fields: FieldCatalog, _ sums: LeadArithmetic
    ) async throws -> [ReportObject] {
        let places = try session.places()
        let position = try session.park(named: name, in: places)
        let setup = try await session.setup(
            assessment, fields: fields, acceptsDoubts: true, peerPark: places.parks.parks[position].code)
        var workspace = AssessmentWorkspace()
        let answer = setup.assessor.check(lead, park: position, &workspace)
        return answer.clauses.compactMap { sums.clause($0) }
    }
}
