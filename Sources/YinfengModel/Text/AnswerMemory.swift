/// Answers kept by their question: the places of a long list repeat themselves, and an answer rests on nothing else.
///
/// Bounded: when it is full everything is forgotten at once, which costs a list of ever new questions next to nothing.
package struct AnswerMemory<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
    private var answers: [Question: Answer] = [:]
    private let capacity: Int

    /// An empty memory for at most `capacity` answers.
    package init(capacity: Int = 4_096) { self.capacity = max(1, capacity) }

    /// The known answer, else the one that `make` gives. O(length of the question).
    package mutating func answer(_ question: Question, make: () -> Answer) -> Answer {
        if let known = answers[question] { return known }
        let answer = make()
        if answers.count >= capacity { answers.removeAll(keepingCapacity: true) }
        answers[question] = answer
        return answer
    }
}
