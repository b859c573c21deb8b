package import YinfengModel

/// What leads compete for: the resources that at least one of the parks states, each as whole numbers on one scale.
///
/// A park that does not state a resource has it without limit; a lead that does not state what it needs takes none, and
/// is counted in `unstated`. Of a range a lead takes the upper end.
package struct AllocationResources: Sendable {
    /// A resource.
    package struct Resource: Sendable, Equatable {
        /// The name, as the parks table has it.
        package let name: String
        /// The fields of a lead that draw on it.
        package let fields: [FieldKey]
        /// The unit of the amounts.
        package let unit: String
    }

    /// The resources, land first, then in the order of the parks' columns.
    package let resources: [Resource]
    /// What each park has, by park and resource, in the resource's scale; nil for unlimited.
    package let capacities: [[Int?]]
    /// What each lead takes, by lead and resource, in the resource's scale.
    package let demands: [[Int]]
    /// For each resource, how many leads do not state what they need.
    package let unstated: [Int]

    /// The resources of parks and leads; `amounts` gives what a lead states for a field. O(parks + leads).
    package init(parks: [Park], amounts: [(FieldKey) -> Interval?]) {
        var resources: [Resource] = []
        var limits: [[Rational?]] = parks.map { _ in [] }
        func column(_ name: String, _ fields: [FieldKey], _ unit: String) -> Int {
            if let known = resources.firstIndex(where: { $0.fields == fields }) { return known }
            resources.append(Resource(name: name, fields: fields, unit: unit))
            for park in limits.indices { limits[park].append(nil) }
            return resources.count - 1
        }
        for (number, park) in parks.enumerated() {
            if let land = park.landLeftMu { limits[number][column("可用土地", [.landArea], "亩")] = land }
        }
        for (number, park) in parks.enumerated() {
            for limit in park.limits { limits[number][column(limit.name, limit.fields, limit.unit)] = limit.amount }
        }
        let needs = amounts.map { amount in resources.map { AllocationResources.need($0.fields, amount) } }
        self.resources = resources
        unstated = resources.indices.map { resource in needs.count { $0[resource] == nil } }
        var capacities: [[Int?]] = parks.map { _ in [] }
        var demands: [[Int]] = amounts.map { _ in [] }
        for resource in resources.indices {
            let scale = AllocationResources.scale(
                limits.compactMap { $0[resource] } + needs.compactMap { $0[resource] })
            for park in parks.indices {
                capacities[park].append(limits[park][resource].map { AllocationResources.whole($0, scale, .down) })
            }
            for lead in needs.indices {
                demands[lead].append(needs[lead][resource].map { AllocationResources.whole($0, scale, .up) } ?? 0)
            }
        }
        self.capacities = capacities
        self.demands = demands
    }

    /// The sum of what is stated for the fields; nil when nothing is. A field that names the lead counts one.
    private static func need(_ fields: [FieldKey], _ amount: (FieldKey) -> Interval?) -> Rational? {
        if fields == [.projectID] { return .one }
        var sum: Rational?
        for field in fields {
            guard let interval = amount(field), let value = interval.high ?? interval.low, value > .zero else {
                continue
            }
            sum = sum.map { (try? $0.adding(value)) ?? $0 } ?? value
        }
        return sum
    }

    /// The least whole number that makes all values whole; a thousand where that number would be too large.
    private static func scale(_ values: [Rational]) -> Int128 {
        var scale: Int128 = 1
        for value in values {
            var (left, right) = (scale, value.denominator)
            while right != 0 { (left, right) = (right, left % right) }
            let next = (scale / left).multipliedReportingOverflow(by: value.denominator)
            if next.overflow || next.partialValue > 1_000_000 { return 1_000 }
            scale = next.partialValue
        }
        return scale
    }

    /// A value on the scale; what it cannot express is rounded so that no capacity is ever exceeded.
    private static func whole(_ value: Rational, _ scale: Int128, _ rule: FloatingPointRoundingRule) -> Int {
        let product = value.numerator.multipliedReportingOverflow(by: scale)
        guard !product.overflow else { return Int.max / 1_000_000 }
        let (quotient, rest) = product.partialValue.quotientAndRemainder(dividingBy: value.denominator)
        let rounded = rule == .up && rest > 0 ? quotient + 1 : quotient
        // Sums over a million leads must stay within a machine word.
        return Int(min(rounded, Int128(Int.max / 1_000_000)))
    }
}
