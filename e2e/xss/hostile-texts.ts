/** What a script does that should not have run: nobody can overlook it. */
const ran = 'window.__ran=true;fetch(`/a-script-ran`)'

/** Text that has become code somewhere: in HTML, in attributes, in URLs, in JSON within a page, in templates. */
export const hostileTexts: readonly string[] = [
  `<script>${ran}</script>`,
  `</title></style></textarea><script>${ran}</script>`,
  `</script><script>${ran}</script>`,
  `<img src=x onerror="${ran}">`,
  `"><svg/onload='${ran}'>`,
  `' onmouseover='${ran}' autofocus onfocus='${ran}' x='`,
  `javascript:${ran}`,
  `<a href="javascript:${ran}">Open</a>`,
  `<iframe srcdoc="<script>parent.${ran}</script>"></iframe>`,
  '<base href="https://evil.example/"><link rel=stylesheet href="https://evil.example/a.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  `{{constructor.constructor('${ran}')()}} \${${ran}} <%= ${ran} %>`,
  `<!--><script>${ran}</script>--> ]]> \\u003cscript\\u003e${ran}`,
  '\u202Etxt.exe\u202C \u200B\uFEFF\u2028\u2029 \u0007\u001b[31m\u001b]8;;https://evil.example\u0007',
  'W'.repeat(2_000),
]

/** All of it in one, for places that take long text. */
export const everyHostileText: string = hostileTexts.join(' ')
