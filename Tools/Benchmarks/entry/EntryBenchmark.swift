import Foundation
import YinfengAssessment
import YinfengBatch
import YinfengCatalog
import YinfengEntry
import YinfengIndex
import YinfengMatching
import YinfengModel
import YinfengParks
import YinfengPolicy
import YinfengTabular
import YinfengText

/// How many checks a second one core makes against all rules that a park falls under, without remedies; run by hand:
///
///     YINFENG_BENCHMARKS=1 swift run -c release entry-benchmark Catalogs leads.ndjson PARK-CODE 2026-11-01
///
/// The leads are read beforehand. A check is everything after that: coding where no industry is stated, the national
/// lists, the derived figures, every clause, and the bytes of the line.
@main
enum EntryBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let asOf = CivilDate(iso: arguments[4]) else {
            FileHandle.standardError.write(Data("usage: entry-benchmark CATALOGS LEADS PARK-CODE DATE\n".utf8))
            exit(64)
        }
        let store = try CatalogStore(folders: [arguments[1]])
        let assessor = try assessor(store, asOf: asOf)
        guard let park = assessor.places.parks.position(ofCode: arguments[3]) else {
            FileHandle.standardError.write(Data("no such park code\n".utf8))
            exit(66)
        }
        let fields = try FieldCatalog(from: store, folder: TextFolder())
        let leads = try LeadListReader(path: arguments[2], catalog: fields).rest().compactMap(\.lead)
        let worker = CheckTask(assessor: assessor, park: park, explains: false).makeWorker()
        for pass in 1...3 {
            var tally = BatchTally()
            var bytes = 0
            let start = threadSeconds()
            for lead in leads {
                var json = JSONWriter()
                json.beginObject()
                worker.writeMembers(of: lead, to: &json, tally: &tally)
                json.endObject()
                bytes += json.bytes.count
            }
            let seconds = threadSeconds() - start
            print(
                "pass \(pass): \(leads.count) checks, \(bytes) bytes, \(String(format: "%.3f", seconds)) s CPU, "
                    + "\(Int(Double(leads.count) / seconds)) a second")
        }
    }

    private static func assessor(_ store: CatalogStore, asOf: CivilDate) throws -> Assessor {
        let book = try RuleBook(from: store)
        let engine = EntryEngine(
            book: book, ownSets: [], peers: PeerTable([]),
            context: EntryContext(asOf: asOf, parameters: book.parameters, acceptsDoubts: false, includesExpired: false)
        )
        let index = FileManager.default.temporaryDirectory.appending(path: "entry-benchmark.index").path()
        try Data(IndexBuilder.build(from: store)).write(to: URL(filePath: index))
        defer { try? FileManager.default.removeItem(atPath: index) }
        return Assessor(
            coder: try IndustryCoder(path: index, madeFrom: store),
            classification: try IndustryClassification(from: store), policy: try PolicyBook(from: store, asOf: asOf),
            rules: book, entry: engine, places: try PlaceBook(from: store, extraParks: []),
            profile: try MatchProfile(from: store), firms: [], asOf: asOf)
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
