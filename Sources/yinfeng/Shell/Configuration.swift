import ArgumentParser
import Foundation
import Yams

/// A bureau's defaults: `yinfeng.yaml` in the working folder, else `yinfeng/yinfeng.yaml` under XDG_CONFIG_HOME.
///
/// A default stands in for an option that the command has and the command line lacks; the command line always wins.
struct Configuration {
    /// The file.
    let path: String
    /// The values by key, in the order of `keys`.
    let values: [(key: String, value: String)]

    /// The keys that a file may hold.
    static let keys = ["region", "profile", "register", "authority", "clerk", "catalogs"]

    /// Keys whose option has another name.
    private static let optionNames = ["authority": "as"]
    /// Keys whose value is a path, read from the file's own folder.
    private static let pathKeys: Set<String> = ["profile", "register", "catalogs"]
    /// Options that say the same in another way: with one of them on the command line the default is not needed.
    private static let rivals = ["region": ["park", "parks"]]

    /// The first file there is, read; nil when there is none. Throws a data failure that names the place.
    static func find() throws -> Configuration? {
        let environment = ProcessInfo.processInfo.environment
        var paths = [FileManager.default.currentDirectoryPath + "/yinfeng.yaml"]
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            paths.append(folder + "/yinfeng/yinfeng.yaml")
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            paths.append(home + "/.config/yinfeng/yinfeng.yaml")
        }
        guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else { return nil }
        return try Configuration(path: path)
    }

    /// Reads a file; throws a data failure for what is no mapping of known keys to words.
    init(path: String) throws {
        func failure(_ fact: String, _ remedy: String) -> CommandFailure {
            CommandFailure(.data, "错误：文件“\(path)”：\(fact)；\(remedy)", code: .badConfiguration)
        }
        let node: Node?
        do {
            node = try Yams.compose(yaml: String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw failure("不是合法的 YAML 文本", "每行写成 键: 值，例如 region: 532822")
        }
        self.path = path
        let folder = URL(filePath: path).deletingLastPathComponent()
        guard let node else {
            values = []
            return
        }
        guard let mapping = node.mapping else { throw failure("不是键和值", "每行写成 键: 值，例如 region: 532822") }
        var found: [String: String] = [:]
        for (key, value) in mapping {
            let line = key.mark.map { "第\($0.line)行" } ?? ""
            guard let name = key.scalar?.string, Configuration.keys.contains(name) else {
                let name = key.scalar?.string ?? ""
                let near = NearestWords.of(name, among: Configuration.keys)
                throw failure(
                    line + "没有“\(name)”这个键",
                    (near.isEmpty
                        ? "可用：" + Configuration.keys.joined(separator: "、") : "是不是：" + near.joined(separator: "、")))
            }
            guard let text = value.scalar?.string, !text.isEmpty else {
                throw failure(line + "“\(name)”没有值", "写成 \(name): 值")
            }
            found[name] =
                Configuration.pathKeys.contains(name) && !text.hasPrefix("/") ? folder.appending(path: text).path : text
        }
        values = Configuration.keys.compactMap { key in found[key].map { (key, $0) } }
    }

    /// The arguments with the defaults that the command takes put in behind the command's name, and which those are.
    func completing(_ arguments: [String], depth: Int, options: Set<String>) -> (arguments: [String], used: [String]) {
        var added: [String] = []
        var used: [String] = []
        for (key, value) in values {
            let option = Configuration.optionNames[key] ?? key
            let named = [option] + (Configuration.rivals[key] ?? [])
            guard options.contains(option),
                !arguments.contains(where: { argument in
                    named.contains { argument == "--" + $0 || argument.hasPrefix("--" + $0 + "=") }
                })
            else { continue }
            if key == "register", ProcessInfo.processInfo.environment["YINFENG_REGISTER"]?.isEmpty == false { continue }
            added += ["--" + option, value]
            used.append(key)
        }
        return (Array(arguments.prefix(depth)) + added + Array(arguments.dropFirst(depth)), used)
    }
}
