/// What happened: the names of the model, fixed for ever.
package enum EventKind: String, Sendable, Codable, CaseIterable {
    /// A draft was kept; no right, no number.
    case drafted
    /// A filing was numbered; its order is fixed.
    case submitted
    /// The acceptor named defects.
    case returned
    /// The filer cured them.
    case resubmitted
    /// Protection began.
    case accepted
    /// 不予备案.
    case rejected
    /// The end was moved on.
    case extended
    /// An asked extension was refused.
    case extensionRefused = "extension-refused"
    /// A move that needs the acceptor was asked for (extend, land, close).
    case asked
    /// The acceptor warned of lacking progress.
    case warned
    /// 失权.
    case forfeited
    /// The period ended; written when first seen.
    case expired
    /// The filer gave up.
    case withdrawn
    /// 撤销.
    case revoked
    /// A conflict was opened or joined.
    case contestOpened = "contest-opened"
    /// A party's statement.
    case statementFiled = "statement-filed"
    /// A ruling, in force at once.
    case ruled
    /// The contest was opened again by an appeal.
    case appealed
    /// The next level decided.
    case appealDecided = "appeal-decided"
    /// A contest ended without ruling (a party withdrew).
    case contestClosed = "contest-closed"
    /// A higher authority became acceptor.
    case escalated
    /// A collaboration was proposed.
    case collaborationProposed = "collaboration-proposed"
    /// The receiver or the coordinator confirmed.
    case collaborationConfirmed = "collaboration-confirmed"
    /// The receiver declined, or let the time pass.
    case collaborationDeclined = "collaboration-declined"
    /// The filing went over to its successor.
    case transferred
    /// Dated progress.
    case progressAdded = "progress-added"
    /// The contract was signed.
    case signed
    /// 开工.
    case landed
    /// 办结.
    case closed
    /// A field was corrected.
    case corrected
    /// Evidence was added.
    case evidenceAdded = "evidence-added"
    /// A new version of the parameters.
    case rulesetChanged = "ruleset-changed"
    /// Events of another register were kept as a branch.
    case mergedIn = "merged-in"

    /// The word on paper and on screen.
    package var chinese: String {
        switch self {
        case .drafted: "存草稿"
        case .submitted: "报送"
        case .returned: "退回补正"
        case .resubmitted: "补正报送"
        case .accepted: "受理备案"
        case .rejected: "不予备案"
        case .extended: "延期"
        case .extensionRefused: "不准延期"
        case .asked: "提出申请"
        case .warned: "警告"
        case .forfeited: "失权"
        case .expired: "到期失效"
        case .withdrawn: "撤回"
        case .revoked: "撤销"
        case .contestOpened: "争议立案"
        case .statementFiled: "提交陈述"
        case .ruled: "裁定"
        case .appealed: "申诉"
        case .appealDecided: "申诉决定"
        case .contestClosed: "争议结束"
        case .escalated: "提级"
        case .collaborationProposed: "提出协作"
        case .collaborationConfirmed: "确认协作"
        case .collaborationDeclined: "协作未成"
        case .transferred: "流转"
        case .progressAdded: "登记进展"
        case .signed: "签约"
        case .landed: "落地"
        case .closed: "办结"
        case .corrected: "更正"
        case .evidenceAdded: "补充佐证"
        case .rulesetChanged: "变更参数"
        case .mergedIn: "并入分支"
        }
    }
}
