import YinfengModel

/// Whether the first class stands out, and the sentence that says so.
struct Decision {
    private let confidences: [Double]
    private let threshold: Double
    private let within: Double
    private let isMixed: Bool

    /// Said of a text that holds nothing to go by.
    static let nothing = "文字里没有可用于归类的词"

    init(confidences: [Double], activities: [CodingResult.Activity], parameters: CodingParameters) {
        self.confidences = confidences
        isMixed = Decision.areUnlike(activities, parameters)
        threshold = Double(parameters[.abstainConfidence])
        within = Double(parameters[.abstainWithin])
    }

    /// Below the threshold, with a rival too close, or amid a holding's list of unlike goods no class stands out.
    var abstains: Bool {
        guard let best = confidences.first else { return true }
        return best < threshold || rivals > 1 || isMixed
    }

    /// A main activity with a small share among activities of several divisions is not the business of the whole.
    private static func areUnlike(_ activities: [CodingResult.Activity], _ parameters: CodingParameters) -> Bool {
        guard let main = activities.first, main.share < Double(parameters[.mixedShare]) else { return false }
        return Set(activities.map { $0.code.text.prefix(2) }).count >= Int(parameters[.mixedDivisions])
    }

    /// The number of classes within the margin of the best, itself included.
    private var rivals: Int {
        guard let best = confidences.first else { return 0 }
        return confidences.count { best - $0 < within }
    }

    /// The reason in Chinese.
    func reason(_ candidates: [IndustryCandidate]) -> String {
        guard let best = candidates.first else { return "没有候选类别" }
        let words = best.evidence.filter { $0.weight > 0 && $0.end > $0.start }.prefix(2).map(\.term)
        return reason(name: best.name, words: words)
    }

    /// The reason in Chinese, of the first class's name and the words that speak for it most.
    func reason(name: String, words: [String]) -> String {
        guard let confidence = confidences.first else { return "没有候选类别" }
        let percent = Int((confidence * 100).rounded())
        let margin = Int((within * 100).rounded())
        if rivals > 1 { return "\(Decision.chinese(rivals))个类别相差不到\(margin)%" }
        if confidence < threshold { return "首选“\(name)”的把握只有\(percent)%" }
        if isMixed { return "列出的业务互不相同，没有一项占到主要部分" }
        if words.isEmpty { return "把握\(percent)%" }
        return "依据" + words.map { "“\($0)”" }.joined(separator: "、") + "，把握\(percent)%"
    }

    private static func chinese(_ count: Int) -> String {
        let digits = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"]
        return count < digits.count ? digits[count] : String(count)
    }
}
