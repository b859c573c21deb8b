/// The numbers of the coder: data of the weights edition, carried in the index.
struct CodingParameters: Sendable {
    /// The keys of `parameters.csv`, in the order of the index section.
    enum Key: String, CaseIterable {
        case companyRole = "role.company"
        case inputRole = "role.input"
        case equipmentRole = "role.equipment"
        case useRole = "role.use"
        case facilityRole = "role.facility"
        case sideRole = "role.side"
        case contentField = "field.content"
        case productsField = "field.products"
        case projectNameField = "field.project_name"
        case industryTextField = "field.industry_text"
        case processField = "field.process"
        case rawMaterialsField = "field.raw_materials"
        case chainNodeField = "field.chain_node"
        case otherField = "field.other"
        case confidenceScale = "confidence.scale"
        case abstainConfidence = "abstain.confidence"
        case abstainWithin = "abstain.within"
        case activityShare = "activity.share"
        case synonymWeight = "synonym.weight"
        case termWeight = "term.weight"
        case typoWeight = "typo.weight"
        case otherTypoWeight = "typo.other"
        case wrongRole = "typo.wrong"
        case mixedShare = "activity.mixed"
        case mixedDivisions = "activity.divisions"
    }

    private let values: [Float]

    /// The parameters in the order of `Key.allCases`; missing ones are zero.
    init(_ values: some Sequence<Float>) {
        var list = Array(values)
        while list.count < Key.allCases.count { list.append(0) }
        self.values = list
        func value(_ key: Key) -> Float { CodingParameters.value(of: key, in: list) }
        companyRole = value(.companyRole)
        inputRole = value(.inputRole)
        equipmentRole = value(.equipmentRole)
        useRole = value(.useRole)
        facilityRole = value(.facilityRole)
        sideRole = value(.sideRole)
        likelyTypo = value(.typoWeight)
        otherTypo = value(.otherTypoWeight)
        wrongRole = value(.wrongRole)
    }

    let companyRole: Float
    let inputRole: Float
    let equipmentRole: Float
    let useRole: Float
    let facilityRole: Float
    let sideRole: Float
    /// The weight of a term with a likely mistake, of one with another mistake, and of the wrong character itself.
    let likelyTypo: Float
    let otherTypo: Float
    let wrongRole: Float

    subscript(key: Key) -> Float { CodingParameters.value(of: key, in: values) }

    private static func value(of key: Key, in values: [Float]) -> Float {
        Key.allCases.firstIndex(of: key).map { values[$0] } ?? 0
    }
}
