import ArgumentParser

@main
struct Yinfeng: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "yinfeng")
}
