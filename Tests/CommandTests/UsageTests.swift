import Testing

@Suite struct UsageTests {
    @Test func `help is Chinese and names an example`() throws {
        let program = try Program()
        defer { program.remove() }
        let help = try program.run(["--help"])
        #expect(help.status == 0)
        #expect(help.output.contains("用法：") && help.output.contains("例："))
        #expect(help.errors.isEmpty)
        #expect(!help.output.contains("USAGE"))
    }

    @Test(arguments: [["--no-such"], ["no-such-command"], ["rank"]])
    func `wrong usage leaves with 64 and a Chinese sentence`(arguments: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        let run = try program.run(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("错误["), "\(run.errors)")
    }
}
