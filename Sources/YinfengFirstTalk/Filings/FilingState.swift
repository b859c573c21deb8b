/// Where a filing stands. `contested` is no state but a flag beside it.
package enum FilingState: String, Sendable, Codable, CaseIterable {
    /// 草稿: no right, no number.
    case draft
    /// 已报送.
    case submitted
    /// 退回补正.
    case returned
    /// 已备案, protected.
    case accepted
    /// 已延期, protected.
    case extended
    /// 已签约.
    case signed
    /// 已落地.
    case landed
    /// 办结.
    case closed
    /// 已流转: a successor holds the subject.
    case transferred
    /// 到期失效.
    case expired
    /// 失权.
    case forfeited
    /// 撤回.
    case withdrawn
    /// 不予备案.
    case rejected
    /// 撤销.
    case revoked

    /// A filing that can never move again.
    package var isTerminal: Bool {
        switch self {
        case .closed, .transferred, .expired, .forfeited, .withdrawn, .rejected, .revoked: true
        default: false
        }
    }
    /// A numbered filing that still holds its subject.
    package var isLive: Bool { !isTerminal && self != .draft }
    /// The protection clock runs.
    package var isProtected: Bool { self == .accepted || self == .extended }
    /// The flag `contested` may be on.
    package var canBeContested: Bool {
        self == .submitted || self == .returned || self == .accepted || self == .extended
    }

    /// The word on paper and on screen.
    package var chinese: String {
        switch self {
        case .draft: "草稿"
        case .submitted: "已报送"
        case .returned: "退回补正"
        case .accepted: "已备案（保护中）"
        case .extended: "已延期（保护中）"
        case .signed: "已签约"
        case .landed: "已落地"
        case .closed: "办结"
        case .transferred: "已流转"
        case .expired: "到期失效"
        case .forfeited: "失权"
        case .withdrawn: "撤回"
        case .rejected: "不予备案"
        case .revoked: "撤销"
        }
    }
}

/// The only steps between states that any event may take (T1–T16).
package enum FilingMachine {
    /// The states that an event may lead from, and the state it leads to; nil when the state stays.
    package static func allows(_ kind: EventKind, from: FilingState?, to: FilingState) -> Bool {
        guard let from else {
            // A successor (transfer) or a reinstated party (appeal) is born numbered.
            switch kind {
            case .drafted: return to == .draft
            case .submitted: return to == .submitted
            case .transferred: return to == .accepted
            case .appealDecided: return to == .submitted || to == .accepted || to == .extended
            default: return false
            }
        }
        if from.isTerminal { return false }
        if from == to { return true }
        switch kind {
        case .submitted: return from == .draft && to == .submitted
        case .returned: return from == .submitted && to == .returned
        case .resubmitted: return from == .returned && to == .submitted
        case .accepted: return from == .submitted && to == .accepted
        case .rejected: return (from == .submitted || from == .returned) && to == .rejected
        case .extended: return from.isProtected && to == .extended
        case .expired: return from.isProtected && to == .expired
        case .forfeited: return from.isProtected && to == .forfeited
        case .withdrawn: return to == .withdrawn
        case .revoked: return from.isLive && to == .revoked
        case .ruled, .appealDecided:
            return from.isLive && (to == .rejected || to == .revoked)
        case .signed: return from.isProtected && to == .signed
        case .landed: return from == .signed && to == .landed
        case .closed: return from == .landed && to == .closed
        case .transferred: return from.isProtected && to == .transferred
        default: return false
        }
    }
}
