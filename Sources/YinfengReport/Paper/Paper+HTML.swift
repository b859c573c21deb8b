extension Paper {
    /// The paper as a page for a screen and for A4, without outside resources.
    package var page: HTMLPage {
        var body = [HTMLNode.tag("h1", title)]
        body += subtitle.map { .tag("p", class: "subtitle", $0) }
        body += blocks.map(\.html)
        return HTMLPage(title: title, isLandscape: isLandscape, body: body, style: Paper.style)
    }

    /// Classes of the blocks; the colours of the tones stand in the page's common style.
    private static let style = """
        @page{margin:14mm 13mm 16mm;@bottom-center{content:"第" counter(page) "页 共" counter(pages) "页";font-size:8pt}}
        p.subtitle{text-align:center;margin:.1em 0;color:#444}
        td,th,p,li,dd{unicode-bidi:isolate}
        div.fine{color:#555;font-size:.8em;line-height:1.3}div.fine p{margin:0 0 .1em}
        .badge{padding:.05em .5em;border-radius:.3em;font-weight:bold;white-space:nowrap}
        mark{background:#ffe699;color:inherit;padding:0 .1em;border-radius:.15em}
        div.figures{display:flex;flex-wrap:wrap;gap:.6em;margin:.8em 0}
        div.figure{flex:1 1 5em;border:1px solid #999;border-radius:.3em;padding:.4em .6em;text-align:center;
        break-inside:avoid}
        div.figure b{display:block;font-size:1.5em;font-variant-numeric:tabular-nums}
        svg.bars{width:100%;height:auto;margin:.4em 0;break-inside:avoid}
        svg.bars text{font:11px "Noto Sans CJK SC","Microsoft YaHei","WenQuanYi Zen Hei",sans-serif;fill:#1a1a1a}
        div.together{break-inside:avoid}
        div.break{break-before:page}
        h2,h3{break-after:avoid}h3{font-size:1em;margin:.9em 0 .3em}
        table.fixed,table.pairs{table-layout:fixed}table.pairs th{width:16%}
        div.box{border:1px solid #333;margin:-1px 0 0;padding:.5em .8em;min-height:24mm;break-inside:avoid;
        display:flex;flex-direction:column;justify-content:space-between}
        div.box p{margin:0}div.box p.choices{margin:.5em 0}div.box p.sign{text-align:right}
        @media print{*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        body{font-size:9.5pt}h1{font-size:17pt}h2{font-size:12pt}}

        """
}

extension PaperBlock {
    /// The block as a node.
    var html: HTMLNode {
        switch self {
        case .heading(let text, let level): .tag("h\(min(max(level, 1), 3))", text)
        case .text(let spans): .tag("p", spans.map(\.html))
        case .note(let text): .tag("p", class: "note", text)
        case .fine(let lines): .tag("div", class: "fine", lines.map { .tag("p", $0) })
        case .figures(let figures):
            .tag(
                "div", class: "figures",
                figures.map { figure in
                    .tag("div", class: "figure " + figure.tone.rawValue, [.tag("b", figure.value), .text(figure.name)])
                })
        case .form(let lines): .tag("table", class: "form pairs", [.tag("tbody", PaperForm.rows(lines))])
        case .table(let table): table.html
        case .bars(let bars): bars.svg
        case .boxes(let boxes): .tag("div", class: "boxes", boxes.map(\.html))
        case .picture(let node, _): node
        case .together(let blocks): .tag("div", class: "together", blocks.map(\.html))
        case .pageBreak: .tag("div", class: "break", [])
        }
    }
}

extension PaperSpan {
    /// The words as a node; line feeds become line breaks.
    var html: HTMLNode {
        switch self {
        case .plain(let text):
            text.contains("\n")
                ? .fragment(
                    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
                        (index > 0 ? [HTMLNode.element("br", [], [])] : []) + [.text(String(line))]
                    }) : .text(text)
        case .strong(let text): .tag("strong", text)
        case .marked(let text): .tag("mark", text)
        case .badge(let text, let tone): .tag("span", class: "badge " + tone.rawValue, text)
        }
    }
}

extension PaperTable {
    /// The table as a node.
    var html: HTMLNode {
        let hasShares = columns.contains { $0.share != nil }
        let widths = columns.map { column in
            HTMLNode.element("col", column.share.map { [(name: "style", value: "width:\($0)%")] } ?? [], [])
        }
        let head = HTMLNode.tag("thead", [.tag("tr", columns.map { .tag("th", $0.heading) })])
        let body = HTMLNode.tag(
            "tbody",
            rows.map { row in
                .tag(
                    "tr",
                    zip(columns, row).map { column, cell in
                        var classes = column.isNumber ? ["number"] : []
                        if cell.tone != .plain { classes.append(cell.tone.rawValue) }
                        return .tag(
                            "td", class: classes.isEmpty ? nil : classes.joined(separator: " "),
                            cell.spans.map(\.html))
                    })
            })
        let looks = (hasShares ? ["fixed"] : []) + (isCompact ? ["compact"] : [])
        return .tag(
            "table", class: looks.isEmpty ? nil : looks.joined(separator: " "),
            (hasShares ? [.tag("colgroup", widths)] : []) + [head, body])
    }
}

extension PaperBox {
    /// The box as a node.
    var html: HTMLNode {
        var children = [HTMLNode.tag("p", [.tag("strong", title)])]
        if !choices.isEmpty {
            children.append(.tag("p", class: "choices", choices.map { "□ " + $0 }.joined(separator: "　　")))
        }
        children.append(.tag("p", class: "sign", signature))
        return .tag("div", class: "box", children)
    }
}
