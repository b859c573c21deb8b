import YinfengText

extension CompanyNameReader {
    /// The name with one character changed for each that looks like it, taken apart again: a slip may stand in the place
    /// name or make one. The legal form stays, since names of two forms are never one by a slip.
    ///
    /// Most slips lie inside the core and change nothing else, so only the core is changed there. O(length).
    func slips(of name: CompanyName) -> [CompanyName] {
        let scalars = Array(name.folded.unicodeScalars)
        let core = Array(name.core.unicodeScalars)
        let start = plainStart(of: core, in: scalars, name)
        var result: [CompanyName] = []
        for (index, scalar) in scalars.enumerated() {
            for other in lookalikes.of(scalar) {
                var slip = scalars
                slip[index] = other
                guard let start, index >= start else {
                    result.append(read(scalars: slip))
                    continue
                }
                guard index < start + core.count else { continue }
                let changed = Array(slip[start..<(start + core.count)])
                result.append(
                    isPlain(changed, changing: other) ? name.withCore(text(changed)) : read(scalars: slip))
            }
        }
        return result
    }

    /// Where the core begins in the name when it stands there in one piece, with nothing but places before it.
    private func plainStart(of core: [Unicode.Scalar], in scalars: [Unicode.Scalar], _ name: CompanyName) -> Int? {
        guard name.doubtfulRegion == nil, name.groupStem == nil, !scalars.contains("("), !core.isEmpty else {
            return nil
        }
        return scalars.indices.first { scalars[$0...].starts(with: core) }
    }

    /// Whether a core with one character changed holds neither a place at its head nor a word of legal forms.
    private func isPlain(_ core: [Unicode.Scalar], changing other: Unicode.Scalar) -> Bool {
        !formScalars.contains(other) && !beginsWithPlace(core)
    }
}

extension CompanyName {
    /// The same name with another core, none of whose parts is a place.
    fileprivate func withCore(_ core: String) -> CompanyName {
        CompanyName(
            folded: folded, regions: regions, doubtfulRegion: nil, core: core, coreWithoutDoubtful: core,
            readings: [core], bracketed: bracketed, unwrapped: core, form: form, isGroup: isGroup, groupStem: nil,
            branch: branch)
    }
}
