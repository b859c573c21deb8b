import Foundation
import Testing

/// A file of `Tests/Cases/messy` and what `leads inspect` must make of it; `Tools/messy/make.py` writes both.
struct MessyFile: Sendable, CustomTestStringConvertible {
    let name: String
    let lines: [String]
    var folder = MessyFile.folder

    var testDescription: String { name }

    static let folder = Program.root.appending(path: "Tests/Cases/messy")

    static let all: [MessyFile] = {
        files(in: folder) + files(in: folder.appending(path: "old")) + twins
    }()

    /// The .xls that another program made of an .xlsx: the same rows must come of both.
    private static let twins: [MessyFile] = {
        let old = folder.appending(path: "old")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: old.path)) ?? []
        return names.filter { $0.hasSuffix(".xls") && !names.contains($0 + ".expected") }.sorted().map { name in
            let lines = lines(of: folder.appending(path: name + "x.expected"))
            return MessyFile(name: name, lines: lines, folder: old)
        }
    }()

    private static func lines(of path: URL) -> [String] {
        ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    private static func files(in folder: URL) -> [MessyFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".expected") }.sorted().map { name in
            MessyFile(
                name: String(name.dropLast(".expected".count)), lines: lines(of: folder.appending(path: name)),
                folder: folder)
        }
    }
}

@Suite("Lists as offices really send them")
struct MessyFileTests {
    @Test func filesAreThere() { #expect(MessyFile.all.count >= 40) }

    @Test(arguments: MessyFile.all)
    func reads(file: MessyFile) throws {
        let program = try Program()
        defer { program.remove() }
        let path = file.folder.appending(path: file.name).path
        let run = try program.run(["leads", "inspect", path, "--with-contacts"])
        let expected = file.lines.map(Shorthand.object)
        let head = try #require(expected.first)
        #expect(run.status == Int32(head["status"] as? Int ?? 0), "\(run.errors)")
        for words in head["says"] as? [String] ?? [] { #expect(run.errors.contains(words), "\(words): \(run.errors)") }
        let rows = run.records
        try #require(rows.count == expected.count - 1, "\(run.output)")
        for (row, wanted) in zip(rows, expected.dropFirst()) { check(row, wanted) }
    }

    private func check(_ row: [String: Any], _ wanted: [String: Any]) {
        let place = "row \(wanted["row"] ?? "")"
        for key in ["row", "id", "sheet"] {
            if let value = wanted[key] { #expect("\(row[key] ?? "")" == "\(value)", "\(place) \(key)") }
        }
        let fields = row["fields"] as? [String: [String: Any]] ?? [:]
        for (key, value) in wanted["fields"] as? [String: Any] ?? [:] {
            #expect(Shorthand.text(fields[key]?["value"]) == value as? String, "\(place) \(key)")
        }
        let doubts = row["doubts"] as? [[String: Any]] ?? []
        if let suspect = wanted["suspect"] as? [String] {
            let found = doubts.filter { $0["kind"] as? String == "suspect" }.compactMap { $0["field"] as? String }
            #expect(Set(found) == Set(suspect), "\(place)")
        }
        let errors = row["errors"] as? [[String: Any]] ?? []
        let impossible = wanted["error"] as? [[Any]] ?? []
        #expect(errors.count == impossible.count, "\(place)")
        for (error, cell) in zip(errors, impossible) {
            if let column = cell.first as? String { #expect(error["column"] as? String == column, "\(place)") }
            if let value = cell.last as? String { #expect(error["value"] as? String == value, "\(place)") }
            #expect((error["message"] as? String ?? "").count > 4, "\(place)")
        }
        if let extra = wanted["extra"] as? [String: String] { #expect(row["extra"] as? [String: String] == extra) }
        if let repeated = wanted["duplicate"] as? [String] {
            let found = (row["duplicates"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            #expect(found == repeated, "\(place)")
        }
    }
}

/// The words in which expected rows are written.
enum Shorthand {
    static func object(_ line: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
    }

    /// A reading: `35000万元`, `3000–5000万元`, `≥3000万元`, `约100亩`, `2026-03-01..2026-03-31`, words; nil for none.
    static func text(_ value: Any?) -> String? {
        switch value {
        case let list as [String]: return list.joined(separator: "；")
        case let text as String: return text
        case let object as [String: Any]:
            let approx = object["approx"] == nil ? "" : "约"
            if let low = object["low"] as? String, let high = object["high"] as? String {
                return approx + low + ".." + high
            }
            let unit = object["unit"] as? String ?? ""
            switch (number(object["low"]), number(object["high"])) {
            case (let low?, let high?): return approx + (low == high ? low : low + "–" + high) + unit
            case (let low?, nil): return approx + (object["low_open"] == nil ? "≥" : ">") + low + unit
            case (nil, let high?): return approx + (object["high_open"] == nil ? "≤" : "<") + high + unit
            case (nil, nil): return nil
            }
        case let flag as Bool: return String(flag)
        default: return nil
        }
    }

    private static func number(_ value: Any?) -> String? {
        guard let number = value as? Double else { return nil }
        return number == number.rounded() ? String(Int(number)) : String(number)
    }
}
