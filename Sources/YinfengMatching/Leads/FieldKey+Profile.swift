import YinfengModel

extension FieldKey {
    // The fields that matching reads, beside those that every room knows: named once, so that their keys are made once.
    static let outputYear: FieldKey = "output_year"
    static let energyTCE: FieldKey = "energy_tce"
    static let powerKWh: FieldKey = "power_kwh"
    static let stage: FieldKey = "stage"
    static let investorRegion: FieldKey = "investor_region"
    static let investPerMu: FieldKey = "invest_per_mu"
    static let chainNode: FieldKey = "chain_node"
}
