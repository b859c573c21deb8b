extension PolicyBook {
    /// The methods and products that an item itself takes out (「离子膜法除外」), as printed words, each once in the
    /// order of the readings; empty when it names none. O(segments).
    package func exceptions(ofItem id: String) -> [String] {
        guard let number = itemNumbers[id] else { return [] }
        var words: [String] = []
        for segment in segments where segment.item == number {
            for exception in segment.unless where exception.count == 1 {
                for group in exception where !words.contains(group.label) { words.append(group.label) }
            }
        }
        return words
    }
}
