import YinfengEntry
import YinfengFirstTalk
import YinfengModel

/// What the first-talk register (`--register F`) says of a lead, asked for the place of a park. Reads only.
struct RegisterStanding {
    private let register: Register
    private let reader: RecordReader
    private let facts: FirstTalkFacts
    private let moment: Instant

    /// Opens a register; throws 66 for no such file and the register's own refusals.
    init(path: String, session: Session) throws {
        facts = try FirstTalkFacts.load(session.store)
        do throws(RegisterRefusal) {
            register = try Register.open(path: path, facts: facts)
        } catch {
            throw CommandFailure(
                error.kind == .noInput ? .noInput : ExitStatus(rawValue: error.exitCode) ?? .data,
                error.explanation.sentence)
        }
        reader = RecordReader(requirements: facts.requirements)
        moment = Instant.endOf(session.asOf)
        session.uses(facts.editions.map { String($0.prefix { $0 != "@" }) })
    }

    /// Where a lead stands for a place: filed by the place's own line of authorities, protected for another place, or
    /// neither.
    func status(of lead: Lead, at place: RegionCode?) throws -> FirstTalkStatus {
        let own = place?.text ?? ""
        var filed: String?
        for number in try numbers(lead, own: own) {
            let line: RegisterLine
            do throws(RegisterRefusal) { line = try register.show(number, at: moment) } catch { continue }
            guard let filer = line.filer, let state = line.state, state.isLive else { continue }
            if isOwn(filer, own) {
                filed = filed ?? number
            } else if state != .submitted, state != .returned {
                return .protectedElsewhere(number: number, place: facts.authorities.name(filer))
            }
        }
        return filed.map { .filed($0) } ?? .notFiled
    }

    /// The filings of the lead's subject: the one that the lead names, and those that the check finds to be the same.
    private func numbers(_ lead: Lead, own: String) throws -> [String] {
        var numbers = lead.text("filing_no").map { [$0] } ?? []
        var record = reader.read(lead: lead)
        let caller = Caller(authority: own, clerk: "", at: moment)
        while true {
            do throws(RegisterRefusal) {
                let line = try register.check(record, by: caller)
                numbers += line.conflicts.filter { $0.tier == .hard }.map(\.no)
                return numbers
            } catch {
                guard error.kind == .rule || error.kind == .unreadable else {
                    throw CommandFailure(
                        ExitStatus(rawValue: error.exitCode) ?? .data, error.explanation.sentence)
                }
                // A field that cannot be read is left out; the rest still says who it is.
                let key = FieldKey(rawValue: error.field == "fx_rate" ? "total_invest" : error.field)
                guard record.fields.removeValue(forKey: key) != nil else { return numbers }
            }
        }
    }

    /// Whether a filer stands for the place: the same place, or one above or below it.
    private func isOwn(_ filer: String, _ own: String) -> Bool {
        guard !own.isEmpty else { return false }
        let isAbove = facts.authorities.isAbove(filer, own) || facts.authorities.isAbove(own, filer)
        return filer.prefix(6) == own.prefix(6) || isAbove
            || RegionCode(filer.prefix(6)).map { upper in RegionCode(own).map { upper.contains($0) } ?? false } ?? false
    }
}
