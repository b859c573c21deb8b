/// What a legal form makes of a company; forms of one class and only those are the same form.
package enum LegalForm: String, Sendable {
    /// 有限公司 = 有限责任公司; Ltd = Limited = 有限.
    case limited
    /// 股份有限公司 = 股份公司.
    case shares
    /// 合伙企业.
    case partnership
    /// 合作社.
    case cooperative
    /// 公司 without further word, 厂 and other old forms.
    case plain
    /// No form is written: a short name.
    case none
}

/// A written form and its class.
package struct LegalFormWord: Sendable {
    /// What the word does.
    package enum Role: String, Sendable {
        /// Ends a company's name.
        case suffix
        /// Ends the name of a branch, after the company's own.
        case branch
        /// Says group: 集团.
        case group
        /// Begins a bracket that tells another name of the company.
        case remark
        /// Ends a foreign name, one token.
        case foreign
    }

    /// The word, folded.
    package let word: String
    /// What it does.
    package let role: Role
    /// The class of a suffix or a foreign form.
    package let form: LegalForm

    /// A written form.
    package init(word: String, role: Role, form: LegalForm) {
        self.word = word
        self.role = role
        self.form = form
    }
}
