/// Horizontal bars made of segments, as inline SVG: how a score adds up.
///
/// The colours repeat after the tenth name; names stand in the legend, values in each segment's title and in the words
/// that Markdown shows.
package struct PaperBars: Sendable {
    /// One bar.
    package struct Bar: Sendable {
        /// What the bar is of.
        package let label: String
        /// The lengths of the segments, in the order of the names.
        package let values: [Double]
        /// The words behind the bar.
        package let total: String

        /// A bar.
        package init(label: String, values: [Double], total: String) {
            self.label = label
            self.values = values
            self.total = total
        }
    }

    /// The names of the segments.
    package let names: [String]
    /// The bars, from the top.
    package let bars: [Bar]
    /// The length that fills the width.
    package let full: Double

    /// Bars.
    package init(names: [String], bars: [Bar], full: Double) {
        self.names = names
        self.bars = bars
        self.full = full > 0 ? full : 1
    }

    /// Neighbours differ in lightness, so that they differ on a grey printer too.
    private static let colors = [
        "#1f4e79", "#9dc3e6", "#385723", "#a9d18e", "#843c0c", "#f4b183", "#7f6000", "#ffd966", "#4b2e6b", "#c9b3de",
    ]

    private static let width = 720.0
    private static let labelWidth = 210.0
    private static let totalWidth = 52.0
    private static let rowHeight = 20.0
    private static let legendHeight = 18.0
    private static let letter = 6.2

    /// The picture.
    var svg: HTMLNode {
        let legend = legendPlaces()
        let top = Double((legend.last?.line ?? 0) + 1) * PaperBars.legendHeight + 6
        let height = top + Double(bars.count) * PaperBars.rowHeight + 2
        var children: [HTMLNode] = []
        for (index, place) in legend.enumerated() {
            let y = Double(place.line) * PaperBars.legendHeight
            children.append(rectangle(x: place.x, y: y + 3, width: 11, height: 11, color: index))
            children.append(label(names[index], x: place.x + 15, y: y + 13))
        }
        for (index, bar) in bars.enumerated() {
            let y = top + Double(index) * PaperBars.rowHeight
            let shown = DisplayWidth.truncated(bar.label, to: Int(PaperBars.labelWidth / PaperBars.letter) - 1)
            children.append(label(shown, x: 0, y: y + 14, title: bar.label))
            children += segments(bar, y: y)
            children.append(label(bar.total, x: PaperBars.width, y: y + 14, anchor: "end"))
        }
        return .element(
            "svg",
            [
                (name: "xmlns", value: "http://www.w3.org/2000/svg"), (name: "class", value: "bars"),
                (name: "viewBox", value: "0 0 \(text(PaperBars.width)) \(text(height))"), (name: "role", value: "img"),
                (name: "aria-label", value: words),
            ], children)
    }

    /// The bars in words: `勐海产业园区 78.72：产业 24.64，区域 28`.
    var words: String {
        bars.map { bar in
            let parts = zip(names, bar.values).filter { $0.1 != 0 }.map { $0.0 + " " + text($0.1) }
            return bar.label + " " + bar.total + (parts.isEmpty ? "" : "：" + parts.joined(separator: "，"))
        }.joined(separator: "；")
    }

    private func segments(_ bar: Bar, y: Double) -> [HTMLNode] {
        let room = PaperBars.width - PaperBars.labelWidth - PaperBars.totalWidth
        var nodes = [
            HTMLNode.element(
                "rect",
                box(x: PaperBars.labelWidth, y: y + 3, width: room, height: 14) + [(name: "fill", value: "#efefef")], []
            )
        ]
        var x = PaperBars.labelWidth
        for (index, value) in bar.values.enumerated() where value > 0 {
            let length = min(value / full * room, PaperBars.labelWidth + room - x)
            let name = index < names.count ? names[index] : ""
            nodes.append(
                rectangle(x: x, y: y + 3, width: length, height: 14, color: index, title: name + " " + text(value)))
            x += length
        }
        return nodes
    }

    /// Where each name of the legend stands; a line is filled before the next is begun.
    private func legendPlaces() -> [(x: Double, line: Int)] {
        var places: [(x: Double, line: Int)] = []
        var x = 0.0
        var line = 0
        for name in names {
            let need = 15 + Double(DisplayWidth.of(name)) * PaperBars.letter + 14
            if x > 0, x + need > PaperBars.width {
                x = 0
                line += 1
            }
            places.append((x: x, line: line))
            x += need
        }
        return places
    }

    private func rectangle(
        x: Double, y: Double, width: Double, height: Double, color: Int, title: String? = nil
    ) -> HTMLNode {
        .element(
            "rect",
            box(x: x, y: y, width: width, height: height)
                + [(name: "fill", value: PaperBars.colors[color % PaperBars.colors.count])],
            title.map { [.tag("title", $0)] } ?? [])
    }

    private func box(x: Double, y: Double, width: Double, height: Double) -> [(name: String, value: String)] {
        [("x", x), ("y", y), ("width", width), ("height", height)].map { (name: $0.0, value: text($0.1)) }
    }

    private func label(_ words: String, x: Double, y: Double, anchor: String? = nil, title: String? = nil) -> HTMLNode {
        var attributes = [(name: "x", value: text(x)), (name: "y", value: text(y))]
        if let anchor { attributes.append((name: "text-anchor", value: anchor)) }
        return .element("text", attributes, [.text(words)] + (title.map { [.tag("title", $0)] } ?? []))
    }

    /// At most two decimals, a point whatever the locale.
    private func text(_ number: Double) -> String { ReportValue.measured(number, digits: 2).flat }
}
