import YinfengModel

extension FieldKey {
    // The fields that matching reads, beside those that every room knows: named once, so that their keys are made once.
    static let stage: FieldKey = "stage"
    static let investorRegion: FieldKey = "investor_region"
    static let chainNode: FieldKey = "chain_node"
}
