import ArgumentParser
import YinfengModel
import YinfengParks
import YinfengReport

/// Zones: profiles with sources and with what is unknown.
struct ParkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "park",
        abstract: "园区：列出、查看画像及其来源，指出未知之处。",
        discussion: "例：yinfeng park show 勐海产业园区",
        subcommands: [ParkList.self, ParkShow.self])
}

/// `park list`.
struct ParkList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "列出园区。", discussion: "例：yinfeng park list --region 云南 --format csv")

    @Option(name: .long, help: ArgumentHelp("只列某地的园区：区划代码或地名。", valueName: "地区"))
    var region: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let places = try session.places()
        let positions: [Int]
        if let region {
            positions = places.parks.positions(in: try session.region(named: region, in: places))
        } else {
            positions = Array(places.parks.parks.indices)
        }
        var writer = try output.options().makeWriter()
        try writer.write(
            ReportHead(
                title: "园区",
                columns: [
                    ReportColumn("代码", "code"), ReportColumn("名称", "name"), ReportColumn("地区", "place"),
                    ReportColumn("级别", "level"), ReportColumn("类型", "type"), ReportColumn("产业", "industries"),
                    ReportColumn("画像", "profile"),
                ], meta: session.meta()),
            rows: positions.lazy.map { position in
                let park = places.parks.parks[position]
                return [
                    "code": .text(park.code), "name": .text(park.name),
                    "place": .text(
                        places.parks.place(at: position).map { places.regions.path(of: $0) } ?? park.provinceName),
                    "level": .text(park.level), "type": .text(park.type),
                    "industries": .texts(park.industries.map { $0.name + ($0.isVerified ? "" : "（推定）") }),
                    "profile": .text(park.isProfileIncomplete ? "画像不全" : "有产业"),
                ] as ReportObject
            })
        if !common.quiet { StandardError.write("\(positions.count) 个园区") }
    }
}

/// `park show`.
struct ParkShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "看一个园区的画像：产业、来源、未知之处、画像校验；写县区或乡镇名，则看该地的产业导向和园区。",
        discussion: """
            例：yinfeng park show 云南勐海工业园区 --out 勐海.html
            例：yinfeng park show 土官
            """)

    @Argument(help: ArgumentHelp("园区的代码、现名、旧名或简称。", valueName: "园区"))
    var park: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let session = try Session(common)
        let places = try session.places()
        if places.parks.resolve(park, suggesting: 0).candidates.isEmpty, let area = PlaceSheet(park, in: places) {
            var writer = try output.options().makeWriter()
            return try writer.write(area.head(meta: session.meta()), rows: area.rows(asOf: session.asOf))
        }
        let position = try session.park(named: park, in: places)
        let zone = places.parks.parks[position]
        var lines: [(String, String, String)] = [
            ("代码", zone.code, ""), ("名称", zone.name, ""),
            ("别名", zone.aliases.isEmpty ? "未载" : zone.aliases.joined(separator: "、"), ""),
            (
                "地区",
                places.parks.place(at: position).map {
                    places.regions.path(of: $0) + "（\($0.text)）"
                        + (places.parks.isPlaceInferred(at: position) ? "（推定到上级）" : "")
                } ?? zone.provinceName, ""
            ),
            ("级别", zone.level, ""), ("类型", zone.type, ""),
            ("功能", zone.functions.isEmpty ? "未载" : zone.functions.joined(separator: "、"), ""),
        ]
        if zone.industries.isEmpty { lines.append(("产业", "未知（画像不全）：目录未载，不等于没有产业", "")) }
        for industry in zone.industries {
            lines.append(
                (
                    industry.role.chinese(isVerified: industry.isVerified),
                    industry.name
                        + (industry.codes.isEmpty
                            ? "（过宽，不用于匹配）" : " " + industry.codes.map(\.text).joined(separator: "、")),
                    industry.source
                ))
        }
        lines.append(("规上工业总产值", zone.outputYi.map { $0.decimal() + "亿元" } ?? "未知", ""))
        lines.append(("可用土地", zone.landLeftMu.map { $0.decimal() + "亩" } ?? "未知", ""))
        for limit in zone.limits { lines.append((limit.name, limit.amount.decimal() + limit.unit, "")) }
        if !zone.note.isEmpty { lines.append(("备注", zone.note, "")) }
        if let place = places.parks.place(at: position) {
            var areas: [(name: String, source: String, industries: [String])] = []
            for number in places.guidance.positions(covering: place) {
                let line = places.guidance.lines[number]
                let lapsed = line.citation.isInForce(on: session.asOf) ? "" : "（已到期）"
                let source = line.citation.document + " " + line.citation.clause + lapsed
                if let known = areas.firstIndex(where: { $0.name == line.name && $0.source == source }) {
                    areas[known].industries.append(line.industryName)
                } else {
                    areas.append((line.name, source, [line.industryName]))
                }
            }
            for area in areas {
                lines.append(("地区导向", area.name + "：" + area.industries.joined(separator: "、"), area.source))
            }
        }
        for fault in zone.profileFaults(
            by: places.profileRules, place: places.parks.place(at: position), on: session.asOf)
        {
            lines.append(("画像校验", fault.message, fault.citation.document + " " + fault.citation.clause))
        }
        var writer = try output.options().makeWriter()
        try writer.write(
            ReportHead(
                title: zone.name,
                columns: [
                    ReportColumn("项", "name"), ReportColumn("内容", "value", style: .wrapped),
                    ReportColumn("来源", "source", style: .wrapped),
                ], meta: session.meta(), layout: { ParkPage.paper($0, $1) }),
            rows: lines.map { ["name": .text($0.0), "value": .text($0.1), "source": .text($0.2)] as ReportObject })
    }
}
