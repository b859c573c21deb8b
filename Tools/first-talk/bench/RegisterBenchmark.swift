import Foundation
import YinfengCatalog
import YinfengFirstTalk
import YinfengModel

/// Filings a second and conflict checks on a large register, run by hand:
///
///     YINFENG_BENCHMARKS=1 swift run -c release register-benchmark 100000 Catalogs /dev/shm /var/tmp
///
/// The register is filled in a folder of fast memory, then copied to a disk, where every filing waits for full sync.
@main
enum RegisterBenchmark {
    static let heads = Array("云海锦华源盛泰兴鼎恒瑞丰达康宏远鑫诚博雅安捷凯旋天润金辉永利德馨佳禾绿城")
    static let trades = ["茶业", "新能源科技", "铝业", "生物医药", "食品", "建材", "机械制造", "农业开发", "电子", "新材料", "物流", "矿业"]
    static let places = ["云南", "昆明", "广东", "深圳", "浙江", "上海", "四川", "", "贵州", "湖南"]
    static let codes = ["1530", "3252", "3825", "2710", "1411", "3011", "3911", "2662", "0171", "3091"]
    static let products = ["精制茶", "铝板带", "电池片", "中成药", "果汁", "水泥", "服务器", "硅料", "花卉", "石墨"]

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let total = Int(arguments[1]) else {
            FileHandle.standardError.write(
                Data("usage: register-benchmark FILINGS CATALOGS FAST-FOLDER DISK-FOLDER\n".utf8))
            exit(64)
        }
        let facts = try FirstTalkFacts.load(CatalogStore(folders: [arguments[2]]))
        let counties = facts.authorities.all.filter { $0.level == .county && $0.code.hasPrefix("53") }.map(\.code)
        let fast = arguments[3] + "/register-benchmark.db"
        let slow = arguments[4] + "/register-benchmark.db"
        for path in [fast, slow] {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }
        guard let at = Instant(rfc3339: "2026-03-11T10:00:00+08:00") else { exit(70) }
        var random = SplitMix(state: 3)
        let clock = ContinuousClock()
        var filling = try Register.create(path: fast, facts: facts)
        let spent = try clock.measure {
            for index in 0..<total {
                let caller = Caller(authority: counties[index % counties.count], clerk: "试验", at: at)
                _ = try filling.file(FileRequest(record: record(index, &random)), by: caller)
            }
        }
        print("filled \(total) without a disk in \(spent)")
        try filling.backup(to: slow)
        filling = try Register.open(path: slow, facts: facts)
        var checks: [Duration] = []
        for index in total..<(total + 1_000) {
            let caller = Caller(authority: counties[index % counties.count], clerk: "试验", at: at)
            let one = record(index, &random)
            checks.append(try clock.measure { _ = try filling.check(one, by: caller) })
        }
        checks.sort()
        print("check: median \(checks[500]), p99 \(checks[990]), worst \(checks[999])")
        var filings: [Duration] = []
        let filed = try clock.measure {
            for index in (total + 1_000)..<(total + 2_000) {
                let caller = Caller(authority: counties[index % counties.count], clerk: "试验", at: at)
                let one = record(index, &random)
                filings.append(try clock.measure { _ = try filling.file(FileRequest(record: one), by: caller) })
            }
        }
        filings.sort()
        print("file with full sync: 1000 in \(filed), median \(filings[500]), p99 \(filings[990])")
        if total <= 20_000 { print("verify: \(try clock.measure { _ = try filling.verify() })") }
        let size = try FileManager.default.attributesOfItem(atPath: slow)[.size] as? Int ?? 0
        print("file size: \(size / 1_000_000) MB")
    }

    static func record(_ index: Int, _ random: inout SplitMix) -> FilingRecord {
        func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &random)] }
        let name =
            pick(places) + String([pick(heads), pick(heads), pick(heads)]) + pick(trades)
            + pick(["有限公司", "股份有限公司", "集团有限公司"])
        let fields: [FieldKey: String] = [
            "project_name": "第\(index)号项目", "investor_name": name, "investor_uscc_reason": "示例",
            "investor_region": "云南省",
            "investor_intro": "虚构的示例企业", "top500_kind": "否", "investor_contact_name": "张某",
            "investor_contact_phone": "139\(10_000_000 + Int.random(in: 0..<90_000_000, using: &random))",
            "content":
                "第\(index)号项目拟建设\(name)生产基地，分两期投入，配套仓储、检测与研发设施，达产后供应周边市场\(Int.random(in: 0..<1_000_000, using: &random))。",
            "products": pick(products), "process": "分选—加工—包装", "industry_code": pick(codes), "total_invest": "30000",
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
