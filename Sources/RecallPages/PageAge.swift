import RecallCore

/// What makes the page say by itself that it is old: a daemon that has stopped writes no other.
///
/// The page renews itself from the file, so only a comparison of the moment in it with the reader's clock can tell. A few
/// lines of script in the page do that, the only ones that its policy lets run; where scripts are switched off, a page that
/// is not renewed shows the words all the same, by its style.
package enum PageAge {
    /// Minutes after which a page is old: three times as long as one stands at most while nothing changes.
    package static let minutes = 15

    /// What stands in the page's script.
    package static let script =
        #"(function(){var e=document.getElementById("old"),w=Number(e.dataset.written),m=Number(e.dataset.minutes);function look(){if(Math.abs(Date.now()-w)>m*60000)e.className="old is-old"}look();setInterval(look,10000)})()"#

    /// The script's SHA-256 in base 64, by which the page's policy lets it run and no other.
    package static let scriptDigest = "kuX5G7urPap9t0tUpdwwfo41R5nhmHmck9MpguJS3vs="

    static let words =
        "This page is older than \(minutes) minutes, or the clock of this computer is wrong. recalld may have stopped: do not "
        + "trust what stands here, and tell your administrator."

    /// The words, out of sight until they are true.
    static func html(writtenAt: Instant) -> String {
        "<p id=\"old\" class=\"old\" role=\"alert\" data-written=\"\(writtenAt.milliseconds)\" data-minutes=\"\(minutes)\">"
            + "\(PageHTML.escaped(words))</p>\n<script>\(script)</script>"
    }

    static let css = """
        .old{visibility:hidden;height:0;margin:0;overflow:hidden;animation:old 0s \(minutes * 60)s forwards}
        @keyframes old{to{visibility:visible;height:auto;margin:1rem 0;padding:1rem 1.25rem}}
        .old.is-old{animation:none;visibility:visible;height:auto;margin:1rem 0;padding:1rem 1.25rem}
        .old{background:var(--badbg);color:var(--bad);font-weight:600;max-width:none}
        """
}
