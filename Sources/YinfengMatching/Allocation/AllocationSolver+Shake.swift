extension AllocationSolver {
    /// A fixed sequence of numbers: the same problem is shaken the same way on every machine.
    private struct Sequence {
        private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

        /// A number below a limit, at least 1.
        mutating func next(below limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state >> 33) % limit
        }
    }

    /// Empties a few parks at a time and fills them anew in another order; what is not worse stays. Ends when the effort
    /// given is spent or the bound is reached.
    mutating func shake(effort: Int, bound: Int) {
        guard bestValue >= 0, choices.count > 1 else { return }
        let end = min(limit, spent + effort)
        var numbers = Sequence()
        var plan = best
        var value = bestValue
        var left = capacities
        for lead in plan.indices where plan[lead] >= 0 { take(lead, choices[lead][plan[lead]].park, &left) }
        while spent < end, bestValue < bound {
            let pivot = numbers.next(below: choices.count)
            guard !choices[pivot].isEmpty else { continue }
            var emptied: Set<Int> = []
            for _ in 0..<(2 + numbers.next(below: 3)) {
                // The better choices of a lead are the parks that it contends for.
                let index = min(
                    numbers.next(below: choices[pivot].count), numbers.next(below: choices[pivot].count))
                emptied.insert(choices[pivot][index].park)
            }
            if plan[pivot] >= 0 { emptied.insert(choices[pivot][plan[pivot]].park) }
            let before = (plan: plan, left: left, value: value)
            var freed: [(lead: Int, regret: Int)] = []
            for lead in plan.indices {
                spent += 1
                let isFreed =
                    plan[lead] < 0 ? numbers.next(below: 8) == 0 : emptied.contains(choices[lead][plan[lead]].park)
                guard isFreed || lead == pivot else { continue }
                if plan[lead] >= 0 {
                    take(lead, choices[lead][plan[lead]].park, &left, sign: -1)
                    value -= choices[lead][plan[lead]].score
                    plan[lead] = -1
                }
                freed.append((lead, 0))
            }
            for index in freed.indices {
                freed[index].regret = regret(freed[index].lead, left) * (50 + numbers.next(below: 100)) / 100
            }
            freed.sort { ($1.regret, $0.lead) < ($0.regret, $1.lead) }
            for entry in freed {
                spent += choices[entry.lead].count
                guard let index = choices[entry.lead].firstIndex(where: { fits(entry.lead, $0.park, left) }) else {
                    continue
                }
                plan[entry.lead] = index
                take(entry.lead, choices[entry.lead][index].park, &left)
                value += choices[entry.lead][index].score
            }
            if value < before.value {
                (plan, left, value) = (before.plan, before.left, before.value)
            } else {
                keep(plan, value)
            }
        }
    }

    /// What a lead loses when its best choice with room is taken by others.
    private mutating func regret(_ lead: Int, _ left: [[Int?]]) -> Int {
        var first = -1
        for choice in choices[lead] {
            spent += 1
            guard fits(lead, choice.park, left) else { continue }
            if first >= 0 { return first - choice.score }
            first = choice.score
        }
        return max(first, 0)
    }
}
