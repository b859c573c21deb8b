import FoundationEssentials
import Testing
import YinfengModel
import YinfengTabular

@Suite("Old spreadsheets (.xls)")
struct OldSpreadsheetTests {
    private static let folder = URL(filePath: Support.root + "/Tests/Cases/messy/old")

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".xls") }.sorted()
    }()

    private func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: OldSpreadsheetTests.folder.appending(path: name)))
    }

    @Test("Damaged bytes give rows or a typed error, never a stop", arguments: files)
    func survivesDamage(name: String) throws {
        let sound = try bytes(name)
        let catalog = try Support.catalog.get()
        var generator = SeededGenerator(seed: 20_261_121)
        for _ in 0..<60 {
            var damaged = sound
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                // Half of the hits go where the tables and the first records are.
                let end = Bool.random(using: &generator) ? damaged.count : min(2_048, damaged.count)
                damaged[Int.random(in: 0..<end, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Int.random(in: 0..<8, using: &generator) == 0 {
                damaged.removeLast(Int.random(in: 0..<damaged.count - 8, using: &generator))
            }
            do throws(TabularError) {
                let reader = try LeadListReader(source: MemorySource(damaged, name: name), catalog: catalog)
                while try reader.next() != nil {}
            } catch {
                #expect(error.status == 65)
                #expect(!error.explanation.sentence.isEmpty)
            }
        }
    }

    @Test("A pipe gives the same rows as a file")
    func readsPipes() throws {
        let name = "40-long.xls"
        let path = OldSpreadsheetTests.folder.appending(path: name).path
        let whole = try LeadListReader(path: path, catalog: Support.catalog.get()).rest()
        let piped = try LeadListReader(
            source: MemorySource(bytes(name), name: "-", chunk: 700), catalog: Support.catalog.get()
        ).rest()
        #expect(whole.count == 60)
        // The places differ: a pipe has no name.
        #expect(whole.map { $0.lead?.fields.mapValues(\.raw) } == piped.map { $0.lead?.fields.mapValues(\.raw) })
        #expect(
            whole.map { $0.lead?.fields.mapValues(\.content) } == piped.map { $0.lead?.fields.mapValues(\.content) })
    }
}
