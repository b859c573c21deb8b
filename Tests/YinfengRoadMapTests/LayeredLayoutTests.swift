import Testing

@testable import YinfengRoadMap

/// The layout by its laws, over random graphs of a seed.
@Suite struct LayeredLayoutTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private func graph(_ seed: UInt64) -> (count: Int, edges: [LayeredLayout.Edge]) {
        var random = Generator(state: seed)
        let count = Int.random(in: 1...25, using: &random)
        var edges: [LayeredLayout.Edge] = []
        for to in 1..<max(2, count) where to < count {
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let from = Int.random(in: 0..<to, using: &random)
                if !edges.contains(where: { $0.from == from && $0.to == to }) {
                    edges.append(.init(from: from, to: to))
                }
            }
        }
        return (count, edges)
    }

    @Test(arguments: UInt64(1)...60) func edgesRunForwardAndBoxesNeverOverlap(seed: UInt64) {
        let (count, edges) = graph(seed)
        let layout = LayeredLayout(nodes: count, edges: edges)
        for edge in edges { #expect(layout.nodes[edge.from].column < layout.nodes[edge.to].column) }
        for left in 0..<count {
            for right in 0..<left where layout.nodes[left].column == layout.nodes[right].column {
                #expect(abs(layout.nodes[left].height - layout.nodes[right].height) > 0.999)
            }
        }
        for place in layout.nodes {
            #expect((0..<layout.columns).contains(place.column))
            #expect(place.height >= 0 && place.height <= layout.height)
        }
    }

    @Test(arguments: UInt64(1)...60) func aLaneNeverRunsThroughABox(seed: UInt64) {
        let (count, edges) = graph(seed)
        let layout = LayeredLayout(nodes: count, edges: edges)
        for path in layout.paths {
            #expect(path.count == path[path.count - 1].column - path[0].column + 1)
            for lane in path.dropFirst().dropLast() {
                for node in layout.nodes where node.column == lane.column {
                    #expect(abs(node.height - lane.height) > 0.7)
                }
            }
        }
    }

    @Test func theSameGraphGivesTheSamePlaces() {
        let (count, edges) = graph(7)
        let first = LayeredLayout(nodes: count, edges: edges)
        let second = LayeredLayout(nodes: count, edges: edges)
        #expect(first.nodes == second.nodes && first.paths == second.paths)
    }

    @Test func aSourceStandsBesideWhatItFeeds() {
        let edges = [(0, 1), (1, 2), (2, 3), (4, 3)].map { LayeredLayout.Edge(from: $0.0, to: $0.1) }
        #expect(LayeredLayout.layers(5, edges) == [0, 1, 2, 3, 2])
    }
}
