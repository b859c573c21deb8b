/// A page without outside resources that reads on a screen and prints on A4. Most pages are easier made as a `Paper`.
package struct HTMLPage: Sendable {
    /// The page's title.
    package let title: String
    /// Whether the paper lies on its side, for wide tables.
    package let isLandscape: Bool
    /// What stands in the body.
    package var body: [HTMLNode]
    /// Rules of style after the common ones; never made from data.
    package let style: String

    /// A page.
    package init(title: String, isLandscape: Bool = false, body: [HTMLNode] = [], style: String = "") {
        self.style = style
        self.title = title
        self.isLandscape = isLandscape
        self.body = body
    }

    /// The page as UTF-8.
    package func render() -> [UInt8] {
        var bytes = opening()
        for node in body {
            node.render(into: &bytes)
            bytes.append(0x0A)
        }
        bytes.append(contentsOf: HTMLPage.closing)
        return bytes
    }

    /// What stands before the body's content.
    func opening() -> [UInt8] {
        var bytes = Array("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>".utf8)
        HTMLText.escape(title, into: &bytes)
        let size = isLandscape ? "A4 landscape" : "A4"
        bytes.append(
            contentsOf:
                "</title>\n<style>\n@page{size:\(size);margin:15mm}\n\(HTMLPage.style)\(style)</style>\n</head>\n<body>\n"
                .utf8)
        return bytes
    }

    static let closing = Array("</body>\n</html>\n".utf8)

    /// Fonts are named, never loaded. Rows do not break across pages and headings repeat on each.
    private static let style = """
        body{font:14px/1.5 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Zen Hei",
        "SimSun",sans-serif;color:#1a1a1a;
        max-width:1200px;margin:1.5em auto;padding:0 1em}
        h1{font-size:1.5em;text-align:center;margin:.2em 0 .6em}h2{font-size:1.15em;margin:1.2em 0 .4em}
        table{border-collapse:collapse;width:100%;margin:.5em 0}
        th,td{border:1px solid #999;padding:.25em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
        thead{display:table-header-group}thead th{background:#eef2f7}tr{break-inside:avoid}
        table.form th{width:28%;background:#f6f6f6;font-weight:normal}
        td.number{text-align:right;font-variant-numeric:tabular-nums}
        .good{background:#e2f0d9;color:#1e5b2a}.caution{background:#fff2cc;color:#7f6000}
        .bad{background:#f8d7da;color:#8b1a1a}.quiet{color:#666}
        table.compact th,table.compact td{padding:.05em .4em;font-size:.92em;line-height:1.35}
        .note{color:#555;font-size:.9em}.note+.note{margin-top:-.7em}
        @media print{body{margin:0;max-width:none;padding:0;font-size:11px}}

        """
}
