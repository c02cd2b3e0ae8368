/** The style of the report: system fonts, one accent colour, both colour schemes. */
export const reportStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#5f6873;--line:#e3e6ea;--paper:#fff;--raised:#f7f8fa;--accent:#3f63c9;--soft:#c3d0f3}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--quiet:#9aa4b0;--line:#2c323a;--paper:#121519;--raised:#191d23;--accent:#8aa6f5;--soft:#3a4a78}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:40px 24px 64px}
h1,h2,h3,p,dl,dd,ul,figure{margin:0}
h1{font-size:28px;line-height:1.2;font-weight:650;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{font-size:13px;font-weight:600;margin:36px 0 10px}
h3{font-size:16px;font-weight:600;overflow-wrap:anywhere}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:3px}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.quiet,.kind,dt,figcaption{color:var(--quiet)}
.kind{font-size:13px;margin-bottom:4px}
.facts{display:flex;flex-wrap:wrap;gap:12px 36px;margin-top:20px;padding-top:16px;border-top:1px solid var(--line)}
dt{font-size:12px}
.facts dd{font-size:18px;font-weight:550}
.notes{margin-top:20px;padding:12px 16px;background:var(--raised);border-left:3px solid var(--accent);border-radius:0 6px 6px 0}
.notes h2{margin:0 0 4px}
.notes ul{padding-left:18px}
.notes p{margin-top:4px;color:var(--quiet)}
.scroll{overflow-x:auto}
table{border-collapse:collapse}
th{font-weight:inherit;text-align:left}
.overview{width:100%}
.overview th,.overview td{padding:6px 20px 6px 0;border-bottom:1px solid var(--line);white-space:nowrap}
.overview thead th{font-size:12px;color:var(--quiet)}
.overview tbody th{font-weight:550;max-width:280px;overflow:hidden;text-overflow:ellipsis}
.overview .right{text-align:right}
.overview .most{max-width:320px;overflow:hidden;text-overflow:ellipsis}
.overview tr>:last-child{padding-right:0}
.overview tbody tr:last-child>*{border-bottom:0}
.sparkline{display:block;width:96px;height:20px}
.bars{fill:var(--accent)}
.column{padding:22px 0;border-top:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 240px}
.scroll{margin-bottom:32px}
.column header{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 10px;margin-bottom:12px}
.column:target h3{color:var(--accent)}
.type{font-size:12px;padding:0 8px;border:1px solid var(--line);border-radius:99px;background:var(--raised)}
.facets{display:grid;grid-template-columns:minmax(220px,1fr) minmax(0,1.5fr) minmax(0,1.4fr);gap:20px 36px;align-items:start}
.facets dl>div{display:flex;justify-content:space-between;gap:16px;padding:1px 0}
.facets dt{font-size:13px;white-space:nowrap}
.facets dd{text-align:right}
.histogram svg{display:block;width:100%;height:148px;overflow:visible}
.histogram figcaption{display:flex;justify-content:space-between;gap:12px;font-size:12px;margin-top:4px}
.whisker{stroke:var(--quiet);stroke-width:1;vector-effect:non-scaling-stroke}
.box{fill:var(--soft)}
.median{stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
.top{width:100%;table-layout:fixed;font-size:13px}
.facets>dl+.top{grid-column:span 2}
.top .value{width:44%}
.top .count{width:84px}
.top .share{width:64px}
.top th,.top td{padding:1px 0 1px 10px;text-align:right;white-space:nowrap}
.top tbody th{text-align:left;padding-left:0;overflow:hidden;text-overflow:ellipsis}
.top tfoot td{text-align:left;padding-left:0;white-space:normal}
.bar span{display:block;height:8px;background:var(--accent);border-radius:1px}
.none{font-size:13px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{margin-top:28px;padding-top:16px;border-top:1px solid var(--line);font-size:12px;max-width:72ch}
@media (max-width:820px){main{padding:24px 16px 48px}.overview th,.overview td{padding-right:14px}.overview tbody th{max-width:150px}.facets{grid-template-columns:minmax(0,1fr)}.facets>dl+.top{grid-column:auto}.facts{gap:10px 24px}h1{font-size:23px}}
@media print{.column{break-inside:avoid}main{padding:0}}
`
