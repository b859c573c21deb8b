/// Which lead goes to which park: a generalised assignment problem with several capacities a park.
///
/// A plan gives each lead at most one park, keeps every limited resource of every park, and wants the greatest sum of
/// scores. All numbers are whole, so that feasibility and optimality are exact.
package struct AllocationProblem: Sendable {
    /// A park that a lead may go to; refused pairs are not listed.
    package struct Option: Sendable, Equatable {
        /// The park's number in this problem.
        package let park: Int
        /// The pair's score in ten-thousandths, at least 0.
        package let score: Int
        /// Among equal scores the lower preference stands first (a park whose profile is whole before one that is not).
        package let preference: Int

        /// An option.
        package init(park: Int, score: Int, preference: Int = 0) {
            self.park = park
            self.score = score
            self.preference = preference
        }

        func precedes(_ other: Option) -> Bool {
            if score != other.score { return score > other.score }
            if preference != other.preference { return preference < other.preference }
            return park < other.park
        }
    }

    /// The options of each lead, best first.
    package let options: [[Option]]
    /// What each lead needs of each resource, at least 0.
    package let demands: [[Int]]
    /// What each park has of each resource; nil where it is unknown and therefore unlimited.
    package let capacities: [[Int?]]

    /// A problem; options are put in order. Leads must stand in an order of their own (by id), not in that of the
    /// file, for a plan that does not depend on the file's order.
    package init(options: [[Option]], demands: [[Int]], capacities: [[Int?]]) {
        self.options = options.map { $0.sorted { $0.precedes($1) } }
        self.demands = demands
        self.capacities = capacities
    }

    /// Whether a lead fits into what a park has in all.
    func fits(_ lead: Int, in park: Int) -> Bool {
        for (resource, capacity) in capacities[park].enumerated() {
            if let capacity, demands[lead][resource] > capacity { return false }
        }
        return true
    }
}

/// A plan and how far from the best it can be at most.
package struct AllocationPlan: Sendable, Equatable {
    /// The park of each lead, nil where none is left.
    package let parks: [Int?]
    /// The sum of the scores, in ten-thousandths.
    package let value: Int
    /// No plan can be worth more than this, in ten-thousandths.
    package let bound: Int
    /// How many parks are contested: fewer capacity than their candidates ask for.
    package let contested: Int

    /// Whether the plan is proven to be the best.
    package var isOptimal: Bool { value == bound }
}
