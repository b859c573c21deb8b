extension PolicyBook {
    /// The ids of the lists that are held, in order. O(items).
    package var catalogs: [String] { Set(items.map(\.catalog)).sorted() }
}
