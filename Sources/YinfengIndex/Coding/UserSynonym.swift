package import YinfengModel

/// A word that a bureau adds: it speaks for a class without a rebuild of the index.
package struct UserSynonym: Sendable, Equatable {
    /// The word as written.
    package let term: String
    /// The class (four digits).
    package let code: IndustryCode
    /// The row of the file.
    package let row: Int

    /// A synonym.
    package init(term: String, code: IndustryCode, row: Int) {
        self.term = term
        self.code = code
        self.row = row
    }
}

/// A user's word that the lexicon already gives to another class.
package struct SynonymOverlap: Sendable, Equatable {
    /// The user's word.
    package let synonym: UserSynonym
    /// The classes that the lexicon gives it to.
    package let codes: [IndustryCode]
}
