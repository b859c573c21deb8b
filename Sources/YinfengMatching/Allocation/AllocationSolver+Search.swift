extension AllocationSolver {
    /// Moves of one lead and swaps of two until none makes the best plan better.
    mutating func improve() {
        guard bestValue >= 0 else { return }
        var plan = best
        var left = capacities
        for lead in plan.indices where plan[lead] >= 0 { take(lead, choices[lead][plan[lead]].park, &left) }
        var changed = true
        while changed, spent < limit {
            changed = false
            for lead in plan.indices {
                if move(lead, &plan, &left) { changed = true }
            }
            for lead in plan.indices {
                if displace(lead, &plan, &left) { changed = true }
            }
        }
        var value = 0
        for lead in plan.indices where plan[lead] >= 0 { value += choices[lead][plan[lead]].score }
        keep(plan, value)
    }

    private func score(_ lead: Int, _ choice: Int) -> Int { choice < 0 ? 0 : choices[lead][choice].score }

    /// Puts a lead into a better park that has room.
    private mutating func move(_ lead: Int, _ plan: inout [Int], _ left: inout [[Int?]]) -> Bool {
        let old = plan[lead]
        for index in choices[lead].indices {
            // Choices stand best first.
            guard choices[lead][index].score > score(lead, old) else { return false }
            spent += 1
            if fits(lead, choices[lead][index].park, left) {
                if old >= 0 { take(lead, choices[lead][old].park, &left, sign: -1) }
                take(lead, choices[lead][index].park, &left)
                plan[lead] = index
                return true
            }
        }
        return false
    }

    /// Puts a lead into a better park by sending one of that park's leads elsewhere, when the sum grows.
    private mutating func displace(_ lead: Int, _ plan: inout [Int], _ left: inout [[Int?]]) -> Bool {
        let old = plan[lead]
        for index in choices[lead].indices {
            let gain = choices[lead][index].score - score(lead, old)
            guard gain > 0 else { return false }
            let park = choices[lead][index].park
            for other in plan.indices where other != lead && plan[other] >= 0 {
                spent += 1
                let place = plan[other]
                guard choices[other][place].park == park else { continue }
                var trial = left
                take(other, park, &trial, sign: -1)
                guard fits(lead, park, trial) else { continue }
                take(lead, park, &trial)
                if old >= 0 { take(lead, choices[lead][old].park, &trial, sign: -1) }
                var next = -1
                for candidate in choices[other].indices where candidate != place {
                    if fits(other, choices[other][candidate].park, trial) {
                        next = candidate
                        break
                    }
                }
                let loss = score(other, place) - score(other, next)
                guard gain > loss else { continue }
                if next >= 0 { take(other, choices[other][next].park, &trial) }
                plan[lead] = index
                plan[other] = next
                left = trial
                return true
            }
        }
        return false
    }

    /// Depth-first search below a node; true when it was searched out, so that nothing better is left.
    mutating func branch(_ space: Space, _ prices: [Double], depth: Int) -> Bool {
        guard spent < limit, depth < 400 else { return false }
        var space = space
        guard settle(&space) else { return true }
        guard space.settled.contains(-2) else {
            keep(space.settled, space.value)
            return true
        }
        var own = prices
        guard relax(&space, rounds: depth == 0 ? 60 : 25, &own, isRoot: false) > bestValue else { return true }
        guard let lead = contested(space, own) else { return true }
        var order = choices[lead].indices.filter { space.allowed[lead][$0] }
            .map { (index: $0, value: reduced(choices[lead][$0], own)) }
        if space.mayMiss[lead] { order.append((-1, 0)) }
        order.sort { ($1.value, $0.index) < ($0.value, $1.index) }
        var isComplete = true
        for entry in order {
            var child = space
            put(lead, entry.index, &child)
            if !branch(child, own, depth: depth + 1) { isComplete = false }
            if spent >= limit { return false }
        }
        return isComplete
    }

    /// Settles a lead in a choice, -1 for none.
    private func put(_ lead: Int, _ choice: Int, _ space: inout Space) {
        space.settled[lead] = choice
        guard choice >= 0 else { return }
        take(lead, choices[lead][choice].park, &space.left)
        space.value += choices[lead][choice].score
    }

    /// Strikes choices that no longer fit and settles leads with one way left, until nothing changes; false when a lead
    /// that must not miss has no way.
    private mutating func settle(_ space: inout Space) -> Bool {
        var changed = true
        while changed {
            changed = false
            for lead in choices.indices where space.settled[lead] == -2 {
                var ways = 0
                var last = -1
                spent += choices[lead].count
                for index in choices[lead].indices where space.allowed[lead][index] {
                    if fits(lead, choices[lead][index].park, space.left) {
                        ways += 1
                        last = index
                    } else {
                        space.allowed[lead][index] = false
                    }
                }
                if ways == 0, !space.mayMiss[lead] { return false }
                if ways == 0 {
                    space.settled[lead] = -1
                } else if ways == 1, !space.mayMiss[lead] {
                    put(lead, last, &space)
                    changed = true
                }
            }
        }
        return true
    }

    /// The open lead to branch on: of those whose best choice lies in the most overfull park the one that uses most of
    /// it; when none is overfull, the one with the least difference between its two best ways.
    private func contested(_ space: Space, _ prices: [Double]) -> Int? {
        var picks = [Int](repeating: -1, count: choices.count)
        var gaps = [Double](repeating: .infinity, count: choices.count)
        var use = [Double](repeating: 0, count: priceCount)
        for lead in choices.indices where space.settled[lead] == -2 {
            var first = space.mayMiss[lead] ? 0 : -Double.infinity
            var second = -Double.infinity
            for index in choices[lead].indices where space.allowed[lead][index] {
                let value = reduced(choices[lead][index], prices)
                if value > first {
                    second = first
                    first = value
                    picks[lead] = index
                } else if value > second {
                    second = value
                }
            }
            gaps[lead] = first - second
            if picks[lead] >= 0 { for load in choices[lead][picks[lead]].loads { use[load.price] += load.share } }
        }
        let room = rooms(space)
        var worst = -1
        var excess = 1e-9
        for price in use.indices where use[price] - room[price] > excess {
            worst = price
            excess = use[price] - room[price]
        }
        var best: (lead: Int, weight: Double)?
        for lead in choices.indices where space.settled[lead] == -2 {
            let weight: Double
            if worst >= 0 {
                guard picks[lead] >= 0,
                    let load = choices[lead][picks[lead]].loads.first(where: { $0.price == worst })
                else { continue }
                weight = load.share
            } else {
                weight = -gaps[lead]
            }
            if best.map({ weight > $0.weight }) ?? true { best = (lead, weight) }
        }
        return best?.lead
    }
}
