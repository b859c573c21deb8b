import Foundation
import Glibc
import YinfengCatalog
import YinfengFirstTalk
import YinfengModel

/// Filings a second and conflict checks on a growing register, run by hand:
///
///     YINFENG_BENCHMARKS=1 swift run -c release register-benchmark Catalogs /dev/shm /var/tmp 0 100000 1000000
///
/// The register is filled in a folder of fast memory; at every level it is copied to a disk, where checks are timed and
/// every filing waits for full sync. With `-` for the fast folder, the register that lies on the disk is measured as it
/// is (grow.py multiplies one). Times are wall time and this process's own CPU time: on a shared machine the second
/// is the one to compare.
@main
enum RegisterBenchmark {
    static let heads = Array("云海锦华源盛泰兴鼎恒瑞丰达康宏远鑫诚博雅安捷凯旋天润金辉永利德馨佳禾绿城")
    static let trades = ["茶业", "新能源科技", "铝业", "生物医药", "食品", "建材", "机械制造", "农业开发", "电子", "新材料", "物流", "矿业"]
    static let places = ["云南", "昆明", "广东", "深圳", "浙江", "上海", "四川", "", "贵州", "湖南"]
    static let houses = ["云岭能源", "南屏电力", "滇源水务", "苍麓建设", "澜峰投资", "乌蒙实业", "哀牢控股", "红土地产业", "怒水集团", "金沙开发"]
    static let codes = ["1530", "3252", "3825", "2710", "1411", "3011", "3911", "2662", "0171", "3091"]
    static let products = ["精制茶", "铝板带", "电池片", "中成药", "果汁", "水泥", "服务器", "硅料", "花卉", "石墨"]

    static func main() throws {
        let arguments = CommandLine.arguments
        let levels = arguments.dropFirst(4).compactMap { Int($0) }
        guard arguments.count >= 5, levels.count == arguments.count - 4 else {
            FileHandle.standardError.write(
                Data("usage: register-benchmark CATALOGS FAST-FOLDER DISK-FOLDER FILINGS…\n".utf8))
            exit(64)
        }
        let facts = try FirstTalkFacts.load(CatalogStore(folders: [arguments[1]]))
        let fast = arguments[2] + "/register-benchmark.db"
        let slow = arguments[3] + "/register-benchmark.db"
        guard let at = Instant(rfc3339: "2026-03-11T10:00:00+08:00") else { exit(70) }
        var office = Office(
            counties: facts.authorities.all.filter { $0.level == .county && $0.code.hasPrefix("53") }.map(\.code),
            at: at, seed: UInt64(levels.last ?? 0))
        if arguments[2] == "-" {
            // A register that was filled before, or grown by grow.py.
            print("held \(levels[0])")
            return try measure(Register.open(path: slow, facts: facts), &office, from: 10_000_000 + levels[0])
        }
        remove(fast)
        let filling = try Register.create(path: fast, facts: facts)
        var held = 0
        for level in levels.sorted() {
            let filled = try Stopwatch.measure {
                for index in held..<max(level, held) { try office.file(index, filling) }
            }
            print("filled \(held)–\(level) without a disk: \(filled)")
            held = max(level, held)
            remove(slow)
            try filling.backup(to: slow)
            try measure(Register.open(path: slow, facts: facts), &office, from: 10_000_000 + level)
            let verified = try Stopwatch.measure { try Register.open(path: slow, facts: facts).verify() }
            print("  verify: \(verified)")
            let size = try FileManager.default.attributesOfItem(atPath: slow)[.size] as? Int ?? 0
            print("  file size \(size / 1_000_000) MB")
        }
    }

    /// A thousand checks, then five hundred filings with full sync.
    static func measure(_ register: Register, _ office: inout Office, from start: Int) throws {
        print("  open: \(try Stopwatch.measure { _ = try register.rules() })")
        // The first check reads ICU's tables and fills the cache: told apart from the others.
        print("  first check: \(try office.check(start, register))")
        var checks: [Stopwatch.Time] = []
        for index in (start + 1)...(start + 1_000) { checks.append(try office.check(index, register)) }
        print("  check: \(Stopwatch.summary(checks))")
        var filings: [Stopwatch.Time] = []
        for index in (start + 1_001)...(start + 1_500) {
            filings.append(try Stopwatch.time { try office.file(index, register) })
        }
        let rate = Double(filings.count) / filings.reduce(0) { $0 + $1.wall }
        print("  file with full sync: \(Stopwatch.summary(filings)); \(Int(rate)) a second")
    }

    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// One of these, the n-th with a weight of 1/n.
    static func harmonic(_ items: [String], _ random: inout SplitMix) -> String? {
        var left = Double.random(in: 0..<items.indices.reduce(0) { $0 + 1 / Double($1 + 1) }, using: &random)
        for (index, item) in items.enumerated() {
            left -= 1 / Double(index + 1)
            if left < 0 { return item }
        }
        return items.last
    }

