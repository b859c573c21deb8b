import Testing
import YinfengModel
import YinfengParks

@Suite struct ChainBookTests {
    @Test func linksAreFoundByNameClassAndProduct() throws {
        let chains = try Fixture.places.get().chains
        let aluminium = try #require(chains.chain(named: "绿色铝"))
        let smelting = try #require(chains.links(named: "电解铝").first)
        #expect(smelting.chain == aluminium)
        #expect(chains.upstream(of: smelting).map { chains.node($0).name }.contains("氧化铝"))
        #expect(chains.downstream(of: smelting).map { chains.node($0).name }.contains("铝板带箔"))
        let code = try #require(IndustryCode("3252"))
        let both = chains.links(codes: [code], products: "年产电池铝箔3万吨")
        #expect(both.map { chains.title($0) }.contains("绿色铝·铝板带箔"))
        #expect(!both.map { chains.title($0) }.contains("绿色铝·铝型材"))
    }

    @Test func aDivisionAloneProvesNoLink() throws {
        let chains = try Fixture.places.get().chains
        let division = try #require(IndustryCode("32"))
        #expect(chains.links(codes: [division], products: "").isEmpty)
        #expect(chains.links(codes: [], products: "铝锭").isEmpty)
    }

    @Test func everyChainIsAGraphWithoutCircleOrStray() throws {
        let chains = try Fixture.places.get().chains
        #expect(chains.faults == [])
        for chain in chains.chains { #expect((10...25).contains(chain.nodes.count), "\(chain.name)") }
        let names = chains.chains.map(\.name).joined(separator: "、")
        for word in ["橡胶", "铜", "钢铁", "锗", "钛", "稀贵金属", "石化", "装备", "汽车", "电子信息", "生物医药", "茶", "旅游商品", "现代物流", "加工贸易"] {
            #expect(names.contains(word), "\(word)")
        }
    }

    @Test func aCircleAndAStrayAreTold() {
        let nodes = ["甲", "乙", "丙", "丁"].map { ChainNode(name: $0, stage: "中游", codes: [], products: []) }
        let edges = [(0, 1), (1, 2), (2, 1)].map { IndustryChain.Edge(from: $0.0, to: $0.1) }
        let book = ChainBook(chains: [IndustryChain(name: "试", nodes: nodes, edges: edges)], source: "")
        #expect(book.faults.count == 2)
        #expect(book.faults[0].contains("丁"))
        #expect(book.faults[1].contains("乙、丙"))
    }

    @Test func everyLinkIsFoundByEachOfItsProductsAndCodes() throws {
        let chains = try Fixture.places.get().chains
        for link in chains.links {
            let node = chains.node(link)
            for product in node.products where product.count > 1 {
                #expect(
                    chains.links(codes: node.codes, products: product).contains(link),
                    "\(chains.title(link)) \(product)")
            }
        }
    }
}
