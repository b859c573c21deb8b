import Foundation

/// Where the bundled catalogues stand.
enum CatalogFolder {
    /// The `Catalogs` folder: `YINFENG_CATALOGS`, else beside or above the program, else `../share/yinfeng/Catalogs`.
    static func bundled() -> String? {
        let files = FileManager.default
        if let named = ProcessInfo.processInfo.environment["YINFENG_CATALOGS"], !named.isEmpty { return named }
        guard let program = Bundle.main.executablePath else { return nil }
        var folder = URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        let shared = folder.deletingLastPathComponent().appending(path: "share/yinfeng/Catalogs").path
        // .build/<triple>/release/yinfeng stands four levels below the checkout.
        for _ in 0..<6 {
            let candidate = folder.appending(path: "Catalogs").path
            if files.fileExists(atPath: candidate + "/industries") { return candidate }
            folder.deleteLastPathComponent()
        }
        return files.fileExists(atPath: shared) ? shared : nil
    }
}
