import YinfengModel

/// What of a phrase must be found: its core, its exceptions, its other spellings.
extension PhraseCompiler {
    func contains(_ units: [UInt16], _ word: [UInt16]) -> Bool {
        guard units.count >= word.count else { return false }
        return (0...(units.count - word.count)).contains { units[$0..<($0 + word.count)].elementsEqual(word) }
    }

    func core(of units: [UInt16]) -> [UInt16] {
        var isDropped = [Bool](repeating: false, count: units.count)
        _ = dropBrackets(units, &isDropped)
        let kept = units.indices.filter { !isDropped[$0] }.map { units[$0] }
        let marked = mark(kept).core
        return kept.indices.filter { marked[$0] }.map { kept[$0] }
    }

    func pairs(of units: [UInt16]) -> [UInt32] {
        guard units.count > 1 else { return [] }
        return (0..<(units.count - 1)).map { UInt32(units[$0]) << 16 | UInt32(units[$0 + 1]) }
    }

    func hasLimit(_ units: [UInt16]) -> Bool {
        var workspace = PolicyWorkspace()
        workspace.units = units
        workspace.first = [Int32](repeating: -1, count: scanner.lexicon.words.count)
        scanner.scan(&workspace)
        return workspace.measures.contains { $0.bound != nil }
    }

    /// 技术服务, 资源综合利用: nothing but words that fit everything.
    func isThin(_ units: [UInt16], _ isCore: [Bool]) -> Bool {
        var index = 0
        while index < units.count {
            if let word = thin.longestWord(in: units, at: index) {
                index = word.end
            } else if isCore[index] {
                return false
            } else {
                index += 1
            }
        }
        return true
    }

    /// The phrase as printed and with each word of it that has another name (电动汽车, 新能源汽车).
    func spellings(_ units: [UInt16], _ isCore: [Bool]) -> [([UInt16], [Bool])] {
        var result = [(units, isCore)]
        for (form, others) in aliases where units.count >= form.count {
            for start in 0...(units.count - form.count)
            where units[start] == form[0] && units[start..<(start + form.count)].elementsEqual(form) {
                for other in others where !contains(units, other) {
                    let tail = start + form.count
                    result.append(
                        (
                            Array(units[..<start]) + other + units[tail...],
                            Array(isCore[..<start]) + other.map { _ in true } + isCore[tail...]
                        ))
                }
            }
        }
        return result
    }

    /// Takes brackets out; the words of 「…除外」 and 「不含…」 are returned.
    func dropBrackets(_ units: [UInt16], _ isDropped: inout [Bool]) -> [[UInt16]] {
        var exceptions: [[UInt16]] = []
        var depth = 0
        var inner: [UInt16] = []
        for (index, unit) in units.enumerated() {
            if unit == Glyph.open { depth += 1 }
            if depth > 0 {
                isDropped[index] = true
                if unit != Glyph.open, unit != Glyph.close { inner.append(unit) }
            }
            if unit == Glyph.close {
                depth = max(0, depth - 1)
                if depth == 0 {
                    exceptions += excepted(inner)
                    inner = []
                }
            }
        }
        return exceptions
    }

    func excepted(_ inner: [UInt16]) -> [[UInt16]] {
        let text = Folding.text(inner)
        guard text.hasSuffix("除外") || text.hasPrefix("不含") || text.hasPrefix("不包括") || text.hasPrefix("除") else {
            return []
        }
        var cut = inner
        for word in ["除外", "不含", "不包括", "项目"] {
            let folded = Folding.fold(word)
            if cut.count > folded.count, cut.suffix(folded.count).elementsEqual(folded) { cut.removeLast(folded.count) }
            if cut.starts(with: folded) { cut.removeFirst(folded.count) }
        }
        return split(cut, at: { $0 == Folding.enumeration || $0 == Glyph.comma || $0 == Glyph.and }).filter {
            $0.count >= 2
        }
    }

    /// Which units must be found, and the qualities in the phrase.
    func mark(_ units: [UInt16], keepsMerits: Bool = false) -> (core: [Bool], merits: [[UInt16]]) {
        var core = [Bool](repeating: true, count: units.count)
        var found: [[UInt16]] = []
        var index = 0
        while index < units.count {
            if let word = wholes.longestWord(in: units, at: index) {
                index = word.end
            } else if !keepsMerits, let word = merits.longestWord(in: units, at: index) {
                found.append(Array(units[index..<word.end]))
                for position in index..<word.end { core[position] = false }
                index = word.end
            } else if let word = generics.longestWord(in: units, at: index) {
                for position in index..<word.end { core[position] = false }
                index = word.end
            } else {
                if !isWordUnit(units[index]) { core[index] = false }
                index += 1
            }
        }
        return (core, found)
    }

    func isWordUnit(_ unit: UInt16) -> Bool {
        unit >= 0x3400 || Folding.isAlphanumeric(unit) || unit == 0x3B1 || unit == 0x3B2
    }
}
