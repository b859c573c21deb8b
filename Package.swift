// swift-tools-version: 6.2
import PackageDescription

// One settings list for every target: strict imports keep the rooms one-way.
// Continuous integration sets YINFENG_STRICT: there a warning is an error.
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["YINFENG_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// A library room: a target under `Sources/` that may import only the rooms named here.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], linker: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: linker)
}

/// The tests of one room, under `Tests/<room>Tests`.
func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + more, swiftSettings: settings)
}

let package = Package(
    name: "yinfeng",
    products: [
        .executable(name: "yinfeng", targets: ["yinfeng"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Values everyone speaks of: codes, numbers, dates, leads, parks, clauses. No I/O, no C.
        room("YinfengModel"),
        // Bytes to CSV records and back.
        room("YinfengCSV", ["YinfengModel"]),
        // Editions on disk: manifests, typed tables, validation.
        room(
            "YinfengCatalog",
            ["YinfengModel", "YinfengCSV", .product(name: "Crypto", package: "swift-crypto")]),
        // ICU behind plain C functions; nothing else touches ICU, and no type of ICU reaches Swift.
        .target(
            name: "CICU",
            linkerSettings: [
                .linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata"),
            ]),
        // Folding with offsets, segmentation, quantities and dates as people write them.
        room("YinfengText", ["YinfengModel", "CICU"]),
        // Text to GB/T 4754: index file, postings, scorer, evidence.
        room("YinfengIndex", ["YinfengModel", "YinfengText", "YinfengCatalog"]),
        // Spreadsheet reader: the container and its XML parts.
        .target(
            name: "CXLSXReader", linkerSettings: [.linkedLibrary("zip"), .linkedLibrary("expat")]),
        // Files of leads in: encodings, headings, cells, doubts.
        room(
            "YinfengTabular", ["YinfengModel", "YinfengCSV", "YinfengText", "YinfengCatalog", "CXLSXReader"]),
        // Zones, regions, chains: profiles and name look-up.
        room("YinfengParks", ["YinfengModel", "YinfengText", "YinfengCatalog"]),
        // National lists: encouraged, restricted, eliminated, foreign, pollution.
        room("YinfengPolicy", ["YinfengModel", "YinfengText", "YinfengCatalog"]),
        // Clauses to verdicts.
        room("YinfengEntry", ["YinfengModel", "YinfengText", "YinfengCatalog"]),
        // Score sheets of committees and the rating of firms: the machine's part.
        room("YinfengScoring", ["YinfengModel", "YinfengCatalog", "YinfengEntry"]),
        // Leads against parks: parts, weights, order.
        room("YinfengMatching", ["YinfengModel", "YinfengCSV", "YinfengParks", "YinfengCatalog"]),
        // The first-talk register.
        room(
            "YinfengFirstTalk",
            [
                "YinfengModel", "YinfengText", "YinfengCatalog",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        // The rooms put together: one lead, all answers; many leads on several workers.
        room(
            "YinfengAssessment",
            [
                "YinfengModel", "YinfengText", "YinfengCatalog", "YinfengIndex", "YinfengParks", "YinfengPolicy",
                "YinfengEntry", "YinfengMatching",
            ]),
        // Long lists as a stream: chunks, workers, order, checkpoints.
        room(
            "YinfengBatch",
            [
                "YinfengModel", "YinfengText", "YinfengCatalog", "YinfengTabular", "YinfengIndex", "YinfengParks",
                "YinfengEntry", "YinfengMatching", "YinfengAssessment", "YinfengReport",
            ]),
        // The spreadsheet writer of the system.
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // Tables, CSV, JSON, NDJSON, XLSX, HTML out.
        room("YinfengReport", ["YinfengModel", "YinfengCSV", "CXLSXWriter"]),
        // 产业招商路线图: the chains of a park as rows and as a page with pictures.
        room(
            "YinfengRoadMap",
            ["YinfengModel", "YinfengParks", "YinfengMatching", "YinfengAssessment", "YinfengReport"]),
        // yinfeng.yaml: a bureau's defaults.
        room("YinfengSettings", [.product(name: "Yams", package: "Yams")]),
        // Arguments, exit codes, progress.
        .executableTarget(
            name: "yinfeng",
            dependencies: [
                "YinfengModel", "YinfengCSV", "YinfengCatalog", "YinfengText", "YinfengIndex", "YinfengTabular",
                "YinfengParks", "YinfengPolicy", "YinfengEntry", "YinfengScoring", "YinfengMatching",
                "YinfengFirstTalk",
                "YinfengAssessment",
                "YinfengBatch",
                "YinfengRoadMap",
                "YinfengReport",
                "YinfengSettings",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),
        tests(of: "YinfengModel"),
        tests(of: "YinfengCSV"),
        tests(of: "YinfengCatalog"),
        tests(of: "YinfengText"),
        tests(of: "YinfengIndex", ["YinfengCatalog"]),
        tests(of: "YinfengTabular", ["YinfengCatalog", "YinfengReport", "CXLSXReader"]),
        tests(of: "YinfengParks", ["YinfengCatalog"]),
        tests(of: "YinfengPolicy", ["YinfengCatalog"]),
        tests(of: "YinfengEntry", ["YinfengCatalog"]),
        tests(of: "YinfengScoring", ["YinfengCatalog", "YinfengEntry"]),
        tests(of: "YinfengMatching", ["YinfengCSV", "YinfengParks", "YinfengCatalog"]),
        // The register's reference model, for its tests and for a long play of it.
        .target(
            name: "RegisterModel", dependencies: ["YinfengFirstTalk", "YinfengModel"], path: "Tools/first-talk/model",
            swiftSettings: settings),
        tests(
            of: "YinfengFirstTalk",
            ["RegisterModel", "YinfengCatalog", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "YinfengReport"),
        tests(of: "YinfengAssessment"),
        tests(of: "YinfengBatch"),
        tests(of: "YinfengRoadMap"),
        tests(of: "YinfengSettings"),
        // The built program, run as a user runs it.
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "yinfeng", "YinfengTabular", "YinfengText", "CXLSXReader",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)

// Measurements are built on demand only: users never wait for them.
if Context.environment["YINFENG_BENCHMARKS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "register-benchmark", dependencies: ["YinfengFirstTalk", "YinfengCatalog", "YinfengModel"],
            path: "Tools/first-talk/bench", swiftSettings: settings))
    package.targets.append(
        .executableTarget(
            name: "register-model", dependencies: ["RegisterModel", "YinfengFirstTalk", "YinfengCatalog"],
            path: "Tools/first-talk/model-run", swiftSettings: settings))
    package.targets.append(
        .executableTarget(
            name: "coding-benchmark", dependencies: ["YinfengIndex", "YinfengCatalog"],
            path: "Tools/Benchmarks/coding/latency", swiftSettings: settings))
    package.targets.append(
        .executableTarget(
            name: "entry-benchmark",
            dependencies: [
                "YinfengModel", "YinfengText", "YinfengCatalog", "YinfengTabular", "YinfengIndex", "YinfengParks",
                "YinfengPolicy", "YinfengEntry", "YinfengMatching", "YinfengAssessment", "YinfengBatch",
            ],
            path: "Tools/Benchmarks/entry", swiftSettings: settings))
}

// Fuzzers need the compiler's coverage marks and libFuzzer's runtime: `Tools/sanitize fuzz` names the latter.
if let runtime = Context.environment["YINFENG_FUZZ"] {
    package.targets += [
        .target(name: "FuzzDriver", path: "Tools/fuzz/Driver"),
        .executableTarget(
            name: "fuzz-readers",
            dependencies: [
                "FuzzDriver", "YinfengTabular", "YinfengText", "YinfengCSV", "YinfengCatalog", "YinfengFirstTalk",
                "YinfengModel", "YinfengEntry", "YinfengSettings",
            ],
            path: "Tools/fuzz/Readers", swiftSettings: settings,
            linkerSettings: [.unsafeFlags([runtime, "-lstdc++"])]),
    ]
}
