package import YinfengModel
package import YinfengParks

/// Turns a row of a list and what other rooms found out about it into a `LeadProfile`.
package struct LeadProfiler: Sendable {
    private let places: PlaceBook
    private let profile: MatchProfile
    private let chainFields = LeadProfiler.chainFields
    private let siteFields = LeadProfiler.siteFields
    private let countyFields = LeadProfiler.countyFields
    private let mentionFields: [FieldKey] = [.projectName, .content]
    private let siteWords: [(name: PlaceName, needsBuilding: Bool)]
    private let buildWords: [PlaceName]

    private static let chainFields: [FieldKey] = [.products, .content, .projectName]
    private static let siteFields: [FieldKey] = [.siteWishes, "region_wish", .park, "transfer_to"]
    private static let countyFields: [FieldKey] = ["district"]

    /// The fields of words that a profile is made of; its figures come from others.
    package static let wordFields = Set(
        chainFields + siteFields + countyFields + [.chainNode, .stage, .investorRegion, .investorName])

    /// A profiler over loaded books.
    package init(places: PlaceBook, profile: MatchProfile) {
        self.places = places
        self.profile = profile
        siteWords = profile.siteWords.filter { $0.kind != .build }
            .map { (PlaceName($0.word), $0.kind == .placeIfBuilding) }
        buildWords = profile.siteWords.filter { $0.kind == .build }.map { PlaceName($0.word) }
    }

    /// The profile of a lead. `intensity` overrides the plain quotient of fixed investment and land where the caller
    /// derived it by a named definition (万元/亩). A `workspace` remembers what words for sites stand for.
    package func profile(
        of lead: Lead, coding: CodingResult, policy hits: [PolicyHit], intensity: Interval? = nil,
        workspace: MatchWorkspace? = nil
    ) -> LeadProfile {
        profile(
            of: lead, activities: activities(of: coding), isUncertain: coding.abstain, policy: hits,
            intensity: intensity, workspace: workspace)
    }

    /// The classes of a coding with their shares.
    package func activities(of coding: CodingResult) -> [LeadProfile.Activity] {
        LeadProfile.activities(of: coding, candidateShare: profile.parameters[.codingCandidateShare])
    }

    /// The same for a lead whose classes and shares are known.
    package func profile(
        of lead: Lead, activities: [LeadProfile.Activity], isUncertain: Bool, policy hits: [PolicyHit],
        intensity: Interval? = nil, workspace: MatchWorkspace? = nil
    ) -> LeadProfile {
        var result = LeadProfile(id: lead.id, activities: activities, isUncertain: isUncertain)
        result.links = links(of: lead, activities: activities)
        result.policy = hits.map { standing(of: $0) }
        result.output = lead.quantity(.outputYear)?.interval
        result.landMu = lead.quantity(.landArea)?.interval
        result.intensity = intensity ?? statedIntensity(of: lead)
        result.energyTce = lead.quantity(.energyTCE)?.interval
        result.powerKWh = lead.quantity(.powerKWh)?.interval
        result.stage = lead.text(.stage) ?? ""
        (result.wishes, result.unresolvedSites) = sites(of: lead, workspace)
        if let origin = lead.text(.investorRegion) {
            result.investorRegion =
                places.regions.resolve(origin, suggesting: 0).value?.code
                ?? places.regions.mentions(in: origin).last?.code
        }
        guard let name = lead.text(.investorName) else { return result }
        // 扬州某某公司 of 江苏省: the name may tell the prefecture or county inside the stated place.
        let stated = result.investorRegion
        let told =
            stated.map { places.regions.leadingPlace(of: name, inside: $0) } ?? places.regions.leadingTop(of: name)
        if let told {
            result.investorStatedRegion = stated
            result.investorRegion = told.code
            result.isInvestorRegionInferred = true
        }
        return result
    }

    private func statedIntensity(of lead: Lead) -> Interval? {
        if let stated = lead.quantity(.investPerMu)?.interval { return stated }
        guard let invest = lead.quantity(.fixedInvest)?.interval, let land = lead.quantity(.landArea)?.interval else {
            return nil
        }
        return try? invest.divided(by: land)
    }

    private func links(of lead: Lead, activities: [LeadProfile.Activity]) -> [ChainLink] {
        if let stated = lead.text(.chainNode) {
            let named = places.chains.links(named: stated)
            if !named.isEmpty { return named }
        }
        let text = PlaceName(joining: chainFields.compactMap { lead.text($0) }, by: "；")
        // A code with a small share is a rival reading, not what the project makes.
        let codes = activities.filter { $0.share * 4 >= (activities.first?.share ?? 0) }.map(\.code)
        return places.chains.links(codes: codes, products: text)
    }

    private func standing(of hit: PolicyHit) -> LeadProfile.PolicyStanding {
        var regions = profile.policyRegions[hit.catalog] ?? []
        // F2025-云南-3: the middle part names the place that the item is for.
        let parts = hit.item.split(separator: "-")
        if regions.isEmpty, parts.count == 3, let region = places.regions.resolve(parts[1], suggesting: 0).value {
            regions = [region.code]
        }
        return LeadProfile.PolicyStanding(
            policyClass: hit.policyClass, isSure: hit.certainty == .hit, regions: regions,
            item: hit.citation.isEmpty ? "\(hit.catalog) \(hit.item)" : hit.citation)
    }

    private func sites(
        of lead: Lead, _ workspace: MatchWorkspace?
    ) -> (wishes: [LeadProfile.SiteWish], unresolved: [String]) {
        var wishes: [LeadProfile.SiteWish] = []
        var unresolved: [String] = []
        var upper: RegionCode?
        func add(_ wish: LeadProfile.SiteWish) {
            if !wishes.contains(where: { $0.target == wish.target }) { wishes.append(wish) }
        }
        for field in countyFields {
            guard let text = lead.text(field), let place = places.resolvePlace(text, suggesting: 0).value else {
                continue
            }
            upper = place.region
            add(LeadProfile.SiteWish(target: .region(place.region), isStated: true, text: text))
        }
        for field in siteFields {
            guard let value = lead.fields[field], let whole = lead.text(field) else { continue }
            var parts = [whole]
            if case .items(let items) = value.content { parts = items }
            for part in parts {
                for phrase in phrases(part, within: upper, workspace) {
                    if phrase.targets.isEmpty { unresolved.append(phrase.text) }
                    for target in phrase.targets {
                        add(LeadProfile.SiteWish(target: target, isStated: true, text: phrase.text))
                    }
                }
            }
        }
        if wishes.isEmpty {
            for field in mentionFields {
                guard let text = lead.text(field) else { continue }
                for target in mentioned(in: text, isTitle: field == .projectName) {
                    add(LeadProfile.SiteWish(target: target, isStated: false, text: lead.text(field) ?? ""))
                }
            }
        }
        return (withoutImplied(wishes), unresolved)
    }

    /// The phrases of a cell for sites with what each stands for.
    private func phrases(_ cell: String, within upper: RegionCode?, _ workspace: MatchWorkspace?) -> [SitePhrase] {
        func find() -> [SitePhrase] { split(cell).map { SitePhrase(text: $0, targets: targets($0, within: upper)) } }
        guard let workspace else { return find() }
        return workspace.sites.answer(SiteQuestion(cell: cell, upper: upper), make: find)
    }

    /// A region that only says where a wished zone lies adds nothing: the zone's neighbours were not asked for.
    private func withoutImplied(_ wishes: [LeadProfile.SiteWish]) -> [LeadProfile.SiteWish] {
        let zones = wishes.compactMap { wish -> RegionCode? in
            guard case .park(let code) = wish.target, let position = places.parks.position(ofCode: code) else {
                return nil
            }
            return places.parks.place(at: position)
        }
        return wishes.filter { wish in
            guard case .region(let region) = wish.target else { return true }
            return !zones.contains { region.contains($0) }
        }
    }

    private func split(_ text: String) -> [String] {
        text.split { "；;，,、/|\n".contains($0) }.map { String($0).filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    }

    /// What a phrase for a site stands for: a zone, a region or town, else the zones or places inside the phrase.
    private func targets(_ text: String, within upper: RegionCode?) -> [LeadProfile.SiteWish.Target] {
        // 浦东新区 is a district and a zone of that name: the district is meant, the zone lies in it.
        if let region = places.regions.resolve(text, suggesting: 0).value { return [.region(region.code)] }
        var parks = places.parks.resolve(text, within: upper, suggesting: 0).candidates
        if parks.isEmpty { parks = places.parks.resolve(text, suggesting: 0).candidates }
        // A user's own zone may carry the name of a catalogue's: either is what was asked for.
        let counties = Set(
            parks.compactMap { places.parks.position(ofCode: $0.code) }.map { places.parks.place(at: $0) })
        if parks.count == 1 || (!parks.isEmpty && counties.count == 1) { return parks.map { .park($0.code) } }
        let place = places.resolvePlace(text, suggesting: 0)
        if let found = place.value { return [.region(found.region)] }
        if let upper, case .ambiguous = place,
            let found = places.resolvePlace(text, within: upper.province, suggesting: 0).value
        {
            return [.region(found.region)]
        }
        let mentioned = places.parks.mentions(in: text)
        if !mentioned.isEmpty { return mentioned.map { .park(places.parks.parks[$0].code) } }
        return finest(places.regions.mentions(in: text)).map { .region($0) }
    }

    /// Zones that a text names; places only from a title, or after a word that speaks of building there.
    private func mentioned(in text: String, isTitle: Bool) -> [LeadProfile.SiteWish.Target] {
        let parks = places.parks.mentions(in: text)
        if !parks.isEmpty { return parks.map { .park(places.parks.parks[$0].code) } }
        if isTitle { return finest(places.regions.mentions(in: text)).map { .region($0) } }
        let folded = PlaceName(text)
        for word in siteWords {
            for start in folded.starts(of: word.name) {
                // 选址于：安宁市 — a particle or colon may stand between.
                for skipped in 0...2 {
                    let rest = folded.dropping(first: start + word.name.count + skipped)
                    guard let (region, length) = places.regions.leadingPlace(of: rest) else { continue }
                    let after = PlaceName(rest.dropping(first: length).text.prefix(12))
                    if word.needsBuilding, !buildWords.contains(where: { !after.starts(of: $0).isEmpty }) { break }
                    return [.region(region.code)]
                }
            }
        }
        return []
    }

    /// Of places named one inside the other (云南省, 勐海县) the innermost.
    private func finest(_ regions: [Region]) -> [RegionCode] {
        let codes = regions.map(\.code)
        return codes.enumerated().filter { entry in
            !codes.contains { $0 != entry.element && entry.element.contains($0) }
                && codes.firstIndex(of: entry.element) == entry.offset
        }.map(\.element)
    }
}
