import GRDB
import YinfengModel

/// A stored filing as a side of a comparison, without its record.
struct Candidate {
    /// Its row in the projections.
    let row: Int64
    /// Its subject, text and phone as they were when its keys were made.
    let compared: ComparedFiling
}

extension Ledger {
    private static let separator: Character = "\u{1F}"

    /// Whether the keys were made by the scheme of this program.
    var hasCurrentKeys: Bool {
        get throws {
            try Int.fetchOne(db.cachedStatement(sql: "SELECT max(version) FROM key_scheme")) == SubjectKeys.scheme
        }
    }

    func putKeyScheme() throws {
        try db.execute(sql: "DELETE FROM key_scheme")
        try db.execute(sql: "INSERT INTO key_scheme (version) VALUES (?)", arguments: [SubjectKeys.scheme])
    }

    func dropKeys() throws {
        try db.execute(sql: "DELETE FROM keys")
        try db.execute(sql: "DELETE FROM subjects")
    }

    /// Stores under what a filing is found and by what it is compared.
    func putKeys(_ keys: [Int64], of compared: ComparedFiling, filing id: String) throws {
        let find = try db.cachedStatement(sql: "SELECT row FROM filings WHERE id = ?")
        guard let row = try Int64.fetchOne(find, arguments: [id]) else { return }
        let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO keys (key, row) VALUES (?, ?)")
        for key in keys { try insert.execute(arguments: [key, row]) }
        let subject = compared.subject
        func joined(_ items: [String]) -> String { items.joined(separator: String(Ledger.separator)) }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO subjects (row, investor, uscc, parent, codes, products, amount, phone, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            row, subject.investor, subject.uscc, subject.parent, joined(subject.codes), joined(subject.products),
            subject.amount, compared.phone, compared.text,
        ])
    }

    /// A successor is found and compared as the filing that it follows.
    func copyKeys(from old: String, to new: String) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO keys (key, row) SELECT keys.key, fresh.row FROM filings old
                JOIN keys ON keys.row = old.row JOIN filings fresh ON fresh.id = ? WHERE old.id = ?
                """,
            arguments: [new, old])
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO subjects SELECT fresh.row, investor, uscc, parent, codes, products, amount, phone,
                  text FROM filings old JOIN subjects ON subjects.row = old.row JOIN filings fresh ON fresh.id = ?
                WHERE old.id = ?
                """,
            arguments: [new, old])
    }

    /// The rows under any of the keys, the latest first; of houses and crowds only the latest are taken, which are likeliest to live. O(rows found).
    func rows(_ sought: SubjectKeys.Sought, ofHouse house: Int, ofCrowd crowd: Int) throws -> [Int64] {
        var rows = Set<Int64>()
        let all = try db.cachedStatement(sql: "SELECT row FROM keys WHERE key = ?")
        for key in sought.decisive { rows.formUnion(try Int64.fetchSet(all, arguments: [key])) }
        let some = try db.cachedStatement(sql: "SELECT row FROM keys WHERE key = ? ORDER BY row DESC LIMIT ?")
        for (keys, limit) in [(sought.houses, house), (sought.crowds, crowd)] {
            for key in keys { rows.formUnion(try Int64.fetchSet(some, arguments: [key, limit])) }
        }
        return rows.sorted(by: >)
    }

    /// The side of a row whose filing may still count: one that is live, or revoked or refused with a ban.
    func candidate(_ row: Int64, names: CompanyNameReader) throws -> Candidate? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT investor, uscc, parent, codes, products, amount, phone, text FROM filings
                JOIN subjects ON subjects.row = filings.row WHERE filings.row = ?
                AND state IN ('submitted','returned','accepted','extended','signed','landed','revoked','rejected')
                """)
        guard let found = try Row.fetchOne(statement, arguments: [row]) else { return nil }
        func items(_ text: String) -> [String] { text.split(separator: Ledger.separator).map { String($0) } }
        let subject = Subject(
            investor: found[0], uscc: found[1], parent: found[2], codes: items(found[3]), products: items(found[4]),
            amount: found[5])
        let details: (text: String, phone: String?) = (found[7], found[6])
        return Candidate(
            row: row, compared: ComparedFiling(subject: subject, name: names.read(subject.investor)) { details })
    }

    /// The filing of a row.
    func filing(row: Int64) throws -> Filing? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT body FROM filings WHERE row = ?"), arguments: [row])
            .map { try Ledger.decode($0, as: Filing.self) }
    }
}
