import Foundation
import RecallCore
import Testing

@Suite struct ZZDump {
    @Test func dump() throws {
        for (n, c) in [("empty", PageSamples.empty), ("busy", PageSamples.busy), ("trouble", PageSamples.trouble)] {
            try Data(PageRenderer.html(c).utf8).write(to: URL(fileURLWithPath: "/tmp/h/page-shots/\(n).html"))
        }
    }
}
