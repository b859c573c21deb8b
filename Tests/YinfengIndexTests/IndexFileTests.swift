import Foundation
import Testing
import YinfengCatalog
import YinfengModel

@testable import YinfengIndex

struct IndexFileTests {
    @Test func sameCataloguesSameBytes() throws {
        let again = try IndexBuilder.build(from: Support.store.get())
        let first = try Support.bytes.get()
        #expect(first == again)
    }

    @Test func manifestNamesItsSources() throws {
        let coder = try Support.coder.get()
        let expected = try IndexManifest(of: Support.store.get())
        #expect(coder.manifest == expected)
        #expect(coder.manifest.sources.contains { $0.edition == "gbt4754-2017" && $0.file == "terms.csv" })
        #expect(coder.manifest.sources.allSatisfy { $0.sha256.count == 64 })
        #expect(!coder.manifest.icu.isEmpty)
    }

    @Test func fileIsRebuiltWhenMissingDamagedOrStale() throws {
        let folder = try Support.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Support.store.get()
        let path = folder.appending(path: "cache/industry.index").path()
        let missing = #expect(throws: IndexError.self) { _ = try IndustryCoder(path: path, madeFrom: store) }
        #expect(missing?.isCuredByRebuild == true)
        let rebuilt = try IndustryCoder.rebuild(from: store, path: path)
        #expect(rebuilt.isSaved)
        _ = try IndustryCoder(path: path, madeFrom: store)
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: path))
        let damaged = #expect(throws: IndexError.self) { _ = try IndustryCoder(path: path, madeFrom: store) }
        #expect(damaged == .damaged(fact: "校验和不符"))
        let manifest = try IndexManifest(of: store)
        let other = IndexManifest(format: manifest.format, icu: "1.0", sources: manifest.sources)
        #expect(other.difference(from: manifest) != nil && manifest.difference(from: manifest) == nil)
    }

    /// No cut, flipped or shuffled file may open, let alone trap.
    @Test func damageIsAlwaysSeen() throws {
        let good = try Support.bytes.get()
        var generator = SeededGenerator(seed: 3)
        for length in [0, 1, 31, 32, 100, 1_000, good.count - 1, good.count / 2] {
            #expect(throws: IndexError.self) { _ = try IndustryCoder(bytes: Array(good.prefix(length))) }
        }
        #expect(throws: IndexError.self) { _ = try IndustryCoder(bytes: good + [0]) }
        for _ in 0..<12 {
            var bad = good
            let place = Int.random(in: 0..<bad.count, using: &generator)
            bad[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &generator))
            #expect(throws: IndexError.self) { _ = try IndustryCoder(bytes: bad) }
        }
    }

    /// With the digest made right again, numbers that lead outside their section are still refused.
    @Test func forgedSectionsAreRefused() throws {
        let good = try Support.bytes.get()
        var generator = SeededGenerator(seed: 9)
        var refused = 0
        for _ in 0..<24 {
            var bad = good
            let entry = Int.random(in: 0..<IndexFormat.Section.allCases.count, using: &generator)
            let place =
                IndexFormat.headerSize + entry * IndexFormat.entrySize + Int.random(in: 8..<24, using: &generator)
            bad[place] = UInt8.random(in: 0...255, using: &generator)
            guard bad != good else { continue }
            let digest = Array(bad[IndexFormat.headerSize...]).withUnsafeBytes { IndexFormat.digest($0) }
            withUnsafeBytes(of: digest.littleEndian) { source in
                for (index, byte) in source.enumerated() { bad[24 + index] = byte }
            }
            do {
                let coder = try IndustryCoder(bytes: bad)
                var workspace = CodingWorkspace()
                _ = coder.code(fields: [(.content, "年产5万吨磷酸铁锂正极材料")], workspace: &workspace)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 12)
    }

    @Test(arguments: ["磷酸铁", "$机", "$设备", "pvc", "铁"])
    func featureKeys(_ text: String) { #expect(IndexBuilder.key(text) != nil) }

    @Test(arguments: ["", "$", "磷酸铁锂", "$磷酸铁", "1", "a1", "铁a"])
    func noFeatureKeys(_ text: String) { #expect(IndexBuilder.key(text) == nil) }
}
