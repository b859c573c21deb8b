package import YinfengCatalog
import YinfengModel

extension RecordTemplate {
    /// A filled record, invented, that `file --record` takes as it stands.
    ///
    /// Throws `CatalogError` where the form's edition has no example.
    package static func filled(_ store: CatalogStore, _ requirements: [FieldRequirement]) throws -> String {
        let table = try store.table("record-form", "example.csv")
        let (key, value) = (try table.column("key"), try table.column("value"))
        let lists = Set(requirements.filter { $0.kind == .list }.map(\.key.rawValue))
        var members: [(String, String)] = [("synthetic", JSONTree.string("yes").canonical)]
        var evidence: [JSONTree] = []
        for row in 0..<table.count {
            let (name, text) = (table[row, key], table[row, value])
            if name == "evidence" {
                let parts = text.split(separator: "|").map { JSONTree.string(String($0)) }
                guard parts.count == 3 else { continue }
                evidence.append(.object(["kind": parts[0], "date": parts[1], "sha256": parts[2]]))
            } else if lists.contains(name) {
                let items = text.split(separator: "；").map { JSONTree.string(String($0)) }
                members.append((name, JSONTree.array(items).canonical))
            } else {
                members.append((name, JSONTree.string(text).canonical))
            }
        }
        members.append(("evidence", JSONTree.array(evidence).canonical))
        return pretty(members)
    }
}
