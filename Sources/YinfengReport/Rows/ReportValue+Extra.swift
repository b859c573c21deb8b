package import YinfengModel

extension ReportValue {
    /// The columns of a row that no field claims, as written: carried to every output under `extra`, never lost; nil
    /// when there are none.
    package static func extra(_ lead: Lead) -> ReportValue? {
        let columns = lead.extras.filter { $0.heading != "synthetic" }
        guard !columns.isEmpty else { return nil }
        var object = ReportObject()
        for column in columns {
            // Two columns of one heading: both cells stay.
            let earlier = object[column.heading].map { $0.flat + "；" } ?? ""
            object[column.heading] = .text(earlier + column.value)
        }
        return .object(object)
    }
}
