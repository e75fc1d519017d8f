/** Text that a stranger may have written where we make keys and paths of it (FAILURES 31). */
export const hostileTexts: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'slashes', text: 'a/b\\c' },
  { name: 'marks of an address', text: 'a#b?c=d&e%20f+g h' },
  { name: 'control characters', text: 'control \u0001\u001f\u007f\u009f\r\n\t and more' },
  { name: 'quotes', text: "quote ' or '1' eq '1" },
  { name: 'letters of other scripts', text: 'ÄÖÜß € 漢字 😀' },
  { name: 'markup', text: '<script>alert(1)</script>' },
  { name: 'a formula', text: '=cmd|calc' },
  { name: 'a list in JSON', text: '[{"v":1},{"v":1}]' },
  { name: '1,000 characters', text: 'l'.repeat(1_000) },
]
