/// One component of an allocation: leads that contest the same parks.
///
/// The bound is that of the Lagrangian dual, max over leads of score − price × demand, plus price × capacity: every set
/// of prices ≥ 0 gives a valid one. It is rounded down to a whole number after a margin for binary arithmetic.
struct AllocationSolver {
    /// An option with its park's local number and the demand as shares of the capacities.
    struct Choice {
        let park: Int
        let score: Int
        let original: Int
        /// Pairs of a limited resource and the share of it that the lead would use.
        var loads: [(price: Int, share: Double)]
    }

    /// The choices of each lead, best first.
    var choices: [[Choice]]
    /// Demand of each lead by resource.
    let demands: [[Int]]
    /// Capacity of each local park by resource.
    let capacities: [[Int?]]
    /// How many prices there are: parks × resources.
    let priceCount: Int
    /// What the best plan so far is worth; -1 before the first.
    var bestValue = -1
    /// The choice of each lead in the best plan, -1 for none.
    var best: [Int]
    /// Option visits so far.
    var spent = 0
    /// The visits allowed.
    var limit = 0
    /// The best prices of the root.
    var prices: [Double]

    init(_ problem: AllocationProblem, leads: [Int], options: [[AllocationProblem.Option]]) {
        var numbers: [Int: Int] = [:]
        var capacities: [[Int?]] = []
        let resources = problem.capacities.first?.count ?? 0
        var choices: [[Choice]] = []
        for (position, lead) in leads.enumerated() {
            choices.append(
                options[position].map { option in
                    let number = numbers[option.park] ?? capacities.count
                    if number == capacities.count {
                        numbers[option.park] = number
                        capacities.append(problem.capacities[option.park])
                    }
                    var loads: [(price: Int, share: Double)] = []
                    for (resource, capacity) in problem.capacities[option.park].enumerated() {
                        let demand = problem.demands[lead][resource]
                        if let capacity, capacity > 0, demand > 0 {
                            loads.append((number * resources + resource, Double(demand) / Double(capacity)))
                        }
                    }
                    return Choice(park: number, score: option.score, original: option.park, loads: loads)
                })
        }
        self.choices = choices
        demands = leads.map { problem.demands[$0] }
        self.capacities = capacities
        priceCount = capacities.count * resources
        prices = [Double](repeating: 0, count: priceCount)
        best = [Int](repeating: -1, count: leads.count)
    }

    /// The best plan within the effort, with its bound.
    mutating func solve(effort: Int) -> (parks: [Int?], value: Int, bound: Int) {
        limit = effort
        var all = Space(choices: choices, capacities: capacities)
        var root = prices
        var bound = relax(&all, rounds: 400, &root, isRoot: true)
        improve()
        // Prices that were found against a weak plan may be better against the improved one.
        bound = min(bound, relax(&all, rounds: 200, &root, isRoot: true))
        prices = root
        improve()
        // A small search proves most small problems; the others need a better plan first.
        prove(all, &bound, limit: effort / 10)
        if bound > bestValue {
            limit = effort
            shake(effort: effort / 2, bound: bound)
            improve()
            prove(all, &bound, limit: effort)
        }
        let parks = best.enumerated().map { lead, choice in choice < 0 ? nil : choices[lead][choice].original }
        return (parks, bestValue, max(bound, bestValue))
    }

    /// Searches below a bound until it is met by a plan or the effort so far exceeds the limit.
    private mutating func prove(_ all: Space, _ bound: inout Int, limit: Int) {
        guard bound > bestValue else { return }
        self.limit = limit
        var space = all
        fix(&space, bound: bound)
        if branch(space, prices, depth: 0) { bound = bestValue }
    }

    /// What is still open below a node of the search.
    struct Space {
        /// The choice of each lead: settled index, -1 for settled without a park, -2 while open.
        var settled: [Int]
        /// Whether each choice of each lead is still allowed.
        var allowed: [[Bool]]
        /// Whether a lead may still stay without a park.
        var mayMiss: [Bool]
        /// What is left of each park's resources.
        var left: [[Int?]]
        /// The score of the settled leads.
        var value = 0

        init(choices: [[Choice]], capacities: [[Int?]]) {
            settled = [Int](repeating: -2, count: choices.count)
            allowed = choices.map { [Bool](repeating: true, count: $0.count) }
            mayMiss = [Bool](repeating: true, count: choices.count)
            left = capacities
        }
    }

    /// Whether a lead fits into what is left of a park.
    func fits(_ lead: Int, _ park: Int, _ left: [[Int?]]) -> Bool {
        let demand = demands[lead]
        for resource in demand.indices {
            if let room = left[park][resource], demand[resource] > room { return false }
        }
        return true
    }

    /// Takes from, or with -1 gives back to, what is left of a park.
    func take(_ lead: Int, _ park: Int, _ left: inout [[Int?]], sign: Int = 1) {
        for resource in demands[lead].indices {
            if let room = left[park][resource] { left[park][resource] = room - sign * demands[lead][resource] }
        }
    }

    /// A score less the price of what the choice would use.
    @inline(__always) func reduced(_ choice: Choice, _ prices: [Double]) -> Double {
        var value = Double(choice.score)
        for load in choice.loads { value -= prices[load.price] * load.share }
        return value
    }

    /// A double that bounds a whole number, as that number.
    static func whole(_ bound: Double) -> Int { Int((bound + 1e-3).rounded(.down)) }
}
