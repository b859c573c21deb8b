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

    @Test func everyChainIsAcyclicAndEveryEdgeStandsInIt() throws {
        let chains = try Fixture.places.get().chains
        #expect(chains.chains.count == 23)
        for chain in chains.chains {
            var incoming = [Int](repeating: 0, count: chain.nodes.count)
            for edge in chain.edges { incoming[edge.to] += 1 }
            var ready = incoming.indices.filter { incoming[$0] == 0 }
            var done = 0
            while let node = ready.popLast() {
                done += 1
                for edge in chain.edges where edge.from == node {
                    incoming[edge.to] -= 1
                    if incoming[edge.to] == 0 { ready.append(edge.to) }
                }
            }
            #expect(done == chain.nodes.count, "\(chain.name) has a cycle")
        }
    }
}
