import Testing
import YinfengMatching
import YinfengModel
import YinfengParks

@Suite struct PartTests {
    private func value(_ match: ParkMatch, _ part: MatchPartID) -> Int {
        match.parts.first { $0.name == part.rawValue }?.value.tenThousandths ?? -1
    }

    private func zone(_ code: String, _ industries: [(IndustryRole, String)], output: Int? = nil) throws -> Park {
        var list: [ParkIndustry] = []
        for (index, (role, codes)) in industries.enumerated() {
            list.append(
                ParkIndustry(
                    name: codes, codes: codes.split(separator: ";").compactMap { IndustryCode($0) }, role: role,
                    rank: index + 1, isVerified: true, source: "试"))
        }
        return Park(
            code: code, name: "试验园区\(code)", provinceName: "云南省", prefecture: try Fixture.region("530300"),
            region: try Fixture.region("530302"), level: "省级", type: "其他省级经济功能区", functions: ["制造业"],
            industries: list, outputYi: output.map { Rational($0) })
    }

    private func match(_ lead: LeadProfile, _ zones: [Park], _ code: String, firms: [Firm] = []) throws -> ParkMatch {
        let matcher = try Fixture.matcher(firms: firms, places: try Fixture.places(adding: zones))
        let position = try #require(matcher.places.parks.position(ofCode: code))
        return matcher.explain(lead, park: position, workspace: MatchWorkspace())
    }

    @Test func industryStandsLeadPotentialListedChainNone() throws {
        let zones = [
            try zone("T1", [(.lead, "3252")]), try zone("T2", [(.potential, "3252")]),
            try zone("T3", [(.listed, "3252")]), try zone("T4", [(.listed, "3216")]),
            try zone("T5", [(.listed, "1530")]),
            try zone("T6", [(.listed, "3825")]), try zone("T7", [(.listed, "3099")]),
        ]
        let matcher = try Fixture.matcher(firms: [], places: try Fixture.places(adding: zones))
        let lead = try Fixture.lead("3252")
        let values = try zones.map { zone in
            let position = try #require(matcher.places.parks.position(ofCode: zone.code))
            return value(matcher.explain(lead, park: position, workspace: MatchWorkspace()), .industry)
        }
        #expect(values[0] > values[1] && values[1] > values[2] && values[2] > values[3] && values[3] > values[4])
        #expect(values[4] == 0 && values[6] == 0)
    }

    @Test func industryFallsWithTheDigitsThatAgree() throws {
        let zones = [
            try zone("T1", [(.lead, "3252")]), try zone("T2", [(.lead, "325")]), try zone("T3", [(.lead, "32")]),
            try zone("T4", [(.lead, "3251")]), try zone("T5", [(.lead, "3261")]),
            try zone("T6", [(.lead, "34;35;36;37;32")]),
        ]
        let matcher = try Fixture.matcher(firms: [], places: try Fixture.places(adding: zones))
        let lead = try Fixture.lead("3252")
        let values = try zones.map { zone in
            let position = try #require(matcher.places.parks.position(ofCode: zone.code))
            return value(matcher.explain(lead, park: position, workspace: MatchWorkspace()), .industry)
        }
        for (left, right) in zip(values, values.dropFirst(1)).prefix(4) { #expect(left > right) }
        #expect(values[5] < values[2], "a wide industry answers less than a division of its own")
    }

    @Test func aDivisionThatTouchesOneLinkOfAChainIsNotOnIt() throws {
        let zones = [try zone("T1", [(.lead, "39")]), try zone("T2", [(.lead, "25")])]
        let matcher = try Fixture.matcher(firms: [], places: try Fixture.places(adding: zones))
        let lead = try Fixture.lead("2614")
        func industry(_ code: String) throws -> MatchPart {
            let position = try #require(matcher.places.parks.position(ofCode: code))
            let match = matcher.explain(lead, park: position, workspace: MatchWorkspace())
            return try #require(match.parts.first { $0.name == "industry" })
        }
        #expect(!(try industry("T1").reason.contains("石化")))
        #expect(try industry("T2").reason.contains("石化") && industry("T2").value > Points(0))
    }

    @Test func anUnverifiedIndustryKeepsItsMark() throws {
        let matcher = try Fixture.matcher.get()
        let directory = matcher.places.parks
        let position = try #require(
            directory.parks.firstIndex { $0.industries.first.map { !$0.isVerified && !$0.codes.isEmpty } ?? false })
        let code = try #require(directory.parks[position].industries.first?.codes.first)
        let lead = LeadProfile(id: "L", activities: [.init(code: code, share: 10_000)])
        let match = matcher.explain(lead, park: position, workspace: MatchWorkspace())
        #expect(match.parts.first { $0.name == "industry" }?.reason.contains("（推定）") == true)
    }

