import ArgumentParser
import Foundation
import YinfengSettings

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
        self.path = path
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            let text = String(decoding: try Configuration.bytes(path), as: UTF8.self)
            values = try SettingsText(text, keys: Configuration.keys).entries.map { entry in
                let isFile = Configuration.pathKeys.contains(entry.key) && !entry.value.hasPrefix("/")
                return (entry.key, isFile ? folder.appending(path: entry.value).path : entry.value)
            }
        } catch let fault as SettingsFault {
            let words = Configuration.words(fault)
            throw CommandFailure(.data, "错误：文件“\(path)”：\(words.fact)；\(words.remedy)", code: .badConfiguration)
        } catch {
            throw CommandFailure(
                .data, "错误：文件“\(path)”：读不出来；看文件是否有读的权限，不用它就移走", code: .badConfiguration)
        }
    }

    /// The file's beginning, as far as a settings file can be long; a device or a pipe without an end does no harm.
    private static func bytes(_ path: String) throws -> Data {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        return try file.read(upToCount: SettingsText.mostBytes + 1) ?? Data()
    }

    private static func words(_ fault: SettingsFault) -> (fact: String, remedy: String) {
        func place(_ line: Int?) -> String { line.map { "第\($0)行" } ?? "" }
        switch fault {
        case .tooLong: return ("比设置文件该有的长", "每行只写 键: 值，例如 region: 532822")
        case .notYAML: return ("不是合法的 YAML 文本", "每行写成 键: 值，例如 region: 532822")
        case .notPairs: return ("不是键和值", "每行写成 键: 值，例如 region: 532822")
        case .unknownKey(let name, let line):
            let near = NearestWords.of(name, among: keys)
            return (
                place(line) + "没有“\(name)”这个键",
                near.isEmpty ? "可用：" + keys.joined(separator: "、") : "是不是：" + near.joined(separator: "、")
            )
        case .noValue(let key, let line): return (place(line) + "“\(key)”没有值", "写成 \(key): 值")
        }
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
