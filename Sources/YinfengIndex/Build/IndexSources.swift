package import YinfengCatalog
import YinfengText

/// Which editions an index is made from, by what they hold rather than by name.
struct IndexSources {
    /// The edition of the classification.
    let classification: String
    /// Editions with terms (`terms.csv`: code, term, kind), the classification's own first.
    let lexicons: [String]
    /// The edition of the learned weights.
    let weights: String
    /// Tables of characters that look alike (a, b); they are kept for names of firms, where they serve as well.
    let lookalikes: [(edition: String, file: String)]

    /// Finds the editions; throws `IndexError.incomplete`.
    init(_ store: CatalogStore) throws(IndexError) {
        let industries = store.editions(kind: "industries")
        guard let main = industries.first(where: { $0.manifest.holds("classes.csv") && $0.manifest.holds("terms.csv") })
        else {
            throw .incomplete(fact: "没有带 classes.csv 和 terms.csv 的行业分类版本")
        }
        classification = main.manifest.id
        lexicons =
            [main.manifest.id]
            + industries.filter { $0.manifest.holds("terms.csv") }.map(\.manifest.id)
            .filter { $0 != main.manifest.id }
        guard let weights = store.editions(kind: "coding").last(where: { $0.manifest.holds("weights.csv") }) else {
            throw .incomplete(fact: "没有行业归类权重（coding）版本")
        }
        self.weights = weights.manifest.id
        let alike = store.editions(kind: "first-talk").last { $0.manifest.holds("computed.csv") }
        lookalikes = ["pairs.csv", "computed.csv"].compactMap { file in
            alike.flatMap { $0.manifest.holds(file) ? ($0.manifest.id, file) : nil }
        }
    }

    /// Every table that goes in, in order.
    var tables: [(edition: String, file: String)] {
        [(classification, "classes.csv")] + lexicons.map { ($0, "terms.csv") }
            + ["weights.csv", "bias.csv", "cues.csv", "parameters.csv"].map { (weights, $0) }
            + lookalikes.map { ($0.edition, $0.file) }
    }
}

extension IndexManifest {
    /// What an index of these catalogues would be made from; throws `IndexError.incomplete`. Reads manifests only.
    package init(of store: CatalogStore) throws(IndexError) {
        var sources: [Source] = []
        for (edition, file) in try IndexSources(store).tables {
            let table = store.edition(edition)?.manifest.tables.first { $0.file == file }
            sources.append(Source(edition: edition, file: file, sha256: table?.sha256 ?? ""))
        }
        self.init(format: IndexFormat.version, icu: ICUVersion.text, sources: sources)
    }
}
