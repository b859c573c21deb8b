extension AllocationSolver {
    /// The least bound that subgradient steps find below a node; the prices come back with it. Plans that the
    /// relaxation suggests are repaired and kept when they are better than the best.
    mutating func relax(_ space: inout Space, rounds: Int, _ prices: inout [Double], isRoot: Bool) -> Int {
        var current = prices
        var least = Double.infinity
        var step = isRoot ? 1.0 : 0.5
        var stale = 0
        var picks = [Int](repeating: -1, count: choices.count)
        // Shares are of the whole capacity; below a node less is left of it.
        let room = rooms(space)
        for round in 0..<rounds {
            var total = Double(space.value)
            var use = [Double](repeating: 0, count: priceCount)
            for lead in choices.indices where space.settled[lead] == -2 {
                var value = space.mayMiss[lead] ? 0 : -Double.infinity
                var pick = -1
                spent += choices[lead].count
                for index in choices[lead].indices where space.allowed[lead][index] {
                    let reduced = reduced(choices[lead][index], current)
                    if reduced > value {
                        value = reduced
                        pick = index
                    }
                }
                if value == -Double.infinity { return -1 }
                total += value
                picks[lead] = pick
                if pick >= 0 { for load in choices[lead][pick].loads { use[load.price] += load.share } }
            }
            for price in current.indices where current[price] > 0 { total += current[price] * room[price] }
            if total < least - 1e-6 {
                least = total
                prices = current
                stale = 0
            } else {
                stale += 1
            }
            if isRoot ? round % 10 == 0 : round + 1 == rounds { repair(space, picks, current) }
            if AllocationSolver.whole(least) <= bestValue { break }
            if stale > 15 {
                step /= 2
                stale = 0
                current = prices
                if step < 1e-4 { break }
                continue
            }
            var length = 0.0
            var slope = [Double](repeating: 0, count: priceCount)
            for price in current.indices {
                let excess = use[price] - room[price]
                if excess > 0 || current[price] > 0 {
                    slope[price] = excess
                    length += excess * excess
                }
            }
            if length < 1e-18 { break }
            let distance = max(total - Double(max(bestValue, 0)), total * 1e-6)
            let stride = step * distance / length
            for price in current.indices where slope[price] != 0 {
                current[price] = max(0, current[price] + stride * slope[price])
            }
        }
        return least.isFinite ? AllocationSolver.whole(least) : -1
    }

    /// What is left of each resource as a share of its whole, 0 where nothing limits.
    func rooms(_ space: Space) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(priceCount)
        for park in capacities.indices {
            for resource in capacities[park].indices {
                if let whole = capacities[park][resource], let left = space.left[park][resource], whole > 0 {
                    result.append(Double(left) / Double(whole))
                } else {
                    result.append(0)
                }
            }
        }
        return result
    }

    /// A plan from what the relaxation picked: leads in the order of what they would lose, each into the best choice
    /// by reduced score that still fits, then into any.
    private mutating func repair(_ space: Space, _ picks: [Int], _ prices: [Double]) {
        var order: [(lead: Int, regret: Double, ranked: [Int])] = []
        for lead in choices.indices where space.settled[lead] == -2 {
            let list = choices[lead].indices.filter { space.allowed[lead][$0] }
                .map { (index: $0, value: reduced(choices[lead][$0], prices)) }
                .sorted { ($1.value, $0.index) < ($0.value, $1.index) }
            spent += list.count
            let first = list.first?.value ?? 0
            let second = list.count > 1 ? max(0, list[1].value) : 0
            order.append((lead, first - second, list.map(\.index)))
        }
        order.sort { ($1.regret, $0.lead) < ($0.regret, $1.lead) }
        var left = space.left
        var plan = space.settled.map { max($0, -1) }
        var value = space.value
        for entry in order {
            for index in entry.ranked where fits(entry.lead, choices[entry.lead][index].park, left) {
                take(entry.lead, choices[entry.lead][index].park, &left)
                plan[entry.lead] = index
                value += choices[entry.lead][index].score
                break
            }
        }
        keep(plan, value)
    }

    /// Keeps a feasible plan when it is better than the best.
    mutating func keep(_ plan: [Int], _ value: Int) {
        if value > bestValue {
            bestValue = value
            best = plan
        }
    }

    /// Strikes every choice that cannot be part of a better plan: forcing it lowers the bound by what it is worse than
    /// the lead's best.
    mutating func fix(_ space: inout Space, bound: Int) {
        var exact = Double(space.value)
        var tops = [Double](repeating: 0, count: choices.count)
        for lead in choices.indices where space.settled[lead] == -2 {
            var top = space.mayMiss[lead] ? 0 : -Double.infinity
            for index in choices[lead].indices where space.allowed[lead][index] {
                top = max(top, reduced(choices[lead][index], prices))
            }
            tops[lead] = top
            exact += top
        }
        for (price, room) in rooms(space).enumerated() where prices[price] > 0 { exact += prices[price] * room }
        for lead in choices.indices where space.settled[lead] == -2 {
            for index in choices[lead].indices where space.allowed[lead][index] {
                let forced = exact - tops[lead] + reduced(choices[lead][index], prices)
                if AllocationSolver.whole(forced) <= bestValue { space.allowed[lead][index] = false }
            }
            if AllocationSolver.whole(exact - tops[lead]) <= bestValue { space.mayMiss[lead] = false }
        }
    }
}