    @Test func aStatedParkComesFirstWhenItFits() throws {
        let matcher = try Fixture.matcher.get()
        let tea = try #require(matcher.places.parks.park(code: "53299043"))
        let wish = LeadProfile.SiteWish(target: .park(tea.code), isStated: true, text: tea.name)
        let lead = try Fixture.lead("1530", wishes: [wish])
        let ranking = matcher.rank(lead, top: 1, workspace: MatchWorkspace()) { _ in .unassessed }
        #expect(ranking.parks.first.map { matcher.places.parks.parks[$0.position].code } == tea.code)
    }

    @Test func aStatedCountyBeatsAllOtherCountiesOfOneIndustry() throws {
        let matcher = try Fixture.matcher.get()
        let anning = try Fixture.region("530181")
        let lead = try Fixture.lead(
            "2511", wishes: [.init(target: .region(anning), isStated: true, text: "安宁市")])
        let ranking = matcher.rank(lead, top: 1, workspace: MatchWorkspace()) { _ in .unassessed }
        let first = try #require(ranking.parks.first)
        #expect(matcher.places.parks.place(at: first.position) == anning)
    }

    @Test func nearerPlacesNeverCountLess() throws {
        let matcher = try Fixture.matcher.get()
        let work = MatchWorkspace()
        var lead = try Fixture.lead("9999")
        lead.activities = []
        lead.wishes = [.init(target: .region(try Fixture.region("530181")), isStated: true, text: "安宁市")]
        func region(_ code: String) throws -> Int {
            let position = try #require(matcher.places.parks.position(ofCode: code))
            return value(matcher.explain(lead, park: position, workspace: work), .region)
        }
        let anning = try region("53299008")
        let kunming = try region("53299004")
        let menghai = try region("53299043")
        let beijing = try region("11101001")
        #expect(anning > kunming && kunming > menghai && menghai > beijing)
    }

