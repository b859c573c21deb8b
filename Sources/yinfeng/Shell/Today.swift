import Foundation
import YinfengModel

/// The clock at the edge: the only place where a command asks what day it is.
enum Today {
    /// The day in China (+08:00, no summer time).
    static var date: CivilDate {
        CivilDate(dayNumber: Int(((Date().timeIntervalSince1970 + 28_800) / 86_400).rounded(.down)))
    }
}
