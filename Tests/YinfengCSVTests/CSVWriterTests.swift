import Testing
import YinfengCSV

@Suite("CSV output")
struct CSVWriterTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@x", "'@x"), ("+86-871", "'+86-871"), ("-cmd", "'-cmd"), ("\tx", "'\tx"),
        ("-12.5", "-12.5"), ("+3", "+3"), ("茶", "茶"), ("-", "'-"),
    ])
    func disarmsFormulas(text: String, expected: String) {
        var writer = CSVWriter()
        writer.record([text])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected + "\n")
    }

    @Test func quotesOnlyWhereNeeded() {
        var writer = CSVWriter()
        writer.record(["a,b", "c\"d", "e\nf", "g"])
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"a,b\",\"c\"\"d\",\"e\nf\",g\n")
    }
}
