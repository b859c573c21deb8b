import Synchronization

/// Work over a list by several workers, each with a workspace of its own, results in the order of the list.
package enum OrderedMap {
    /// Applies `body` to every input and returns the outputs in the inputs' order, whatever the number of jobs.
    ///
    /// Workers take chunks, never single inputs: a task an input costs more than the work itself. A workspace is made
    /// once a worker and never leaves it. `finished` is told, from some worker, how many inputs of a chunk are done.
    /// Throws what `makeWorkspace` throws.
    package static func run<Input: Sendable, Output: Sendable, Workspace: ~Copyable>(
        _ inputs: [Input], jobs: Int, chunk: Int = 16,
        makeWorkspace: @escaping @Sendable () throws -> Workspace,
        finished: @escaping @Sendable (Int) -> Void = { _ in },
        body: @escaping @Sendable (Input, inout Workspace) -> Output
    ) async throws -> [Output] {
        let size = max(1, chunk)
        let chunks = (inputs.count + size - 1) / size
        guard jobs > 1, chunks > 1 else {
            var workspace = try makeWorkspace()
            return inputs.map { input in
                let output = body(input, &workspace)
                finished(1)
                return output
            }
        }
        let queue = ChunkQueue(count: chunks)
        return try await withThrowingTaskGroup(of: [(Int, [Output])].self) { group in
            for _ in 0..<min(jobs, chunks) {
                group.addTask {
                    var workspace = try makeWorkspace()
                    var done: [(Int, [Output])] = []
                    while let index = queue.take() {
                        let range = index * size..<min(inputs.count, (index + 1) * size)
                        var outputs: [Output] = []
                        outputs.reserveCapacity(range.count)
                        for position in range { outputs.append(body(inputs[position], &workspace)) }
                        done.append((index, outputs))
                        finished(range.count)
                    }
                    return done
                }
            }
            var slots: [[Output]] = Array(repeating: [], count: chunks)
            for try await part in group {
                for (index, outputs) in part { slots[index] = outputs }
            }
            return slots.flatMap(\.self)
        }
    }
}

/// Hands out the numbers of chunks, each once.
private final class ChunkQueue: Sendable {
    private let next: Mutex<Int>
    private let count: Int

    init(count: Int) {
        self.count = count
        next = Mutex(0)
    }

    func take() -> Int? {
        next.withLock { value in
            guard value < count else { return nil }
            value += 1
            return value - 1
        }
    }
}
