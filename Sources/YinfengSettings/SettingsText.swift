import Yams

/// The text of a `yinfeng.yaml`: words by known keys. Pure: where the file lies and what a key is for is the command's.
package struct SettingsText: Sendable, Equatable {
    /// A key with its words.
    package struct Entry: Sendable, Equatable {
        /// The key.
        package let key: String
        /// Its words, never empty.
        package let value: String
    }

    /// More than any bureau's defaults; a longer file is none.
    package static let mostBytes = 65_536

    /// The entries in the order of the known keys.
    package let entries: [Entry]

    /// Reads a text; throws what is no mapping of the known keys to words.
    package init(_ text: String, keys: [String]) throws(SettingsFault) {
        guard text.utf8.count <= SettingsText.mostBytes else { throw .tooLong }
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch { throw .notYAML }
        guard let node else {
            entries = []
            return
        }
        guard let mapping = node.mapping else { throw .notPairs }
        var found: [String: String] = [:]
        for (key, value) in mapping {
            let line = key.mark?.line
            guard let name = key.scalar?.string, keys.contains(name) else {
                throw .unknownKey(key.scalar?.string ?? "", line: line)
            }
            guard let words = value.scalar?.string, !words.isEmpty else { throw .noValue(key: name, line: line) }
            found[name] = words
        }
        entries = keys.compactMap { key in found[key].map { Entry(key: key, value: $0) } }
    }
}

/// What is wrong with a settings file.
package enum SettingsFault: Error, Equatable {
    /// More bytes than a settings file has.
    case tooLong
    /// The parser gave up.
    case notYAML
    /// YAML, but no keys with values.
    case notPairs
    /// A key that is not known; empty where the key is no word.
    case unknownKey(String, line: Int?)
    /// A key without words.
    case noValue(key: String, line: Int?)
}
