extension AllocationProblem {
    /// The best plan that was found, and the proof of how good it is.
    ///
    /// Leads whose first choice nobody contests are settled at once; the rest falls into components that share no park.
    /// Each component is solved by Lagrangian relaxation of the capacities (the bound), repair and local search (the
    /// plan), and branch and bound until `effort` option visits are spent. The same problem gives the same plan: the
    /// effort is counted, never timed.
    package func solve(effort: Int = 200_000_000) -> AllocationPlan {
        let reduced = reduce()
        var parks = [Int?](repeating: nil, count: options.count)
        var value = 0
        var bound = 0
        var open: [Int] = []
        for lead in options.indices {
            guard let first = reduced.options[lead].first else { continue }
            if reduced.isFree(lead, first.park, in: self) {
                parks[lead] = first.park
                value += first.score
                bound += first.score
            } else {
                open.append(lead)
            }
        }
        var left = effort
        let components = components(of: open, reduced)
        for (number, members) in components.enumerated() {
            var solver = AllocationSolver(self, leads: members, options: members.map { reduced.options[$0] })
            let answer = solver.solve(effort: left / (components.count - number))
            left -= solver.spent
            for (lead, park) in zip(members, answer.parks) { parks[lead] = park }
            value += answer.value
            bound += answer.bound
        }
        return AllocationPlan(
            parks: parks, value: value, bound: bound,
            contested: reduced.limited.count { $0.contains(true) })
    }

    /// Options that can still matter, and the resources that can run out.
    struct Reduced {
        var options: [[Option]]
        var limited: [[Bool]]

        /// Whether a lead in a park takes nothing that could run out.
        func isFree(_ lead: Int, _ park: Int, in problem: AllocationProblem) -> Bool {
            for resource in limited[park].indices
            where limited[park][resource] && problem.demands[lead][resource] > 0 {
                return false
            }
            return true
        }
    }

    /// Drops options that do not fit at all, and all behind one that nobody contests; a resource is contested while
    /// its candidates ask for more than there is. Both steps feed each other, so they run until nothing changes.
    private func reduce() -> Reduced {
        let none = capacities.map { [Bool](repeating: false, count: $0.count) }
        var reduced = Reduced(
            options: options.indices.map { lead in options[lead].filter { fits(lead, in: $0.park) } }, limited: none)
        while true {
            var asked = capacities.map { [Int](repeating: 0, count: $0.count) }
            for lead in options.indices {
                for option in reduced.options[lead] {
                    for resource in demands[lead].indices { asked[option.park][resource] += demands[lead][resource] }
                }
            }
            var limited = none
            for park in capacities.indices {
                for (resource, capacity) in capacities[park].enumerated() {
                    if let capacity { limited[park][resource] = asked[park][resource] > capacity }
                }
            }
            let isSame = limited == reduced.limited
            reduced.limited = limited
            var dropped = false
            for lead in options.indices {
                let list = reduced.options[lead]
                if let free = list.firstIndex(where: { reduced.isFree(lead, $0.park, in: self) }),
                    free + 1 < list.count
                {
                    reduced.options[lead] = Array(list.prefix(free + 1))
                    dropped = true
                }
            }
            if isSame, !dropped { return reduced }
        }
    }

    /// Leads that meet over a contested park belong together; components by their first lead, members ascending.
    private func components(of open: [Int], _ reduced: Reduced) -> [[Int]] {
        var parent = Array(capacities.indices)
        func root(_ park: Int) -> Int {
            var park = park
            while parent[park] != park {
                parent[park] = parent[parent[park]]
                park = parent[park]
            }
            return park
        }
        var contested: [[Int]] = []
        for lead in open {
            let parks = reduced.options[lead].map(\.park).filter { !reduced.isFree(lead, $0, in: self) }
            contested.append(parks)
            for park in parks.dropFirst() { parent[root(park)] = root(parks[0]) }
        }
        var numbers: [Int: Int] = [:]
        var groups: [[Int]] = []
        for (position, lead) in open.enumerated() {
            let key = root(contested[position][0])
            let number = numbers[key] ?? groups.count
            if number == groups.count {
                numbers[key] = number
                groups.append([])
            }
            groups[number].append(lead)
        }
        return groups
    }
}
