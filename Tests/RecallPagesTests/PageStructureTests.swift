import Foundation
import RecallCore
import RecallPages
import RecallTestSupport
import Testing

/// What browsers and screen readers build on: names, labels, headings of tables, ways within the page, and colours.
@Suite struct PageStructureTests {
    private static let pages = PageSamples.all.map { ($0.name, PageChecker(PageRenderer.html($0.content))) }

    private func value(_ attribute: String, of element: PageChecker.Element) -> String? {
        guard let start = element.attributes.firstRange(of: " \(attribute)=\"") else { return nil }
        return String(element.attributes[start.upperBound...].prefix { $0 != "\"" })
    }

    @Test func `every label leads to words, and every link within the page to a place`() {
        for (name, page) in Self.pages {
            let ids = Set(page.elements.compactMap { value("id", of: $0) })
            for element in page.elements {
                if let id = value("aria-labelledby", of: element) { #expect(ids.contains(id), "\(name) \(id)") }
                if let link = value("href", of: element) {
                    #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(name) \(link)")
                    #expect(!element.text.isEmpty, "\(name) \(link)")
                }
                if let label = value("aria-label", of: element) { #expect(!label.isEmpty, "\(name) \(element.name)") }
                if ["section", "region"].contains(value("role", of: element) ?? element.name) {
                    let labels = ["aria-label", "aria-labelledby"].compactMap { value($0, of: element) }
                    #expect(labels.count == 1, "\(name) \(element.attributes)")
                }
            }
        }
    }

    @Test func `each thing to do leads to the part of the page that is about it`() throws {
        let page = PageChecker(PageRenderer.html(PageSamples.alert))
        let links = page.all("li").count { $0.text.contains(" See ") }
        #expect(links >= 9)
        let headings = Dictionary(
            page.all("h2").compactMap { heading in value("id", of: heading).map { ($0, heading.text) } },
            uniquingKeysWith: { first, _ in first })
        for link in page.all("a").dropFirst() {
            let target = try #require(value("href", of: link)).dropFirst()
            #expect(headings[String(target)].map { "See \($0)." } == link.text)
        }
    }

    @Test func `each row of a table has a cell for each column, and says which`() {
        for (name, page) in Self.pages {
            var columns: [String] = []
            var cells: [String]?
            for element in page.elements {
                if element.name == "tr" || element.name == "table" {
                    if let cells { #expect(cells == columns, "\(name)") }
                    cells = nil
                }
                if element.name == "table" { columns = [] }
                switch value("role", of: element) {
                case "columnheader":
                    #expect(value("scope", of: element) == "col")
                    #expect(!element.text.isEmpty)
                    columns.append(element.text)
                case "rowheader":
                    #expect(value("scope", of: element) == "row")
                    cells = [value("data-label", of: element) ?? ""]
                case "cell": cells?.append(value("data-label", of: element) ?? "")
                default: break
                }
            }
            if let cells { #expect(cells == columns, "\(name)") }
        }
    }

    @Test func `what staff must do stands before what they may read`() throws {
        let headings = PageChecker(PageRenderer.html(PageSamples.alert)).all("h2").map(\.text)
        let wanted = ["Problems", "Tasks", "Bookings to enter", "Calls today", "Recalls", "The last four weeks"]
        #expect(headings.filter(wanted.contains) == wanted)
        #expect(headings.first == "Something needs your attention now.")
    }

    @Test func `what can be folded up says what it holds`() {
        for (name, page) in Self.pages {
            for (element, next) in zip(page.elements, page.elements.dropFirst()) where element.name == "details" {
                #expect(next.name == "summary" && !next.text.isEmpty, "\(name)")
            }
        }
    }

    // MARK: Colours

    /// The relative luminance of a colour, and the contrast of two, as WCAG 2.2 defines them.
    private func contrast(_ one: Substring, _ other: Substring) throws -> Double {
        func luminance(_ colour: Substring) throws -> Double {
            let digits =
                colour.count == 4 ? colour.dropFirst().map { "\($0)\($0)" }.joined() : String(colour.dropFirst())
            let number = try #require(UInt32(digits, radix: 16), "\(colour)")
            let parts = [number >> 16, number >> 8 & 0xFF, number & 0xFF].map { part -> Double in
                let value = Double(part) / 255
                return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (try luminance(one), try luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// The colours of each scheme by name: on a light screen, in the dark, on paper.
    private func schemes() throws -> [(name: String, colours: [Substring: Substring])] {
        let html = PageRenderer.html(PageSamples.alert)
        let blocks = html.matches(of: /:root\{([^}]*)\}/).map(\.1)
        #expect(blocks.count == 3)
        return zip(["light", "dark", "paper"], blocks).map { name, block in
            let pairs = block.matches(of: /--([a-z]+):(#[0-9a-f]+)/).map { ($0.1, $0.2) }
            return (name, Dictionary(pairs, uniquingKeysWith: { _, last in last }))
        }
    }

    @Test func `contrast is reckoned as the standard does`() throws {
        #expect(abs(try contrast("#000", "#fff") - 21) < 0.001)
        #expect(abs(try contrast("#767676", "#ffffff") - 4.54) < 0.01)
        #expect(abs(try contrast("#00f", "#fff") - 8.59) < 0.01)
    }

    @Test func `every colour of letters and bars can be read on its ground, in the light, in the dark and on paper`()
        throws
    {
        let css = PageRenderer.html(PageSamples.alert)
        let inks = Set(css.matches(of: /[{;]color:var\(--([a-z]+)\)/).map(\.1))
        let fills = Set(css.matches(of: /fill:var\(--([a-z]+)\)/).map(\.1)).subtracting(["line"])
        #expect(inks.isSuperset(of: ["ink", "dim", "link", "good", "warn", "bad", "cool"]))
        #expect(fills.isSuperset(of: ["good", "cool", "warn", "bad"]))
        for (scheme, colours) in try schemes() {
            func colour(_ name: Substring) throws -> Substring { try #require(colours[name], "\(scheme) \(name)") }
            for ink in inks {
                #expect(try contrast(colour(ink), colour("bg")) >= 4.5, "\(scheme): \(ink)")
            }
            for fill in fills {
                #expect(try contrast(colour(fill), colour("bg")) >= 3, "\(scheme): bar \(fill)")
            }
            // In the frame at the top stand words, links and what the telephone service said.
            for ground in ["goodbg", "warnbg", "badbg"] as [Substring] {
                for ink in ["ink", "link", "dim"] as [Substring] {
                    #expect(try contrast(colour(ink), colour(ground)) >= 4.5, "\(scheme): \(ink) on \(ground)")
                }
            }
        }
    }
}
