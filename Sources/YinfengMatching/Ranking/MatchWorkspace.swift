import YinfengModel
import YinfengParks

/// Memory that one worker reuses from lead to lead; not shared between tasks.
package final class MatchWorkspace {
    /// Industry values by park, valid where `industryStamp` equals `stamp`.
    var industry: [Int32] = []
    var industryStamp: [UInt32] = []
    var touched: [Int32] = []
    /// Parks scored already for this lead.
    var doneStamp: [UInt32] = []
    var stamp: UInt32 = 0
    var functionValues: [Int32] = []
    var policyValues: [Int32] = []
    var guidanceValues: [Int32] = []
    var standings: [EntryStanding?] = []
    var entryValues: [Int32] = []
    var kindScores: [Int32] = []
    var peers: [RegionCode: PeerBook.Average?] = [:]
    var wished: [RegionCode?] = []
    var elsewhere = 0
    var top = TopPairs()

    /// An empty workspace; it grows to the size of the first matcher that uses it.
    package init() {}

    func begin(parks: Int, scopes: Int, kinds: Int) {
        if industry.count < parks {
            industry = [Int32](repeating: 0, count: parks)
            industryStamp = [UInt32](repeating: 0, count: parks)
            doneStamp = [UInt32](repeating: 0, count: parks)
        }
        if stamp == .max {
            // Stamps of four thousand million leads ago must not look fresh.
            for index in industryStamp.indices { industryStamp[index] = 0 }
            for index in doneStamp.indices { doneStamp[index] = 0 }
            stamp = 0
        }
        stamp += 1
        touched.removeAll(keepingCapacity: true)
        functionValues.removeAll(keepingCapacity: true)
        policyValues.removeAll(keepingCapacity: true)
        guidanceValues.removeAll(keepingCapacity: true)
        wished.removeAll(keepingCapacity: true)
        peers.removeAll(keepingCapacity: true)
        standings.removeAll(keepingCapacity: true)
        entryValues.removeAll(keepingCapacity: true)
        for _ in 0..<scopes {
            standings.append(nil)
            entryValues.append(0)
        }
        if kindScores.count < kinds { kindScores = [Int32](repeating: 0, count: kinds) }
    }
}
