import Testing
import YinfengModel
import YinfengText

@testable import YinfengIndex

/// The program and the training tool must see the same features with the same weights.
struct FeatureParityTests {
    @Test(arguments: try Support.rows("Tests/Cases/coding/feature-parity.csv"))
    func trainerAndProgramAgree(_ row: [String: String]) throws {
        let coder = try Support.coder.get()
        let text = row["text"] ?? ""
        let folded = coder.folder.fold(text)
        var roles = RoleMarker()
        roles.mark(folded.units, tables: coder.tables, parameters: coder.parameters)
        let found = roles.weights.map { String(Int(($0 * 100).rounded())) }.joined(separator: " ")
        #expect(found == row["roles"], "\(text)")
        var features = FeatureExtractor()
        features.reset()
        var places = PlaceFeatures()
        places.find(folded.units, in: coder.tables.features)
        features.extract(
            folded.units, places: places, roles: roles, field: 0, fieldWeight: 1, tables: coder.tables)
        let expected = Set(
            (row["features"] ?? "").split(separator: " ").compactMap { IndexBuilder.key(String($0)) }
                .compactMap { key -> UInt32? in
                    let slot = coder.tables.features.find(key)
                    return slot < 0 ? nil : UInt32(slot)
                })
        #expect(Set(features.hits.map(\.feature)) == expected, "\(text)")
    }
}
