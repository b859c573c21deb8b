extension Paper {
    /// The paper as Markdown with pipe tables (CommonMark and GitHub's tables).
    package var markdown: String {
        var lines = ["# " + MarkdownText.escaped(title)]
        for line in subtitle { lines += ["", MarkdownText.escaped(line)] }
        for block in blocks { lines += [""] + block.markdown }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension PaperBlock {
    /// The block as lines.
    var markdown: [String] {
        switch self {
        case .heading(let text, let level):
            return [String(repeating: "#", count: min(max(level, 1), 3)) + " " + MarkdownText.escaped(text)]
        case .text(let spans): return [spans.markdown]
        case .note(let text): return [MarkdownText.escaped(text)]
        case .fine(let lines): return lines.map { "- " + MarkdownText.escaped($0) }
        case .figures(let figures):
            return figures.map { figure -> String in
                "- " + MarkdownText.escaped(figure.name) + "：**" + MarkdownText.escaped(figure.value) + "**"
            }
        case .form(let lines):
            var rows = ["| 项目 | 内容 |", "| --- | --- |"]
            for line in lines { rows.append("| \(MarkdownText.escaped(line.label)) | \(line.value.markdown) |") }
            return rows
        case .table(let table): return table.markdown
        case .bars(let bars): return [MarkdownText.escaped(bars.words)]
        case .boxes(let boxes):
            var lines: [String] = []
            for box in boxes {
                let choices = box.choices.map { " ☐ " + $0 }.joined()
                lines.append("- **" + MarkdownText.escaped(box.title) + "**" + choices)
                lines.append("  " + MarkdownText.escaped(box.signature))
            }
            return lines
        case .picture(_, let words): return [MarkdownText.escaped(words)]
        case .together(let blocks):
            return Array(blocks.map(\.markdown).joined(separator: [""]))
        case .pageBreak: return ["---"]
        }
    }
}

extension [PaperSpan] {
    /// The words with strong and marked ones set off.
    var markdown: String {
        map { span in
            switch span {
            case .plain(let text): MarkdownText.escaped(text)
            case .strong(let text), .marked(let text), .badge(let text, _):
                text.allSatisfy(\.isWhitespace) ? text : "**" + MarkdownText.escaped(text) + "**"
            }
        }.joined()
    }
}

extension PaperTable {
    /// The table as lines; without rows one line says so.
    var markdown: [String] {
        let head = "| " + columns.map { MarkdownText.escaped($0.heading) }.joined(separator: " | ") + " |"
        let rule = "| " + columns.map { $0.isNumber ? "---:" : "---" }.joined(separator: " | ") + " |"
        return [head, rule] + rows.map { "| " + $0.map { $0.spans.markdown }.joined(separator: " | ") + " |" }
    }
}

/// Words made safe for Markdown.
package enum MarkdownText {
    private static let special: Set<Unicode.Scalar> = [
        "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "#",
    ]

    /// The text on one line, with every letter that Markdown or HTML could read as markup escaped. O(n).
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in HTMLText.visible(text).unicodeScalars {
            switch scalar {
            case "\n", "\t", "\r": result.append(" ")
            case "&": result.append("&amp;")
            case "<": result.append("&lt;")
            case ">": result.append("&gt;")
            default:
                if special.contains(scalar) { result.append("\\") }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
