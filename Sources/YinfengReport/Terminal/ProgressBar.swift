/// Progress of long work on a terminal: `已处理 410/500 82% 1230行/秒 剩余 3秒`.
///
/// The clock and the terminal are handed in; redrawn at most ten times a second; silent when it is not enabled.
package struct ProgressBar {
    private let total: Int?
    private let isEnabled: Bool
    private let now: () -> Double
    private let write: (String) -> Void
    private let started: Double
    private var done = 0
    private var lastDrawn = -1.0
    private var isShown = false

    /// A bar over `total` steps (nil = unknown); `now` gives seconds of a monotonic clock, `write` puts text on stderr.
    package init(
        total: Int?, isEnabled: Bool, now: @escaping () -> Double, write: @escaping (String) -> Void
    ) {
        self.total = total
        self.isEnabled = isEnabled
        self.now = now
        self.write = write
        started = isEnabled ? now() : 0
    }

    /// Counts finished steps and redraws when a tenth of a second has passed.
    package mutating func advance(by count: Int = 1) {
        done += count
        guard isEnabled else { return }
        let time = now()
        // Short work shows nothing: a bar that flashes is noise.
        guard time - started > 0.5, time - lastDrawn >= 0.1 else { return }
        lastDrawn = time
        isShown = true
        write("\r\u{1B}[2K" + ProgressBar.text(done: done, total: total, elapsed: time - started))
    }

    /// Removes the bar.
    package mutating func finish() {
        guard isShown else { return }
        write("\r\u{1B}[2K")
        isShown = false
    }

    /// The words of the bar.
    static func text(done: Int, total: Int?, elapsed: Double) -> String {
        let rate = elapsed > 0 ? Double(done) / elapsed : 0
        let speed = rate >= 10 ? "\(Int(rate.rounded()))行/秒" : "\((rate * 10).rounded() / 10)行/秒"
        guard let total, total > 0 else { return "已处理 \(done) \(speed) 用时 \(duration(elapsed))" }
        let percent = min(100, done * 100 / total)
        let left = rate > 0 ? Double(max(0, total - done)) / rate : 0
        return "已处理 \(done)/\(total) \(percent)% \(speed) 剩余 \(duration(left))"
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole)秒" }
        if whole < 3600 { return "\(whole / 60)分\(whole % 60)秒" }
        return "\(whole / 3600)小时\(whole % 3600 / 60)分"
    }
}
