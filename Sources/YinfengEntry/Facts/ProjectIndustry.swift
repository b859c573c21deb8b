package import YinfengModel

/// What is known of the industry of a project.
package enum ProjectIndustry: Sendable, Equatable {
    /// Stated by the filler or decided by the coder.
    case known(IndustryCode)
    /// The coder abstains between these.
    case uncertain([IndustryCode])
    /// Nothing is known.
    case unknown

    /// The codes that a clause must be tried with.
    package var candidates: [IndustryCode] {
        switch self {
        case .known(let code): [code]
        case .uncertain(let codes): codes
        case .unknown: []
        }
    }

    /// The stated code when the classification has it, else the coder's answer.
    ///
    /// An abstaining coder leaves its first `limit` candidates open; a clause is then decided only if all agree.
    package init(
        lead: Lead, coding: CodingResult?, classification: IndustryClassification, limit: Int = 5
    ) {
        if let text = lead.text(.industryCode), lead.fields[.industryCode]?.isSuspect != true {
            if let code = IndustryCode.stated(in: text).first(where: { classification.entry($0) != nil }) {
                self = .known(code)
                return
            }
        }
        guard let coding, let first = coding.candidates.first else {
            self = .unknown
            return
        }
        if coding.abstain {
            self = .uncertain(coding.candidates.prefix(limit).map(\.code))
        } else {
            self = .known(coding.activities.first?.code ?? first.code)
        }
    }
}
