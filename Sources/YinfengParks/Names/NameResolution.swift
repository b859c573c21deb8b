/// What a name as a person wrote it stands for.
package enum NameResolution<Value: Sendable & Equatable>: Sendable, Equatable {
    /// Just one thing.
    case found(Value)
    /// Several things carry the name; in catalogue order.
    case ambiguous([Value])
    /// Nothing carries it; the nearest things, best first, perhaps none.
    case unknown(near: [Value])

    /// The one thing, or nil.
    package var value: Value? {
        if case .found(let value) = self { return value }
        return nil
    }

    /// The things that carry the name: one, several or none.
    package var candidates: [Value] {
        switch self {
        case .found(let value): [value]
        case .ambiguous(let values): values
        case .unknown: []
        }
    }
}
