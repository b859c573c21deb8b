package import YinfengModel

/// Keyed values in the order of the contract.
package struct ReportObject: Sendable, ExpressibleByDictionaryLiteral {
    /// The keys and values in order; keys are unique by construction of the callers.
    package private(set) var entries: [(key: String, value: ReportValue)] = []

    /// An empty object.
    package init() {}

    /// An object from its entries in order.
    package init(_ entries: [(key: String, value: ReportValue)]) { self.entries = entries }

    /// An object from its entries in order.
    package init(dictionaryLiteral elements: (String, ReportValue)...) {
        entries = elements.map { (key: $0.0, value: $0.1) }
    }

    /// The value of a key; setting a new key appends it, setting nil removes it. O(number of keys).
    package subscript(key: String) -> ReportValue? {
        get { entries.first { $0.key == key }?.value }
        set {
            let index = entries.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append((key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The value at a path of keys (`["park", "name"]`); null when a step is missing. Lists map over their elements.
    package func value(at path: some Collection<String>) -> ReportValue {
        ReportObject.value(.object(self), at: Array(path)[...])
    }

    private static func value(_ value: ReportValue, at path: ArraySlice<String>) -> ReportValue {
        guard let key = path.first else { return value }
        switch value {
        case .object(let object):
            guard let next = object[key] else { return .null }
            return self.value(next, at: path.dropFirst())
        case .list(let values): return .list(values.map { self.value($0, at: path) })
        default: return .null
        }
    }

    /// Writes the object as JSON.
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        for entry in entries {
            json.key(entry.key)
            entry.value.write(to: &json)
        }
        json.endObject()
    }

    /// The contract's error object `{"row","column","value","message"}`.
    package static func error(row: Int, column: String?, value: String, message: String) -> ReportObject {
        ["row": .integer(row), "column": .optional(column), "value": .text(value), "message": .text(message)]
    }

    /// The contract's error object of a row's first fault.
    package static func error(_ issue: RowIssue) -> ReportObject {
        error(
            row: issue.location.row, column: issue.location.column, value: issue.value, message: issue.message)
    }
}
