import Testing
import YinfengModel

@testable import YinfengFirstTalk

@Suite struct NameTests {
    @Test(arguments: [
        ("深圳市振业(集团)股份有限公司", "深圳市振业（集团）股份有限公司"), ("康佳集团股份有限公司", "康佳集团股份公司"),
        ("云南某某茶业有限公司", "某某茶业有限责任公司"), ("云南省某某茶业有限公司", "云南某某茶业有限公司"),
        ("勐海县陈升茶业有限公司", "勐海陈升茶业有限责任公司"), ("勐海陈升茶业有限公司", "陈升茶业有限公司"),
        ("云南昆明神农农业有限公司", "昆明神农农业有限公司"), ("昆明神农农业有限公司", "神农农业（昆明）有限公司"),
        ("ＡＢＣ科技有限公司", "abc科技有限公司"), ("雲南銅業股份有限公司", "云南铜业股份有限公司"), (" 云南 铜业 股份有限公司", "云南铜业股份有限公司"),
        ("阿里巴巴集团", "阿里巴巴集团"), ("Tesla, Inc.", "TESLA INC"), ("Bosch Rexroth Co., Ltd.", "BOSCH REXROTH CO LTD"),
        ("中国第一重型机械股份公司", "中国第一重型机械股份有限公司"), ("石林彝族自治县花卉有限公司", "石林花卉有限公司"),
        ("昆明市官渡区融城置业有限责任公司", "官渡融城置业有限公司"), ("云南（玉溪）红塔蓝鹰纸业有限公司", "玉溪红塔蓝鹰纸业有限责任公司"),
        ("河南清水源科技股份有限公司", "清水源科技股份有限公司"), ("重庆市涪陵榨菜集团股份有限公司", "涪陵榨菜集团股份有限公司"),
        ("Nestlé S.A.", "NESTLE SA"),
    ])
    func same(_ a: String, _ b: String) throws { try expect(a, b, .same) }

    @Test(arguments: [
        ("云南某某茶业有限公司", "云南某某查业有限公司"), ("云南某某茶业有限公司", "云南某某茶业股份有限公司"),
        ("昆明晨光食品有限公司", "昆明辰光食品有限公司"), ("勐海陈升茶业有限公司", "猛海陈升茶业有限公司"),
        ("云南未来科技有限公司", "云南末来科技有限公司"), ("勐海陈升茶业有限公司", "勐海陈升茶业"),
        ("东方希望食品有限公司", "希望食品有限公司"), ("云南天成锻造有限公司", "云南夫成锻造有限公司"),
        ("中国水利水电第十四工程局有限公司", "中国水利水电第14工程局有限公司"), ("云南三六零科技有限公司", "云南360科技有限公司"),
    ])
    func doubtful(_ a: String, _ b: String) throws { try expect(a, b, .doubtful) }

    @Test(arguments: [
        ("康佳集团股份有限公司", "康佳股份有限公司"), ("康佳集团有限公司", "康佳有限公司"), ("云南白药集团股份有限公司", "云南白药集团健康产品有限公司"),
        ("云南铜业股份有限公司", "云南铜业股份有限公司昆明分公司"), ("招商局港口集团股份有限公司", "招商局港口有限公司"),
    ])
    func related(_ a: String, _ b: String) throws { try expect(a, b, .related) }

    @Test(arguments: [
        ("云南某某茶业有限公司", "贵州某某茶业有限公司"), ("中国水利水电第七工程局有限公司", "中国水利水电第八工程局有限公司"),
        ("昆明大成食品有限公司", "昆明大海食品有限公司"), ("云南三号建设有限公司", "云南二号建设有限公司"), ("", "云南铜业股份有限公司"),
    ])
    func different(_ a: String, _ b: String) throws { try expect(a, b, .different) }

    func expect(_ a: String, _ b: String, _ relation: NameRelation) throws {
        let names = try Support.loaded().names
        let forth = names.compare(a, b)
        #expect(forth.relation == relation, "\(a)｜\(b)：\(forth.because)")
        #expect(names.compare(b, a).relation == relation)
        #expect(!forth.because.isEmpty)
    }

    @Test func codesDecide() throws {
        let names = try Support.loaded().names
        let (x, y) = ("91532800MA6N00017B", "91310000MA1FL0A78F")
        #expect(names.compare("甲有限公司", "完全不同股份有限公司", aUSCC: x, bUSCC: x).relation == .same)
        #expect(names.compare("云南某某茶业有限公司", "云南某某茶业有限公司", aUSCC: x, bUSCC: y).relation == .different)
        #expect(names.compare("云南某某茶业有限公司", "云南某某茶业有限公司", aUSCC: x, bUSCC: "123").relation == .same)
        #expect(names.compare("某集团有限公司", "某有限公司", aUSCC: x, bUSCC: y).relation == .related)
    }

    /// Laws over names made of real parts: folding never joins what a rule keeps apart.
    @Test func laws() throws {
        let names = try Support.loaded().names
        var random = Seeded(7)
        let places = ["云南", "昆明", "贵州省", "勐海县", "深圳市", ""]
        let cores = ["陈升茶业", "云海新能源科技", "锦绣农业开发", "鑫达铝材", "华源医药", "国泰建设工程"]
        for _ in 0..<300 {
            let place = places.randomElement(using: &random) ?? ""
            let core = cores.randomElement(using: &random) ?? ""
            let limited = place + core + "有限公司"
            #expect(names.compare(limited, place + core + "有限责任公司").relation == .same)
            #expect(names.compare(limited, core + "有限公司").relation == .same)
            #expect(names.compare(limited, place + core + "集团有限公司").relation == .related)
            #expect(names.compare(limited, place + core + "股份有限公司").relation == .doubtful)
            #expect(names.compare(limited, limited + "昆明分公司").relation == .related)
            #expect(names.compare(limited, "湖南" + core + "有限公司").relation == (place.isEmpty ? .same : .different))
            let reversed = String(core.reversed())
            #expect(names.compare(limited, place + reversed + "有限公司").relation != .same)
        }
    }
}
