import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengReport

/// The picture of one chain: boxes by state, arrows from supplier to user, supporting links below, a legend.
///
/// Missing boxes are hollow, weak ones dashed, upgrades carry a triangle, unknown ones are dotted; nothing is told by
/// colour alone, because maps are copied in black and white.
struct ChainPicture {
    private let chain: IndustryChain
    private let gaps: [Int: ChainGap]
    private let layout: LayeredLayout
    /// Nodes that the layout holds, by its positions.
    private let inner: [Int]
    private let edges: [LayeredLayout.Edge]
    /// Nodes without any edge, shown in rows below.
    private let loose: [Int]

    private static let box = (width: 124.0, height: 44.0)
    private static let gap = (column: 44.0, row: 12.0)
    private static let margin = 12.0
    private static let looseLabel = 74.0

    /// The picture of a chain; `gaps` are those of its links, by node.
    init(chain: IndustryChain, gaps: [Int: ChainGap]) {
        self.chain = chain
        self.gaps = gaps
        let joined = Set(chain.edges.flatMap { [$0.from, $0.to] })
        let inner = chain.nodes.indices.filter { joined.contains($0) }
        loose = chain.nodes.indices.filter { !joined.contains($0) }
        var positions: [Int: Int] = [:]
        for (position, node) in inner.enumerated() { positions[node] = position }
        edges = chain.edges.compactMap { edge in
            guard let from = positions[edge.from], let to = positions[edge.to] else { return nil }
            return LayeredLayout.Edge(from: from, to: to)
        }
        self.inner = inner
        layout = LayeredLayout(nodes: inner.count, edges: edges)
    }

    /// The width and height of the drawing, in its own units.
    var size: (width: Double, height: Double) { (width, looseTop + looseHeight + 40) }

    private var width: Double {
        let columns = Double(max(layout.columns, loose.isEmpty ? 5 : 6))
        return 2 * ChainPicture.margin + columns * (ChainPicture.box.width + ChainPicture.gap.column)
            - ChainPicture.gap.column
    }

    private var looseTop: Double {
        guard !inner.isEmpty else { return ChainPicture.margin }
        return ChainPicture.margin + layout.height * (ChainPicture.box.height + ChainPicture.gap.row)
            + ChainPicture.box.height + 18
    }

    private var looseInRow: Int {
        let room = width - 2 * ChainPicture.margin - ChainPicture.looseLabel
        return max(1, Int(room / (ChainPicture.box.width + ChainPicture.gap.row)))
    }

    private var looseHeight: Double {
        guard !loose.isEmpty else { return 0 }
        let rows = (loose.count + looseInRow - 1) / looseInRow
        return Double(rows) * (ChainPicture.box.height + ChainPicture.gap.row) + 6
    }

