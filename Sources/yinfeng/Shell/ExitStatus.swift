import YinfengBatch
import YinfengCatalog
import YinfengModel
import YinfengReport
import YinfengTabular

/// The program's exit statuses, as the contracts fix them.
enum ExitStatus: Int32 {
    /// Done, whatever the verdicts.
    case success = 0
    /// `check --fail-on` met one of the verdicts named.
    case verdictMet = 1
    /// A rule of the register refuses.
    case refused = 4
    /// The register has no such filing, conflict or authority.
    case notFound = 5
    /// Another process is writing to the register.
    case busy = 6
    /// The register's chain or stored state is broken.
    case integrityBroken = 7
    /// The command line is wrong.
    case usage = 64
    /// No row could be used, or `--strict` met a bad one.
    case data = 65
    /// No such input, park or region.
    case noInput = 66
    /// The output cannot be created.
    case cannotCreate = 73
    /// The output cannot be written.
    case writeFailed = 74
    /// Stopped by SIGINT (128 + 2); what was done is kept.
    case interrupted = 130
    /// Stopped by SIGTERM (128 + 15); what was done is kept.
    case terminated = 143

    /// The status that an explained error calls for.
    init(for error: any ExplainedError) {
        switch error {
        case let error as CatalogError:
            switch error {
            case .noCatalogs, .noEdition, .noneInForce, .noTable: self = .noInput
            case .missingColumn, .unreadable, .badCell: self = .data
            }
        case let error as BatchError: self = ExitStatus(rawValue: error.status) ?? .data
        case let error as ReportError: self = ExitStatus(rawValue: error.status) ?? .writeFailed
        case let error as TabularError: self = ExitStatus(rawValue: error.status) ?? .data
        default: self = .data
        }
    }
}

/// A failure that a command itself decided on: what to say, and the status to leave with.
struct CommandFailure: Error {
    /// The status.
    let status: ExitStatus
    /// The Chinese sentence; empty when everything has been said.
    let sentence: String
    /// The code shown with it.
    let code: MessageCode

    init(_ status: ExitStatus, _ sentence: String = "", code: MessageCode? = nil) {
        self.code = code ?? MessageCode(for: status)
        self.status = status
        self.sentence = sentence
    }
}
