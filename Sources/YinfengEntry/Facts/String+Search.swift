extension String {
    /// Whether the text holds a word, byte by byte: the general search of the standard library costs ten times as much
    /// and the words of rule files need no folding. O(length × word).
    func holds(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { needle in
            guard let first = needle.first else { return true }
            var text = self
            return text.withUTF8 { hay in
                guard hay.count >= needle.count else { return false }
                var start = 0
                let last = hay.count - needle.count
                search: while start <= last {
                    if hay[start] == first {
                        var offset = 1
                        while offset < needle.count {
                            if hay[start + offset] != needle[offset] {
                                start += 1
                                continue search
                            }
                            offset += 1
                        }
                        return true
                    }
                    start += 1
                }
                return false
            }
        }
    }
}
