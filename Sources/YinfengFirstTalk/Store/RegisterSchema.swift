import GRDB

/// The tables of a register file and their migrations. Never edit an old migration: append a new one.
enum RegisterSchema {
    /// What SQLite's `application_id` says of a register (`YFFT`).
    static let applicationID: Int32 = 0x5946_4654

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 chain and projections") { db in
            try db.execute(sql: chain)
            try db.execute(sql: projections)
            try db.execute(sql: guards)
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2 subjects for comparison") { db in
            try db.execute(sql: subjects)
        }
        return migrator
    }

    /// What can never be made again: origin, events, contacts. A branch is another register's chain, kept as it came;
    /// branch 0 is the register's own.
    private static let chain = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE branches (
          branch INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, rules TEXT NOT NULL);
        CREATE TABLE events (
          branch INTEGER NOT NULL, number INTEGER NOT NULL, time INTEGER NOT NULL, offset INTEGER NOT NULL,
          kind TEXT NOT NULL, subject TEXT NOT NULL, authority TEXT NOT NULL, clerk TEXT NOT NULL, rule TEXT NOT NULL,
          before INTEGER NOT NULL, after INTEGER NOT NULL, payload TEXT NOT NULL, fingerprints BLOB NOT NULL,
          previous BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (branch, number)) WITHOUT ROWID;
        CREATE INDEX events_by_subject ON events (branch, subject, number);
        CREATE TABLE contacts (
          branch INTEGER NOT NULL, event INTEGER NOT NULL, salt BLOB NOT NULL, body TEXT NOT NULL,
          PRIMARY KEY (branch, event)) WITHOUT ROWID;
        """

    /// What replay makes again.
    private static let projections = """
        CREATE TABLE filings (
          row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number TEXT, seq INTEGER, state TEXT NOT NULL,
          filer TEXT NOT NULL, acceptor TEXT, submitted INTEGER, due TEXT, protect_to TEXT, digest TEXT NOT NULL,
          body TEXT NOT NULL);
        CREATE INDEX filings_by_number ON filings (number);
        CREATE INDEX filings_by_seq ON filings (seq);
        CREATE INDEX filings_by_state ON filings (state);
        CREATE INDEX filings_by_draft ON filings (filer, digest) WHERE state = 'draft';
        CREATE TABLE conflicts (number TEXT PRIMARY KEY, state TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE keys (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID;
        CREATE TABLE requests (key TEXT PRIMARY KEY, filing TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE rulesets (version INTEGER PRIMARY KEY, body TEXT NOT NULL);
        """

    /// What a candidate is compared by, so that no record is read for it; made again by replay. `key_scheme` holds the
    /// version that the keys were made by: an older one is brought up to date when the register is opened.
    private static let subjects = """
        CREATE TABLE subjects (
          row INTEGER PRIMARY KEY, investor TEXT NOT NULL, uscc TEXT, parent TEXT, codes TEXT NOT NULL,
          products TEXT NOT NULL, amount TEXT, phone TEXT, text TEXT NOT NULL);
        CREATE TABLE key_scheme (version INTEGER NOT NULL);
        """

    /// The chain grows and never changes; even this program cannot edit it by mistake.
    private static let guards = """
        CREATE TRIGGER events_never_change BEFORE UPDATE ON events
          BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        CREATE TRIGGER events_never_go BEFORE DELETE ON events
          BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
        CREATE TRIGGER contacts_never_change BEFORE UPDATE ON contacts
          BEGIN SELECT RAISE(ABORT, 'contacts are append-only'); END;
        CREATE TRIGGER meta_never_changes BEFORE UPDATE ON meta
          BEGIN SELECT RAISE(ABORT, 'meta is fixed at init'); END;
        """
}
