import Testing
import YinfengSettings

@Suite("Settings files")
struct SettingsTextTests {
    private let keys = ["region", "register", "clerk"]

    @Test(
        "Known keys with words, in the order of the keys",
        arguments: [
            "clerk: 张三\nregion: 532822\n", "# 本局\n{clerk: 张三, region: '532822'}", "region: &r 532822\nclerk: !!str 张三",
        ])
    func reads(text: String) throws {
        let entries = try SettingsText(text, keys: keys).entries
        #expect(entries.map(\.key) == ["region", "clerk"])
        #expect(entries.map(\.value) == ["532822", "张三"])
    }

    @Test("An empty file or one of remarks says nothing", arguments: ["", "\n\n", "# 还没有填\n"])
    func isEmpty(text: String) throws { #expect(try SettingsText(text, keys: keys).entries.isEmpty) }

    @Test("What is no settings file says why")
    func faults() {
        #expect(throws: SettingsFault.unknownKey("regoin", line: 2)) {
            try SettingsText("clerk: a\nregoin: 1", keys: keys)
        }
        #expect(throws: SettingsFault.noValue(key: "clerk", line: 1)) { try SettingsText("clerk:\n", keys: keys) }
        #expect(throws: SettingsFault.noValue(key: "clerk", line: 1)) { try SettingsText("clerk: [a, b]", keys: keys) }
        #expect(throws: SettingsFault.notPairs) { try SettingsText("- a\n- b", keys: keys) }
        #expect(throws: SettingsFault.notYAML) { try SettingsText("clerk: 'a", keys: keys) }
        #expect(throws: SettingsFault.notYAML) { try SettingsText("clerk: a\nclerk: b\n  - c", keys: keys) }
    }

    @Test(
        "Depth, aliases and length end in a fault, soon",
        arguments: [
            "region: " + String(repeating: "[", count: 30_000), String(repeating: "- ", count: 30_000) + "a",
            String(repeating: "? ", count: 20_000) + "a",
            (0..<24).map {
                "k\($0): &k\($0) [" + Array(repeating: "*k\(max(0, $0 - 1))", count: 9).joined(separator: ",") + "]\n"
            }
            .joined(),
            "region: " + String(repeating: "5", count: 70_000),
        ])
    func isBounded(text: String) {
        let clock = ContinuousClock()
        let took = clock.measure { #expect(throws: SettingsFault.self) { try SettingsText(text, keys: keys) } }
        #expect(took < .seconds(5))
    }
}
