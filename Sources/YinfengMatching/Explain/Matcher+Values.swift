import YinfengModel
import YinfengParks

extension Matcher {
    /// The values of every part of one pair of the last `rank` call with this workspace, in ten-thousandths and in the
    /// order of the profile's weights, without a word of text: what long lists print.
    ///
    /// The workspace must not have been used for another lead since. O(parts).
    package func partValues(
        _ lead: LeadProfile, park: Int, standing: EntryStanding, workspace work: MatchWorkspace,
        into result: inout [Int]
    ) {
        let values = values(
            lead, park: park, industry: work.scratch.industryValue(park), entry: standing.value(numbers),
            &work.scratch)
        result.removeAll(keepingCapacity: true)
        for weight in profile.weights { result.append(values[weight.part]) }
    }
}
