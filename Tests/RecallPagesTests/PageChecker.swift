/// A small reader of the page's own HTML: whether its tags are balanced, and which elements it holds in order.
struct PageChecker {
    struct Element {
        var name: String
        var attributes: String
        var text: String
    }

    private(set) var elements: [Element] = []
    private(set) var faults: [String] = []

    init(_ html: String) {
        var open: [Int] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            for index in open { elements[index].text += rest[..<start] }
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag without an end")
                return
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                let name = String(tag.dropFirst())
                guard let last = open.popLast(), elements[last].name == name else {
                    faults.append("</\(name)> closes nothing of its kind")
                    return
                }
                continue
            }
            let name = String(tag.prefix { $0 != " " })
            elements.append(Element(name: name, attributes: String(tag.dropFirst(name.count)), text: ""))
            if name != "meta" { open.append(elements.count - 1) }
        }
        faults += open.map { "<\(elements[$0].name)> is never closed" }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
}
