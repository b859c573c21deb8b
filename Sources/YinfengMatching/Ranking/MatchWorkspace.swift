import YinfengModel
import YinfengParks

/// Memory that one worker reuses from lead to lead; not shared between tasks.
package final class MatchWorkspace {
    var scratch = MatchScratch()
    /// What cells for sites stand for, as far as they were met. One directory a workspace.
    var sites = AnswerMemory<SiteQuestion, [SitePhrase]>()

    /// An empty workspace; it grows to the size of the first matcher that uses it.
    package init() {}
}

/// A cell for sites, and the place that its words are looked for in.
struct SiteQuestion: Hashable, Sendable {
    let cell: String
    let upper: RegionCode?
}

/// One phrase of a cell for sites, and what it stands for.
struct SitePhrase: Sendable {
    let text: String
    let targets: [LeadProfile.SiteWish.Target]
}

/// The memory of a workspace, passed down by reference so that hot loops pay no access checks.
struct MatchScratch {
    /// What the matcher knows of a scope for the lead at hand.
    enum ScopeState: UInt8 {
        case unasked
        case open
        case refused
    }

    /// Industry values by park, 0 but for the parks in `touched`.
    private(set) var industry: [Int32] = []
    /// The parks that some code of the lead reaches: the first `touchedCount`.
    private(set) var touched: [Int32] = []
    private(set) var touchedCount = 0
    /// Parks scored already for this lead carry the stamp.
    var doneStamp: [UInt32] = []
    var stamp: UInt32 = 0
    /// The row of each activity in the dense tables, -1 for a code that the classification lacks.
    var rows: [Int32] = []
    var functionValues: [Int32] = []
    var functionSetValues: [Int32] = []
    var policyValues: [Int32] = []
    var guidanceValues: [Int32] = []
    /// Whether any line of guidance speaks of the lead's industry.
    var isGuided = false
    /// The greatest bonus that a line of guidance gives the lead.
    var mostGuidance = 0
    var scopeStates: [ScopeState] = []
    var entryValues: [Int32] = []
    /// For each kind the block and the points of all its parts but industry, as a pair's key.
    var kindKeys: [Int] = []
    /// The greatest of them.
    var mostOfKinds = 0
    /// The points of `entryValues`, `functionSetValues` and `policyValues`.
    var entryPoints: [Int] = []
    var functionPoints: [Int] = []
    var policyPoints: [Int] = []
    var peers: [RegionCode: PeerBook.Average?] = [:]
    /// The place and, for a zone, the position of each wish.
    var wishes: [(place: RegionCode?, park: Int32)] = []
    var elsewhere = 0
    /// The most that a park's own data may add to the points of its kind.
    var mostOfOwn = 0
    var top = TopPairs()

    mutating func begin(parks: Int, scopes: Int, kinds: Int, lines: Int) {
        if industry.count < parks {
            industry = [Int32](repeating: 0, count: parks)
            // One place more than parks: a park is written before it is known to be new.
            touched = [Int32](repeating: 0, count: parks + 1)
            touchedCount = 0
            doneStamp = [UInt32](repeating: 0, count: parks)
            stamp = 0
        }
        if stamp == .max {
            // Stamps of four thousand million leads ago must not look fresh.
            for index in doneStamp.indices { doneStamp[index] = 0 }
            stamp = 0
        }
        stamp += 1
        for place in 0..<touchedCount { industry[Int(touched[place])] = 0 }
        touchedCount = 0
        isGuided = false
        mostGuidance = 0
        rows.removeAll(keepingCapacity: true)
        functionValues.removeAll(keepingCapacity: true)
        functionSetValues.removeAll(keepingCapacity: true)
        policyValues.removeAll(keepingCapacity: true)
        wishes.removeAll(keepingCapacity: true)
        if !peers.isEmpty { peers.removeAll(keepingCapacity: true) }
        if scopeStates.count < scopes {
            scopeStates = [ScopeState](repeating: .unasked, count: scopes)
            entryValues = [Int32](repeating: 0, count: scopes)
        } else {
            for index in scopeStates.indices { scopeStates[index] = .unasked }
        }
        if kindKeys.count < kinds { kindKeys = [Int](repeating: 0, count: kinds) }
        if guidanceValues.count < lines {
            guidanceValues = [Int32](repeating: 0, count: lines)
        } else {
            for index in guidanceValues.indices { guidanceValues[index] = 0 }
        }
    }

    /// The industry value of a park that `spread` was called for, 0 where no code of the lead reaches it.
    @inline(__always) func industryValue(_ park: Int) -> Int { Int(industry[park]) }

    /// Adds up the values that one activity with this share (ten-thousandths) gives to the parks that it reaches.
    /// O(parks reached).
    mutating func spread(_ reaches: ArraySlice<IndustryPostings.Reach>, share: UInt32) {
        touchedCount = MatchScratch.spread(
            reaches, share: share, industry: &industry, touched: &touched, count: touchedCount)
    }

    /// 0 for 0, 1 for all else below 2³¹.
    @inline(__always) private static func oneIfAny(_ value: UInt32) -> UInt32 { (value &+ (1 << 31 - 1)) >> 31 }

    private static func spread(
        _ reaches: ArraySlice<IndustryPostings.Reach>, share: UInt32, industry: inout [Int32],
        touched: inout [Int32], count: Int
    ) -> Int {
        var count = count
        industry.withUnsafeMutableBufferPointer { industry in
            touched.withUnsafeMutableBufferPointer { touched in
                reaches.withUnsafeBufferPointer { reaches in
                    // Without a branch, which needs sums: whether a park is new is a coin toss from the second
                    // activity on.
                    for reach in reaches {
                        let park = reach.park
                        // Share and value are at most 10,000 each: their product fits.
                        let old = UInt32(bitPattern: industry[park])
                        let new = old &+ share &* reach.value / 10_000
                        industry[park] = Int32(bitPattern: new)
                        touched[count] = Int32(truncatingIfNeeded: park)
                        count &+= Int(oneIfAny(new) &- oneIfAny(old))
                    }
                }
            }
        }
        return count
    }
}
