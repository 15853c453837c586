import RecallCore

/// The page's style sheet: the system's own font, two schemes with a contrast of 4.5 to 1 or more, and paper.
enum PageStyle {
    static let css = """
        :root{color-scheme:light dark;--bg:#fff;--soft:#f5f6f7;--ink:#1b1f23;--dim:#505860;--line:#d4d9de;--link:#0b57a4;
        --good:#1a6b3c;--warn:#7a5200;--bad:#a8201a;--cool:#285f8f;--goodbg:#eaf5ee;--warnbg:#fdf4de;--badbg:#fdecea}
        @media (prefers-color-scheme:dark){:root{--bg:#16191c;--soft:#1f2428;--ink:#e8eaed;--dim:#b0b8c0;--line:#3b434a;
        --link:#8fc3f7;--good:#7fd3a0;--warn:#f0c365;--bad:#ff9d94;--cool:#90c2ee;--goodbg:#17291e;--warnbg:#2d2514;
        --badbg:#331c1a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
        header,main,footer{max-width:64rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1.5rem}h1{font-size:1.75rem;line-height:1.2;margin:0}
        h2{font-size:1.25rem;margin:2.5rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
        p{margin:.4rem 0;max-width:45rem}a{color:var(--link)}.dim,footer{color:var(--dim)}
        .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--bg);padding:.5rem}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .top{border:1px solid var(--line);border-left:.4rem solid;border-radius:.4rem;padding:1rem 1.25rem;margin:1rem 0}
        .top h2{margin:0}.top ol{margin:.5rem 0 0;padding-left:1.4rem}
        .top.well{border-left-color:var(--good);background:var(--goodbg)}
        .top.attention{border-left-color:var(--warn);background:var(--warnbg)}
        .top.trouble{border-left-color:var(--bad);background:var(--badbg)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}
        caption{text-align:left;color:var(--dim);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.6rem 1rem .6rem 0;border-bottom:1px solid var(--line);
        overflow-wrap:break-word;min-width:4rem;max-width:26rem}
        thead th{font-weight:600;border-bottom-width:2px}tbody th{font-weight:500}
        .n{text-align:right;font-variant-numeric:tabular-nums}
        .badge{display:inline-block;border:1px solid;border-radius:.3rem;padding:0 .5rem;font-weight:600;white-space:nowrap}
        .bad{color:var(--bad)}.warn{color:var(--warn)}.good{color:var(--good)}.cool{color:var(--cool)}
        .bar{display:block;width:14rem;max-width:100%;height:.8rem}.bar .back{fill:var(--line)}
        .chart{display:block;width:100%;height:auto;margin:.5rem 0}.chart text{font-size:12px;fill:var(--ink);text-anchor:middle}
        .axis{stroke:var(--dim)}.f-good{fill:var(--good)}.f-cool{fill:var(--cool)}.f-warn{fill:var(--warn)}.f-bad{fill:var(--bad)}
        .key{display:inline-block;width:.8rem;height:.8rem;margin-right:.35rem}.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
        details{margin:.5rem 0}summary{cursor:pointer;color:var(--link)}footer{padding-top:1rem;padding-bottom:2rem}
        @media screen and (max-width:44rem){thead{position:absolute;left:-100rem}
        table,tbody,tr,caption,tbody th,tbody td{display:block;max-width:none}tr{border-bottom:1px solid var(--line);
        padding:.5rem 0}tbody th,tbody td{border:0;padding:.15rem 0;text-align:left;overflow-wrap:anywhere}
        tbody th{font-weight:600}tbody td.n{text-align:left}tbody td::before{content:attr(data-label) ": ";color:var(--dim)}td:empty{display:none}
        .chart{min-width:36rem}}
        @media print{@page{size:A4;margin:15mm}:root{color-scheme:light;--bg:#fff;--soft:#fff;--ink:#000;--dim:#333;--line:#999;
        --link:#000;--good:#1a6b3c;--warn:#7a5200;--bad:#a8201a;--cool:#285f8f;--goodbg:#fff;--warnbg:#fff;--badbg:#fff}
        body{font-size:10pt}.skip{display:none}h2{margin-top:1.25rem}th,td{padding:.25rem .75rem .25rem 0}tr,.top,svg{break-inside:avoid}h2,caption{break-after:avoid}
        .scroll{overflow:visible}svg,.badge,.key{print-color-adjust:exact}}
        """
}
