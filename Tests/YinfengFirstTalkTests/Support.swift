import Foundation
import Testing
import YinfengCatalog
import YinfengModel

@testable import YinfengFirstTalk

/// The facts of the repository's own catalogues, read once.
enum Support {
    static let root: String = {
        var url = URL(filePath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path()
    }()

    static let facts: Result<FirstTalkFacts, any Error> = Result {
        try FirstTalkFacts.load(try CatalogStore(folders: [root + "/Catalogs"]))
    }

    static func loaded() throws -> FirstTalkFacts { try facts.get() }

    static func register(_ rules: [(String, String)] = []) throws -> Register {
        let facts = try loaded()
        var set = facts.defaultRules
        let unknown = set.override(rules.map { ($0.0, $0.1, nil) })
        try #require(unknown.isEmpty)
        return try Register.inMemory(
            facts: facts, rules: set,
            identity: Register.Identity(name: "00112233445566778899aabbccddeeff", secret: "5ec2e7"))
    }

    /// A caller at a moment; a day alone is ten o'clock.
    static func caller(_ authority: String, _ at: String, clerk: String = "岩温", reason: String = "") throws -> Caller {
        let text = at.count == 10 ? at + "T10:00:00+08:00" : at
        return Caller(authority: authority, clerk: clerk, at: try #require(Instant(rfc3339: text)), reason: reason)
    }

    static let menghai = "532822"
    static let jinghong = "532801"
    static let banna = "532800"
    static let anning = "530181"
    static let kunming = "530100"
    static let yunnan = "530000"

    /// A complete record of 勐海县, with changes.
    static func record(_ changes: [String: String?] = [:], evidence: String? = "2026-03-09") -> FilingRecord {
        var fields: [FieldKey: String] = [
            "project_name": "普洱茶精深加工项目", "investor_name": "云南某某茶业有限公司", "investor_uscc": "91532800MA6N00017B",
            "investor_region": "上海市", "investor_intro": "主营茶叶精制，虚构的示例企业", "top500_kind": "否",
            "investor_contact_name": "张某", "investor_contact_phone": "13900001234",
            "content": "新建普洱茶精制生产线两条，年产精制普洱茶三千吨，配套原料仓储、检测中心和标准化车间一座。",
            "products": "精制普洱茶3000吨/年", "process": "毛茶—筛分—渥堆—压制", "industry_code": "1530",
            "total_invest": "3亿元", "fixed_invest": "24000", "land_area": "45亩", "land_mode": "新增", "energy_tce": "860",
            "pollutants": "COD 2.1吨/年", "revenue_year": "18000", "output_year": "18600", "tax_year": "760",
            "first_talk_date": "2026-03-09", "talk_place": "勐海县投资促进局", "talk_mode": "来访", "our_people": "岩某；李某",
            "their_people": "张某；王某",
            "talk_summary": "投资方副总经理一行来访，介绍企业概况与普洱茶精深加工设想，双方就年产规模、总投资约三亿元、用地四十五亩、原料保障和用工条件初步交换了意见，约定两周内踏勘地块。",
            "stage": "意向", "other_contacts": "否", "signed": "否", "secrecy": "内部", "clerk": "岩温", "checker": "玉香",
        ]
        for (key, value) in changes { fields[FieldKey(rawValue: key)] = value }
        let items = evidence.map { [document("洽谈纪要", $0)] } ?? []
        return FilingRecord(fields: fields, evidence: items)
    }

    static func document(_ kind: String, _ date: String, _ digit: Character = "a") -> Filing.EvidenceItem {
        Filing.EvidenceItem(sha256: String(repeating: digit, count: 64), kind: kind, date: date)
    }

    /// Files a record and returns the line.
    @discardableResult
    static func file(
        _ register: Register, _ authority: String = menghai, _ at: String = "2026-03-11",
        _ changes: [String: String?] = [:],
        reason: String = "", key: String? = nil, isVoluntary: Bool = false
    ) throws -> RegisterLine {
        try register.file(
            FileRequest(record: record(changes), isVoluntary: isVoluntary, key: key),
            by: caller(authority, at, reason: reason))
    }

    /// Files and accepts; returns the number.
    @discardableResult
    static func accepted(
        _ register: Register, _ authority: String = menghai, by acceptor: String = banna, on day: String = "2026-03-12",
        _ changes: [String: String?] = [:]
    ) throws -> String {
        let no = try #require(try file(register, authority, day, changes, reason: "迟报说明").no)
        try register.accept(no, by: caller(acceptor, day, reason: "无冲突"))
        return no
    }

    /// The refusal that a call must give.
    static func refusal(_ body: () throws -> some Any) -> RegisterRefusal? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? RegisterRefusal
        }
    }
}

/// A small seeded generator: the same moves in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
