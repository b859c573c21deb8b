import YinfengModel

/// What the rules see of a park: parks with equal keys get equal assessments, so each key is assessed once a lead.
package struct ScopeKey: Sendable, Hashable {
    /// One bit a rule of the engine: whether the park's place, level and type lie in its scope.
    let bits: [UInt64]
    /// The land grade, where a rule in force depends on it.
    let landGrade: Int?
    /// The park, prefecture and province, where peers are known.
    let peers: String
    /// A park with this key, for messages and peers.
    let place: ParkPlace

    package static func == (left: ScopeKey, right: ScopeKey) -> Bool {
        left.bits == right.bits && left.landGrade == right.landGrade && left.peers == right.peers
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bits)
        hasher.combine(landGrade)
        hasher.combine(peers)
    }

    /// Whether rule `index` covers the park. O(1).
    func covers(_ index: Int) -> Bool { bits[index >> 6] & (1 << UInt64(index & 63)) != 0 }
}