    static func record(_ index: Int, _ random: inout SplitMix) -> FilingRecord {
        func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &random)] }
        // One filing in twenty comes from a house with many companies, the first of them far the largest.
        let house = Int.random(in: 0..<20, using: &random) == 0 ? harmonic(houses, &random) : nil
        let own = String([pick(heads), pick(heads), pick(heads)])
        let name =
            house.map { $0 + own + pick(["新能源", "发电", "建设", "投资"]) + "有限公司" }
            ?? pick(places) + own + pick(trades) + pick(["有限公司", "股份有限公司", "集团有限公司"])
        let product = house == nil ? pick(products) : pick(["光伏发电", "光伏发电", "风力发电"])
        let fields: [FieldKey: String] = [
            "project_name": "第\(index)号项目", "investor_name": name, "investor_uscc_reason": "示例",
            "investor_region": "云南省",
            "investor_intro": "虚构的示例企业", "top500_kind": "否", "investor_contact_name": "张某",
            "investor_contact_phone": "139\(10_000_000 + Int.random(in: 0..<90_000_000, using: &random))",
            "content":
                "第\(index)号项目拟建设\(name)生产基地，分两期投入，配套仓储、检测与研发设施，达产后供应周边市场\(Int.random(in: 0..<1_000_000, using: &random))。",
            "products": product, "process": "分选—加工—包装", "industry_code": house == nil ? pick(codes) : "4416",
            "total_invest": "30000",
            "fixed_invest": "24000", "land_area": "45", "land_mode": "新增", "energy_tce": "860",
            "pollutants": "COD 2.1吨/年",
            "revenue_year": "18000", "output_year": "18600", "tax_year": "760", "first_talk_date": "2026-03-10",
            "talk_place": "投资促进局", "talk_mode": "来访", "our_people": "岩某", "their_people": "王某",
            "talk_summary": "投资方一行来访，介绍企业概况与加工设想，双方就年产规模、总投资约三亿元、用地四十五亩、原料保障和用工条件初步交换了意见，约定两周内踏勘地块并提交项目建议书。",
            "stage": "意向", "other_contacts": "否", "signed": "否", "secrecy": "内部", "clerk": "岩温", "checker": "玉香",
        ]
        let digest = String(repeating: "a", count: 64)
        return FilingRecord(
            fields: fields, evidence: [Filing.EvidenceItem(sha256: digest, kind: "洽谈纪要", date: "2026-03-10")])
    }
}

/// Who files, and with what.
struct Office {
    let counties: [String]
    let at: Instant
    private var random: SplitMix

    /// Another seed gives other names, so a register measured twice is not asked for what it was just told.
    init(counties: [String], at: Instant, seed: UInt64) {
        self.counties = counties
        self.at = at
        random = SplitMix(state: seed)
    }

    private func caller(_ index: Int) -> Caller {
        Caller(authority: counties[index % counties.count], clerk: "试验", at: at)
    }

    /// Files one record.
    mutating func file(_ index: Int, _ register: Register) throws {
        _ = try register.file(FileRequest(record: RegisterBenchmark.record(index, &random)), by: caller(index))
    }

    /// Checks one record; the time that it took.
    mutating func check(_ index: Int, _ register: Register) throws -> Stopwatch.Time {
        let one = RegisterBenchmark.record(index, &random)
        return try Stopwatch.time { _ = try register.check(one, by: caller(index)) }
    }
}

/// Wall and CPU time of a piece of work.
enum Stopwatch {
    /// What it took, as text.
    static func measure(_ body: () throws -> Void) rethrows -> String {
        let before = cpu()
        let wall = try ContinuousClock().measure(body)
        return "\(wall) wall, \((cpu() - before) / 1_000) ms CPU"
    }

    /// Seconds of a piece of work.
    struct Time {
        let wall: Double
        let cpu: Double
    }

    /// What a piece of work took.
    static func time(_ body: () throws -> Void) rethrows -> Time {
        let before = cpu()
        let wall = try ContinuousClock().measure(body) / .seconds(1)
        return Time(wall: wall, cpu: Double(cpu() - before) / 1_000_000)
    }

    /// Median and 99th percentile in milliseconds, wall time first.
    static func summary(_ times: [Time]) -> String {
        func shown(_ values: [Double]) -> String {
            let sorted = values.sorted()
            let picked = [sorted[sorted.count / 2], sorted[sorted.count * 99 / 100], sorted[sorted.count - 1]]
            return picked.map { String(format: "%.2f", $0 * 1_000) }.joined(separator: " / ")
        }
        return "median / p99 / worst ms: wall \(shown(times.map(\.wall))), CPU \(shown(times.map(\.cpu)))"
    }

    /// Microseconds of processor time that this process has used (POSIX fixes CLOCKS_PER_SEC at a million).
    private static func cpu() -> Int { Int(clock()) }
}

/// A seeded generator: the same register in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var x = state
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }
}
