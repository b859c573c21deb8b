import Foundation
import YinfengFirstTalk
import YinfengModel

/// The clock at the edge: the only place where a command asks what day it is.
enum Today {
    /// The day in China (+08:00, no summer time).
    static var date: CivilDate { moment.day }

    /// The moment, as an office in China writes it down.
    static var moment: Instant { Instant(seconds: Int(Date().timeIntervalSince1970.rounded(.down))) }
}
