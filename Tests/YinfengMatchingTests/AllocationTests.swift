import Testing
import YinfengMatching

@Suite struct AllocationTests {
    private func problem(
        _ random: inout SeededGenerator, leads: Int, parks: Int, resources: Int, scores: Int
    ) -> AllocationProblem {
        let options = (0..<leads).map { _ in
            (0..<parks).filter { _ in Int.random(in: 0..<5, using: &random) > 0 }.map {
                AllocationProblem.Option(park: $0, score: Int.random(in: 0...scores, using: &random))
            }
        }
        let demands = (0..<leads).map { _ in
            (0..<resources).map { _ in max(0, Int.random(in: -3...12, using: &random)) }
        }
        let capacities: [[Int?]] = (0..<parks).map { _ in
            (0..<resources).map { _ in
                Int.random(in: 0..<4, using: &random) == 0 ? nil : Int.random(in: 0...25, using: &random)
            }
        }
        return AllocationProblem(options: options, demands: demands, capacities: capacities)
    }

    /// The best sum by trying every plan.
    private func exhaustive(_ problem: AllocationProblem) -> Int {
        var left = problem.capacities
        func best(_ lead: Int) -> Int {
            guard lead < problem.options.count else { return 0 }
            var value = best(lead + 1)
            for option in problem.options[lead] {
                let demand = problem.demands[lead]
                let before = left[option.park]
                var after = before
                for (resource, room) in before.enumerated() where room != nil {
                    after[resource] = (room ?? 0) - demand[resource]
                }
                if after.contains(where: { ($0 ?? 0) < 0 }) { continue }
                left[option.park] = after
                value = max(value, option.score + best(lead + 1))
                left[option.park] = before
            }
            return value
        }
        return best(0)
    }

    /// The value of a plan, or nil when it breaks a capacity or uses a barred pair.
    private func value(_ plan: AllocationPlan, _ problem: AllocationProblem) -> Int? {
        var left = problem.capacities
        var sum = 0
        for (lead, park) in plan.parks.enumerated() {
            guard let park else { continue }
            guard let option = problem.options[lead].first(where: { $0.park == park }) else { return nil }
            sum += option.score
            for (resource, room) in left[park].enumerated() {
                guard let room else { continue }
                left[park][resource] = room - problem.demands[lead][resource]
                if room < problem.demands[lead][resource] { return nil }
            }
        }
        return sum
    }

    @Test(arguments: 0..<250)
    func aSmallPlanIsTheBestOfAll(round: Int) {
        var random = SeededGenerator(seed: UInt64(round))
        let problem = problem(
            &random, leads: Int.random(in: 1...6, using: &random), parks: Int.random(in: 1...4, using: &random),
            resources: Int.random(in: 1...3, using: &random), scores: round.isMultiple(of: 3) ? 4 : 1_000_000)
        let plan = problem.solve()
        #expect(plan.value == exhaustive(problem))
        #expect(plan.isOptimal)
        #expect(value(plan, problem) == plan.value)
    }

    @Test(arguments: 0..<6)
    func aLargerPlanKeepsItsCapacitiesAndItsBound(round: Int) {
        var random = SeededGenerator(seed: UInt64(9_000 + round))
        let problem = problem(&random, leads: 40, parks: 8, resources: 2, scores: 1_000_000)
        let plan = problem.solve(effort: 300_000)
        #expect(value(plan, problem) == plan.value)
        #expect(plan.bound >= plan.value)
        #expect(plan == problem.solve(effort: 300_000))
        // What was found with little effort is not far from what no plan can exceed.
        #expect(Double(plan.bound - plan.value) < 0.2 * Double(plan.bound))
    }

    @Test func withoutLimitsEachLeadHasItsFirstChoice() {
        let options = [[(0, 5), (1, 9)], [(1, 3)], []].map { list in
            list.map { AllocationProblem.Option(park: $0.0, score: $0.1) }
        }
        let plan = AllocationProblem(
            options: options, demands: [[7], [8], [9]], capacities: [[nil], [15]]
        ).solve()
        #expect(plan.parks == [1, 1, nil])
        #expect(plan.isOptimal && plan.value == 12 && plan.contested == 0)
    }

    @Test func whereTheBestParkIsFullTheSmallerLossGivesWay() {
        let options = [[(0, 90), (1, 80)], [(0, 85), (1, 20)]].map { list in
            list.map { AllocationProblem.Option(park: $0.0, score: $0.1) }
        }
        let plan = AllocationProblem(options: options, demands: [[10], [10]], capacities: [[10], [10]]).solve()
        #expect(plan.parks == [1, 0])
        #expect(plan.isOptimal && plan.value == 165 && plan.contested == 2)
    }
}
