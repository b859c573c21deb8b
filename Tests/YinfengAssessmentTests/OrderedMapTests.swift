import Synchronization
import Testing
import YinfengAssessment

@Suite struct OrderedMapTests {
    @Test(arguments: [1, 2, 5], [1, 3, 16, 1_000])
    func `the order is that of the list whatever the jobs and the chunks`(jobs: Int, chunk: Int) async throws {
        let inputs = Array(0..<257)
        let outputs = try await OrderedMap.run(
            inputs, jobs: jobs, chunk: chunk, makeWorkspace: { 0 },
            body: { input, count in
                count += 1
                return input * 3
            })
        #expect(outputs == inputs.map { $0 * 3 })
    }

    @Test func `every input is counted once`() async throws {
        let total = Mutex(0)
        _ = try await OrderedMap.run(
            Array(0..<100), jobs: 3, chunk: 7, makeWorkspace: { () },
            finished: { count in total.withLock { $0 += count } }, body: { input, _ in input })
        #expect(total.withLock { $0 } == 100)
    }

    @Test func `a workspace that cannot be made stops the run`() async {
        struct Broken: Error {}
        await #expect(throws: Broken.self) {
            _ = try await OrderedMap.run(
                [1, 2, 3], jobs: 2, chunk: 1, makeWorkspace: { () throws(Broken) -> Int in throw Broken() },
                body: { input, _ in input })
        }
    }

    @Test func `an empty list gives an empty list`() async throws {
        let outputs = try await OrderedMap.run([Int](), jobs: 4, makeWorkspace: { () }, body: { input, _ in input })
        #expect(outputs.isEmpty)
    }
}