    @Test func betterMarginsAndVerdictsNeverLowerAScore() throws {
        let matcher = try Fixture.matcher.get()
        let lead = try Fixture.lead("3252")
        for verdict in Verdict.allCases {
            let scores = stride(from: 0, through: 60_000, by: 5_000).map { margin in
                matcher.score(
                    lead, park: 0, standing: EntryStanding(verdict: verdict, soFar: verdict, margin: margin),
                    workspace: MatchWorkspace()
                ).score
            }
            #expect(scores == scores.sorted())
            if verdict == .admit { #expect(scores.first != scores.last) }
        }
        let bare = Verdict.allCases.sorted().map { verdict in
            matcher.score(
                lead, park: 0, standing: EntryStanding(verdict: verdict, soFar: verdict), workspace: MatchWorkspace()
            ).score
        }
        #expect(bare == bare.sorted(by: >))
    }

    @Test func intensityIsComparedWithPeersAndNeverFallsWithABetterNumber() throws {
        let firms = try (0..<6).map { number in
            Firm(
                name: "企业\(number)", parkCode: "53299043", codes: [try Fixture.industry("1530")],
                fixedInvest: Rational(1_000), landMu: Rational(10), year: 2_024)
        }
        let matcher = try Fixture.matcher(firms: firms)
        let park = try #require(matcher.places.parks.position(ofCode: "53299043"))
        let other = try #require(matcher.places.parks.position(ofCode: "53101002"))
        var last = -1
        for intensity in [1, 50, 99, 100, 101, 150, 200, 900] {
            var lead = try Fixture.lead("1530")
            lead.intensity = Interval(Rational(intensity))
            let match = matcher.explain(lead, park: park, workspace: MatchWorkspace())
            let value = value(match, .intensity)
            #expect(value >= last)
            last = value
            if intensity == 100 { #expect(value == 5_000) }
            let away = matcher.explain(lead, park: other, workspace: MatchWorkspace())
            #expect(away.parts.first { $0.name == "intensity" }?.reason.contains("云南省") == true)
        }
        #expect(last == 10_000)
        let peers = try #require(
            matcher.peers.average(
                code: try Fixture.industry("1530"), parkCode: "53299043", place: try Fixture.region("532822")))
        #expect(peers.mean == Rational(100) && peers.count == 6 && peers.place == "本园区")
    }

    @Test func theParksOwnDivisionComesBeforeTheProvincesClass() throws {
        let own = try (0..<5).map {
            Firm(
                name: "本园\($0)", parkCode: "53299043", codes: [try Fixture.industry("1511")],
                fixedInvest: Rational(100), landMu: Rational(1))
        }
        let far = try (0..<5).map {
            Firm(
                name: "他园\($0)", parkCode: "53101002", codes: [try Fixture.industry("1530")],
                fixedInvest: Rational(900), landMu: Rational(1))
        }
        let peers = try Fixture.matcher(firms: own + far).peers
        let code = try Fixture.industry("1530")
        let mine = try #require(
            peers.average(code: code, parkCode: "53299043", place: try Fixture.region("532822")))
        #expect(mine.place == "本园区" && mine.mean == Rational(100) && mine.code.text == "15")
        let elsewhere = try #require(
            peers.average(code: code, parkCode: "53299011", place: try Fixture.region("530802")))
        #expect(elsewhere.place == "云南省" && elsewhere.mean == Rational(900) && elsewhere.code == code)
    }

    @Test func tooFewPeersAreNoAverage() throws {
        let firms = [
            Firm(
                name: "独家", parkCode: "53299043", codes: [try Fixture.industry("1530")], fixedInvest: Rational(9_000),
                landMu: Rational(1))
        ]
        let matcher = try Fixture.matcher(firms: firms)
        #expect(
            matcher.peers.average(
                code: try Fixture.industry("1530"), parkCode: "53299043", place: try Fixture.region("532822")) == nil)
    }

    @Test func aTierAsksWhatItsTextAsks() throws {
        let lead = try Fixture.lead("3252")
        let small = try match(lead, [try zone("T1", [(.lead, "3252")], output: 20)], "T1")
        let none = try match(lead, [try zone("T1", [(.lead, "1530")], output: 20)], "T1")
        let unknown = try match(lead, [try zone("T1", [(.lead, "3252")])], "T1")
        #expect(value(small, .tier) > value(unknown, .tier))
        #expect(value(none, .tier) < value(unknown, .tier))
        #expect(small.parts.first { $0.name == "tier" }?.reason.contains("特色产业园区") == true)
    }

    @Test func knownShortageOfLandCountsAgainstAPark() throws {
        var lead = try Fixture.lead("3252")
        lead.landMu = Interval(Rational(100))
        var enough = try zone("T1", [(.lead, "3252")])
        enough.landLeftMu = Rational(100)
        var short = try zone("T2", [(.lead, "3252")])
        short.landLeftMu = Rational(99)
        #expect(value(try match(lead, [enough], "T1"), .energy) > value(try match(lead, [short], "T2"), .energy))
    }
}
