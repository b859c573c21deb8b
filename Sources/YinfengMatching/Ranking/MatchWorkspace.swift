import YinfengModel
import YinfengParks

/// Memory that one worker reuses from lead to lead; not shared between tasks.
package final class MatchWorkspace {
    var scratch = MatchScratch()
    /// What words for a site stand for, as far as they were met. One directory a workspace.
    var sites = AnswerMemory<SiteQuestion, [LeadProfile.SiteWish.Target]>()

    /// An empty workspace; it grows to the size of the first matcher that uses it.
    package init() {}
}

/// Words for a site, and the place that they are looked for in.
struct SiteQuestion: Hashable, Sendable {
    let text: String
    let upper: RegionCode?
}

/// The memory of a workspace, passed down by reference so that hot loops pay no access checks.
struct MatchScratch {
    /// What the matcher knows of a scope for the lead at hand.
    enum ScopeState: UInt8 {
        case unasked
        case open
        case refused
    }

    /// Industry values by park, valid where `industryStamp` equals `stamp`.
    var industry: [Int32] = []
    var industryStamp: [UInt32] = []
    /// Parks that some code of the lead reaches.
    var touched: [Int32] = []
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
    var scopeStates: [ScopeState] = []
    var entryValues: [Int32] = []
    /// For each kind the block and the points of all its parts but industry, as a pair's key.
    var kindKeys: [Int] = []
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
            industryStamp = [UInt32](repeating: 0, count: parks)
            doneStamp = [UInt32](repeating: 0, count: parks)
            stamp = 0
        }
        if stamp == .max {
            // Stamps of four thousand million leads ago must not look fresh.
            for index in industryStamp.indices { industryStamp[index] = 0 }
            for index in doneStamp.indices { doneStamp[index] = 0 }
            stamp = 0
        }
        stamp += 1
        touched.removeAll(keepingCapacity: true)
        isGuided = false
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
    @inline(__always) func industryValue(_ park: Int) -> Int {
        industryStamp[park] == stamp ? Int(industry[park]) : 0
    }

    /// Adds up the values that one activity with this share gives to the parks of its entries. O(entries).
    mutating func spread(_ entries: ArraySlice<IndustryPostings.Entry>, share: Int32) {
        MatchScratch.spread(
            entries, share: share, stamp: stamp, industry: &industry, stamps: &industryStamp, touched: &touched)
    }

    private static func spread(
        _ entries: ArraySlice<IndustryPostings.Entry>, share: Int32, stamp: UInt32, industry: inout [Int32],
        stamps: inout [UInt32], touched: inout [Int32]
    ) {
        industry.withUnsafeMutableBufferPointer { industry in
            stamps.withUnsafeMutableBufferPointer { stamps in
                entries.withUnsafeBufferPointer { entries in
                    for entry in entries {
                        let park = Int(entry.park)
                        let value = share * entry.value / 10_000
                        if stamps[park] == stamp {
                            industry[park] += value
                        } else {
                            stamps[park] = stamp
                            industry[park] = value
                            touched.append(entry.park)
                        }
                    }
                }
            }
        }
    }
}
