import GRDB
import Testing
import YinfengModel

@testable import YinfengFirstTalk

/// The search by keys against reading the whole register.
@Suite struct SearchTests {
    /// Records whose names, houses, phones and contents come from small pools, so that all grounds occur together.
    func record(_ random: inout Seeded) -> FilingRecord {
        func pick(_ items: [String]) -> String { items.randomElement(using: &random) ?? "" }
        let core = pick(["陈升茶业", "宏源建材", "鸿源建材", "天成锻造", "夫成锻造", "云海新能源", "云海新能源科技", "清水源环保"])
        let name =
            pick(["", "云南", "云南省昆明市", "勐海", "河南", "云南（玉溪）"]) + core
            + pick(["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "有限公司昆明分公司"])
        let product = pick(["精制普洱茶", "绿色铝板带", "铝板带", "水泥"])
        return Support.record([
            "investor_name": name, "investor_uscc": nil, "investor_uscc_reason": "示例",
            "investor_parent": pick(["", "", "云海新能源集团有限公司", "陈升茶业有限公司"]),
            "investor_contact_phone": "1390000" + pick(["1111", "2222", "3333", "4444", "5555"]),
            "industry_code": pick(["1530", "1539", "3252", "3011"]), "products": product,
            "content": "拟建设" + product + "生产线" + pick(["两条，配套仓储与检测中心，分期投入，达产后供应周边市场。", "并新建研发楼、员工宿舍以及污水处理站各一座。"]),
            "total_invest": pick(["20000", "21000", "60000"]),
        ])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func keysFindWhatReadingAllFinds(_ seed: UInt64) throws {
        let register = try Support.register()
        let facts = try Support.loaded()
        var random = Seeded(seed)
        let filers = ["532822", "532801", "532823", "530181", "532300", "532500", "532600", "530300"]
        for index in 0..<60 {
            let one = record(&random)
            _ = try? register.file(
                FileRequest(record: one), by: Support.caller(filers[index % filers.count], "2026-03-11"))
        }
        for _ in 0..<25 {
            let one = record(&random)
            try register.file.read { db in
                let ledger = register.ledger(db)
                let rules = try ledger.currentRules().rules
                let search = ConflictSearch(ledger: ledger, facts: facts, rules: rules)
                let prepared = try search.prepare(one, filer: "530100")
                let day = try Support.caller("530100", "2026-03-12").at.day
                let found = try search.search(prepared.compared, except: nil, on: day).met
                let check = SamenessCheck(names: facts.names, rules: rules)
                var all: Set<String> = []
                for id in try String.fetchAll(db, sql: "SELECT id FROM filings WHERE seq IS NOT NULL") {
                    guard let filing = try ledger.filing(id), filing.state.isLive else { continue }
                    let outcome = check.compare(prepared.compared, search.compared(filing))
                    // Alike names without any other ground are met where their beginnings agree; notes may be cut.
                    if outcome.tier == .hard || outcome.tier == .soft { all.insert(id) }
                }
                let met = Set(found.filter { $0.outcome.tier != .note }.map(\.filing.id))
                #expect(met == all, "\(one[.investorName] ?? "")")
            }
        }
    }

    /// A parent that files after its subsidiary is met as one that files before.
    @Test func theOrderOfParentAndSubsidiaryDoesNotMatter() throws {
        for names in [["招商港口有限公司", "招商港口投资有限公司"], ["招商港口投资有限公司", "招商港口有限公司"]] {
            let register = try Support.register()
            let codes: [String: String?] = ["investor_uscc": nil, "investor_uscc_reason": "示例"]
            try Support.file(register, "532822", "2026-03-11", codes.merging(["investor_name": names[0]]) { $1 })
            let line = try Support.file(
                register, "532801", "2026-03-11",
                codes.merging(["investor_name": names[1], "investor_contact_phone": "13811112222"]) { $1 })
            #expect(line.conflicts.first?.investor == "I3")
            #expect(line.conflicts.first?.tier == .soft)
        }
    }
}
