import CICU

/// The version of ICU that the program was built with, for example `72.1`.
package enum ICUVersion {
    /// The version as text; an index names it because the word dictionary and the folding depend on it.
    package static var text: String { String(cString: yf_icu_version()) }
}
