#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The exponential function, from the C library: no need of Foundation for one function.
enum Exponential {
    @inline(__always)
    static func value(_ x: Double) -> Double { exp(x) }
}
