/// Places a directed acyclic graph in columns: longest-path layers, barycentre ordering, evened heights.
///
/// Every edge runs from a lower column to a higher one; an edge over several columns passes through a lane of its own in
/// each, so that it never crosses a box. The result depends on the graph alone. About O(sweeps × edges²), for graphs of
/// some dozens of nodes.
struct LayeredLayout {
    /// An edge between positions of nodes.
    struct Edge {
        let from: Int
        let to: Int
    }

    /// A point: column from 0 and height, in units of one box.
    struct Place: Equatable {
        let column: Int
        let height: Double
    }

    /// The place of each node.
    let nodes: [Place]
    /// For each edge its places from start to end: the two boxes and the lanes between them.
    let paths: [[Place]]
    /// The number of columns.
    let columns: Int
    /// The greatest height.
    let height: Double

    /// Boxes need one unit of height, lanes `lane`. Edges of a cycle that leave no order are drawn to the last column.
    init(nodes count: Int, edges: [Edge], lane: Double = 0.45, sweeps: Int = 12) {
        let layers = LayeredLayout.layers(count, edges)
        var graph = LayeredGraph(layers: layers, edges: edges, lane: lane)
        graph.order(sweeps: sweeps)
        let heights = graph.heights()
        let lowest = heights.min() ?? 0
        func place(_ vertex: Int) -> Place {
            Place(column: graph.layer[vertex], height: heights[vertex] - lowest)
        }
        nodes = (0..<count).map(place)
        paths = graph.paths.map { $0.map(place) }
        columns = (layers.max() ?? -1) + 1
        height = (heights.max() ?? 0) - lowest
    }

    /// The longest path that leads to each node; a node that nothing feeds moves up beside the first one that it feeds.
    static func layers(_ count: Int, _ edges: [Edge]) -> [Int] {
        var layers = [Int](repeating: 0, count: count)
        var waiting = [Int](repeating: 0, count: count)
        for edge in edges { waiting[edge.to] += 1 }
        let isSource = waiting.map { $0 == 0 }
        var ready = waiting.indices.filter { waiting[$0] == 0 }
        while let node = ready.popLast() {
            for edge in edges where edge.from == node {
                layers[edge.to] = max(layers[edge.to], layers[node] + 1)
                waiting[edge.to] -= 1
                if waiting[edge.to] == 0 { ready.append(edge.to) }
            }
        }
        for node in 0..<count where isSource[node] {
            if let first = edges.filter({ $0.from == node }).map({ layers[$0.to] }).min() {
                layers[node] = max(0, first - 1)
            }
        }
        return layers
    }
}

/// The graph while it is being laid out: nodes first, then the lanes of long edges.
private struct LayeredGraph {
    var layer: [Int]
    /// The vertices of each edge in order.
    var paths: [[Int]] = []
    private let size: [Double]
    private var columns: [[Int]]
    private let before: [[Int]]
    private let after: [[Int]]

    init(layers: [Int], edges: [LayeredLayout.Edge], lane: Double) {
        var layer = layers
        var paths: [[Int]] = []
        for edge in edges {
            var path = [edge.from]
            if layers[edge.from] + 1 < layers[edge.to] {
                for step in (layers[edge.from] + 1)..<layers[edge.to] {
                    path.append(layer.count)
                    layer.append(step)
                }
            }
            path.append(edge.to)
            paths.append(path)
        }
        var before = [[Int]](repeating: [], count: layer.count)
        var after = before
        for path in paths {
            for (left, right) in zip(path, path.dropFirst()) {
                after[left].append(right)
                before[right].append(left)
            }
        }
        var columns = [[Int]](repeating: [], count: (layer.max() ?? -1) + 1)
        for vertex in layer.indices { columns[layer[vertex]].append(vertex) }
        size = layer.indices.map { $0 < layers.count ? 1 : lane }
        self.layer = layer
        self.paths = paths
        self.before = before
        self.after = after
        self.columns = columns
    }

    /// Sorts each column by the mean place of its neighbours, forth and back, and keeps the order with fewest crossings.
    mutating func order(sweeps: Int) {
        var best = columns
        var fewest = crossings()
        for sweep in 0..<sweeps where fewest > 0 {
            let isForward = sweep % 2 == 0
            let steps = isForward ? Array(columns.indices) : columns.indices.reversed()
            for column in steps { sort(column, by: isForward ? before : after) }
            let count = crossings()
            if count < fewest {
                fewest = count
                best = columns
            }
        }
        columns = best
    }

    private mutating func sort(_ column: Int, by neighbours: [[Int]]) {
        var rank = [Int](repeating: 0, count: layer.count)
        for list in columns { for (position, vertex) in list.enumerated() { rank[vertex] = position } }
        let keyed = columns[column].map { vertex -> (key: Double, old: Int, vertex: Int) in
            let around = neighbours[vertex]
            let sum = around.reduce(0) { $0 + rank[$1] }
            let key = around.isEmpty ? Double(rank[vertex]) : Double(sum) / Double(around.count)
            return (key, rank[vertex], vertex)
        }
        columns[column] = keyed.sorted { ($0.key, $0.old) < ($1.key, $1.old) }.map(\.vertex)
    }

    private func crossings() -> Int {
        var rank = [Int](repeating: 0, count: layer.count)
        for list in columns { for (position, vertex) in list.enumerated() { rank[vertex] = position } }
        var count = 0
        for column in columns {
            let ends = column.flatMap { vertex in after[vertex].map { (rank[vertex], rank[$0]) } }
            for (index, left) in ends.enumerated() {
                for right in ends[(index + 1)...] where (left.0 - right.0) * (left.1 - right.1) < 0 { count += 1 }
            }
        }
        return count
    }

    /// Heights that keep the order and the sizes and draw each vertex towards its neighbours.
    func heights() -> [Double] {
        var heights = [Double](repeating: 0, count: layer.count)
        for column in columns { spread(column, towards: heights, into: &heights) }
        for _ in 0..<40 {
            for column in columns {
                var wanted = heights
                for vertex in column {
                    let around = before[vertex] + after[vertex]
                    if around.isEmpty { continue }
                    wanted[vertex] = around.reduce(0) { $0 + heights[$1] } / Double(around.count)
                }
                spread(column, towards: wanted, into: &heights)
            }
        }
        return heights
    }

    /// The heights nearest to the wanted ones that leave room for every vertex: least squares under an order, by pooling
    /// neighbours that would overlap.
    private func spread(_ column: [Int], towards wanted: [Double], into heights: inout [Double]) {
        var offsets: [Double] = []
        var pools: [(sum: Double, count: Int)] = []
        for (index, vertex) in column.enumerated() {
            let step = index == 0 ? 0 : (size[column[index - 1]] + size[vertex]) / 2
            offsets.append((offsets.last ?? 0) + step)
            pools.append((wanted[vertex] - (offsets.last ?? 0), 1))
            while pools.count > 1 {
                let last = pools[pools.count - 1]
                let previous = pools[pools.count - 2]
                guard previous.sum / Double(previous.count) > last.sum / Double(last.count) else { break }
                pools.removeLast(2)
                pools.append((previous.sum + last.sum, previous.count + last.count))
            }
        }
        var index = 0
        for pool in pools {
            for _ in 0..<pool.count {
                heights[column[index]] = pool.sum / Double(pool.count) + offsets[index]
                index += 1
            }
        }
    }
}
