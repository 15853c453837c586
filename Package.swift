// swift-tools-version: 6.3
import PackageDescription

// One section for each target, with its tests. A target may depend only on targets above its own,
// and only RecallSystem imports C.

let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "recalld",
    products: [
        .executable(name: "recalld", targets: ["recalld"]),
        .executable(name: "bland-simulator", targets: ["bland-simulator"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        // MARK: C libraries: module maps and shims, no code of ours

        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CInotifyTools", providers: [.apt(["libinotifytools0-dev"])]),

        // MARK: Tabular: any delimited text to records and back; knows nothing of patients

        .target(name: "Tabular", swiftSettings: settings),
        .testTarget(name: "TabularTests", dependencies: ["Tabular", "RecallTestSupport"], swiftSettings: settings),

        // MARK: RecallCore: what is decided; no input, output, clock or thread

        .target(name: "RecallCore", dependencies: ["Tabular"], swiftSettings: settings),
        .testTarget(
            name: "RecallCoreTests",
            dependencies: ["RecallCore", "RecallTestSupport", "Tabular"],
            swiftSettings: settings
        ),

        // MARK: RecallPorts: what decisions need from outside, as protocols with the words of this field

        .target(name: "RecallPorts", dependencies: ["RecallCore", "Tabular"], swiftSettings: settings),

        // MARK: RecallConformance: the suite that each implementation of a port must pass, and fakes; tests only

        .target(
            name: "RecallConformance",
            dependencies: ["RecallCore", "RecallPorts", "Tabular"],
            swiftSettings: settings
        ),

        // MARK: RecallStoreSQLite: what is remembered, in SQLite; the only target that knows GRDB

        .target(
            name: "RecallStoreSQLite",
            dependencies: ["RecallCore", "RecallPorts", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecallStoreSQLiteTests",
            dependencies: [
                "RecallConformance", "RecallCore", "RecallPorts", "RecallStoreSQLite", "RecallTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecallConformanceTests",
            dependencies: [
                "RecallConformance", "RecallCore", "RecallPorts", "RecallStoreSQLite", "RecallTestSupport",
            ],
            swiftSettings: settings
        ),

        // MARK: Bland: how the telephone provider is spoken to, over any HTTPTransport

        .target(name: "Bland", dependencies: ["RecallCore", "RecallPorts"], swiftSettings: settings),
        .testTarget(
            name: "BlandTests",
            dependencies: ["Bland", "RecallConformance", "RecallCore", "RecallPorts", "RecallTestSupport"],
            swiftSettings: settings
        ),

        // MARK: RecallSystem: how the machine is touched; the only target that imports C

        .target(
            name: "RecallSystem",
            dependencies: ["CCrypto", "CCurl", "CInotifyTools", "CLinux", "RecallCore", "RecallPorts", "Tabular"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecallSystemTests",
            dependencies: ["RecallConformance", "RecallPorts", "RecallSystem", "RecallTestSupport"],
            swiftSettings: settings
        ),

        // MARK: RecallPages: what staff read, as HTML

        .target(name: "RecallPages", dependencies: ["RecallCore"], swiftSettings: settings),
        .testTarget(
            name: "RecallPagesTests",
            dependencies: ["RecallCore", "RecallPages", "RecallTestSupport"],
            swiftSettings: settings
        ),

        // MARK: RecallService: what is done

        .target(
            name: "RecallService",
            dependencies: [
                "Bland", "RecallCore", "RecallPages", "RecallPorts", "RecallStoreSQLite", "RecallSystem", "Tabular",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RecallServiceTests",
            dependencies: [
                "RecallConformance", "RecallCore", "RecallPages", "RecallPorts", "RecallService", "RecallStoreSQLite",
                "RecallSystem", "RecallTestSupport", "Tabular",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),

        // MARK: recalld: the command line

        .executableTarget(
            name: "recalld",
            dependencies: [
                "RecallCore", "RecallPorts", "RecallService", "RecallSystem", "Tabular",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),

        // MARK: BlandSimulator: plays Bland on loopback; never linked into recalld

        .target(
            name: "BlandSimulator",
            dependencies: [.product(name: "FlyingFox", package: "FlyingFox")],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "bland-simulator",
            dependencies: ["BlandSimulator", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "BlandSimulatorTests",
            dependencies: [
                "Bland", "BlandSimulator", "RecallConformance", "RecallCore", "RecallPorts", "RecallSystem",
                "RecallTestSupport",
            ],
            swiftSettings: settings
        ),

        // MARK: Measurements; run in release

        .executableTarget(
            name: "deciding-benchmark",
            dependencies: [
                "RecallCore", "RecallPorts", "RecallStoreSQLite", "RecallTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Benchmarks/Deciding",
            swiftSettings: settings
        ),

        // MARK: Tests of the whole, on the real binaries

        .target(name: "RecallTestSupport", dependencies: ["RecallCore", "RecallPages"], swiftSettings: settings),
        // Pages and outbox files of invented people, for browsers and spreadsheets to try; never shipped.
        .executableTarget(
            name: "recall-samples",
            dependencies: ["RecallCore", "RecallPages", "RecallService", "RecallTestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "BlandSimulator", "RecallService", "RecallTestSupport", "Tabular", "bland-simulator", "recalld",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),

        // MARK: Benchmarks: the reader alone, for Benchmarks/reading

        .executableTarget(
            name: "reading-benchmark",
            dependencies: ["RecallSystem", "Tabular"],
            path: "Benchmarks/Reading",
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