    /// The drawing as inline SVG.
    func svg() -> HTMLNode {
        var children: [HTMLNode] = [.element("title", [], [.text("\(chain.name)产业链图")]), arrow]
        // Columns are spread over the full width when there are few of them.
        for (edge, path) in zip(edges, layout.paths) { children.append(line(path, edge)) }
        for (position, node) in inner.enumerated() {
            let place = layout.nodes[position]
            children.append(boxNode(node, x: left(place), y: top(place)))
        }
        if !loose.isEmpty { children += looseRows() }
        children.append(legend(y: looseTop + looseHeight))
        let size = size
        return .element(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chain"), ("role", "img"),
                ("viewBox", "0 0 \(ChainPicture.number(size.width)) \(ChainPicture.number(size.height))"),
                ("data-columns", String(layout.columns)),
            ], children)
    }

    // MARK: Places

    private func left(_ place: LayeredLayout.Place) -> Double {
        let free = width - 2 * ChainPicture.margin - ChainPicture.box.width
        let step =
            layout.columns < 2
            ? 0
            : min(free / Double(layout.columns - 1), 1.6 * ChainPicture.box.width + ChainPicture.gap.column)
        return ChainPicture.margin + Double(place.column) * step
    }

    private func top(_ place: LayeredLayout.Place) -> Double {
        ChainPicture.margin + place.height * (ChainPicture.box.height + ChainPicture.gap.row)
    }

    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }

    // MARK: Pieces

    private var arrow: HTMLNode {
        .element(
            "defs", [],
            [
                .element(
                    "marker",
                    [
                        ("id", "tip"), ("viewBox", "0 0 8 8"), ("refX", "7"), ("refY", "4"), ("markerWidth", "7"),
                        ("markerHeight", "7"), ("orient", "auto"),
                    ], [.element("path", [("d", "M0 0L8 4L0 8Z"), ("class", "tip")], [])])
            ])
    }

    private func line(_ path: [LayeredLayout.Place], _ edge: LayeredLayout.Edge) -> HTMLNode {
        let half = ChainPicture.box.height / 2
        var data = ""
        var previous = (x: 0.0, y: 0.0)
        for (index, place) in path.enumerated() {
            let y = top(place) + half
            let x = left(place) + (index == 0 ? ChainPicture.box.width : 0)
            func text(_ x: Double, _ y: Double) -> String { ChainPicture.number(x) + " " + ChainPicture.number(y) }
            if index == 0 {
                data = "M" + text(x, y)
            } else {
                let middle = (previous.x + x) / 2
                data += "C" + text(middle, previous.y) + "," + text(middle, y) + "," + text(x, y)
            }
            previous = (x, y)
            // A lane runs straight along the width of its column.
            if index > 0, index < path.count - 1 {
                previous.x = x + ChainPicture.box.width
                data += "L" + text(previous.x, y)
            }
        }
        return .element(
            "path",
            [
                ("class", "edge"), ("d", data), ("marker-end", "url(#tip)"),
                ("data-from", chain.nodes[inner[edge.from]].name), ("data-to", chain.nodes[inner[edge.to]].name),
            ], [])
    }

    private func boxNode(_ node: Int, x: Double, y: Double) -> HTMLNode {
        let value = chain.nodes[node]
        let gap = gaps[node]
        let status = gap?.status ?? .unknown
        let box = ChainPicture.box
        var parts = [rectangle(status, x: x, y: y, width: box.width, height: box.height)]
        // Names of more than eight characters are set smaller, so that none is cut.
        let units = max(1, Double(DisplayWidth.of(value.name)) / 2)
        let size = min(14, (box.width - 12) / units)
        parts.append(text(value.name, "name", x: x + box.width / 2, y: y + 19, size: size))
        var second = value.stage + " · " + status.chinese
        if let gap, !gap.firms.isEmpty { second += " \(gap.firms.count)家" }
        parts.append(text(second, "state", x: x + box.width / 2, y: y + 36, size: 11))
        if status == .upgrade { parts.append(triangle(x: x + box.width - 15, y: y + 4)) }
        if let gap, !(gap.leads + gap.overlap).isEmpty {
            parts += badge("线索\((gap.leads + gap.overlap).count)", x: x + box.width - 34, y: y - 9)
        }
        return .element("g", [("class", "node \(status.rawValue)"), ("data-node", value.name)], parts)
    }

    private func rectangle(
        _ status: ChainNodeStatus, x: Double, y: Double, width: Double, height: Double
    ) -> HTMLNode {
        .element(
            "rect",
            [
                ("class", status.rawValue), ("x", ChainPicture.number(x)), ("y", ChainPicture.number(y)),
                ("width", ChainPicture.number(width)), ("height", ChainPicture.number(height)), ("rx", "5"),
            ], [])
    }

    private func text(
        _ words: String, _ style: String, x: Double, y: Double, size: Double, anchor: String = "middle"
    ) -> HTMLNode {
        .element(
            "text",
            [
                ("class", style), ("x", ChainPicture.number(x)), ("y", ChainPicture.number(y)),
                ("font-size", ChainPicture.number(size)), ("text-anchor", anchor),
            ], [.text(words)])
    }

    private func triangle(x: Double, y: Double) -> HTMLNode {
        let points = [(x, y + 10), (x + 11, y + 10), (x + 5.5, y)]
            .map { ChainPicture.number($0.0) + "," + ChainPicture.number($0.1) }
        return .element("polygon", [("class", "mark"), ("points", points.joined(separator: " "))], [])
    }

    private func badge(_ words: String, x: Double, y: Double) -> [HTMLNode] {
        [
            .element(
                "rect",
                [
                    ("class", "badge"), ("x", ChainPicture.number(x - 10)), ("y", ChainPicture.number(y)),
                    ("width", "40"), ("height", "15"), ("rx", "7"),
                ], []), text(words, "badge", x: x + 10, y: y + 11.5, size: 10.5),
        ]
    }

    private func looseRows() -> [HTMLNode] {
        let box = ChainPicture.box
        var parts = [
            text("其他环节", "band", x: ChainPicture.margin, y: looseTop + box.height / 2 + 5, size: 13, anchor: "start")
        ]
        for (index, node) in loose.enumerated() {
            let column = Double(index % looseInRow)
            let row = Double(index / looseInRow)
            parts.append(
                boxNode(
                    node,
                    x: ChainPicture.margin + ChainPicture.looseLabel + column * (box.width + ChainPicture.gap.row),
                    y: looseTop + row * (box.height + ChainPicture.gap.row)))
        }
        return parts
    }

    private func legend(y: Double) -> HTMLNode {
        var parts: [HTMLNode] = []
        var x = ChainPicture.margin
        for status in [ChainNodeStatus.missing, .weak, .upgrade, .covered, .unknown] {
            parts.append(rectangle(status, x: x, y: y + 12, width: 30, height: 18))
            if status == .upgrade { parts.append(triangle(x: x + 17, y: y + 14)) }
            parts.append(text(status.chinese, "state", x: x + 36, y: y + 26, size: 12, anchor: "start"))
            x += 84
        }
        parts += badge("线索n", x: x + 10, y: y + 14)
        parts.append(text("在手线索数　箭头由供方指向用方", "state", x: x + 46, y: y + 26, size: 12, anchor: "start"))
        return .element("g", [("class", "legend")], parts)
    }

    /// The rules of style that the drawing needs.
    static let style = """
        svg.chain{display:block;width:100%;max-height:172mm;font-family:inherit}
        svg.chain text{fill:#1a1a1a}svg.chain text.name{font-weight:600}svg.chain text.state{fill:#333}
        svg.chain text.band{font-weight:600;fill:#555}
        svg.chain path.edge{fill:none;stroke:#8d99a6;stroke-width:1.2}svg.chain path.tip{fill:#8d99a6}
        svg.chain rect.covered{fill:#d5e8d4;stroke:#3d7a3d;stroke-width:1.2}
        svg.chain rect.missing{fill:#fff;stroke:#b42318;stroke-width:2.2}
        svg.chain rect.weak{fill:#fff4d6;stroke:#8a5a00;stroke-width:1.8;stroke-dasharray:7 4}
        svg.chain rect.upgrade{fill:#d9e7f7;stroke:#1f4e8c;stroke-width:1.4}
        svg.chain rect.unknown{fill:#f3f3f3;stroke:#777;stroke-width:1.2;stroke-dasharray:1.5 3}
        svg.chain polygon.mark{fill:#1f4e8c}
        svg.chain rect.badge{fill:#1f4e8c}svg.chain text.badge{fill:#fff;font-weight:600}

        """
}
