import ArgumentParser
import YinfengFirstTalk

/// What every verb takes that is about one filing.
struct FilingArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("备案编号；草稿写草稿号。", valueName: "编号"))
    var no: String
    @OptionGroup var options: RegisterOptions
    @OptionGroup var output: OutputOptions
}

/// A verb about one filing.
protocol FilingVerb: RegisterVerb {
    /// The number and the flags of every verb.
    var filing: FilingArguments { get }
}

extension FilingVerb {
    var no: String { filing.no }
    var options: RegisterOptions { filing.options }
    var output: OutputOptions { filing.output }
}

/// A verb that is a single move, on a filing or on a conflict.
protocol NumberVerb: RegisterVerb {
    /// The move.
    func move(_ register: Register, by caller: Caller) throws(RegisterRefusal) -> RegisterLine
}

extension NumberVerb {
    func perform(_ counter: RegisterCounter) throws {
        let caller = try options.mover()
        try counter.answer(try move(try counter.open(), by: caller))
    }
}
