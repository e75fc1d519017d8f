/** Text without case and accents, letter for letter: positions in the folded text are positions in the original. */

/** Letters that Unicode does not take apart. */
const alone: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 's',
  æ: 'a',
  œ: 'o',
  ð: 'd',
  þ: 't',
  ı: 'i',
  º: 'o',
  ª: 'a',
  '°': 'o',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '：': ':',
  '№': 'n',
}

export function fold(text: string): string {
  let folded = ''
  // Code unit by code unit, so that every letter yields exactly one.
  for (let i = 0; i < text.length; i++) {
    const lower = (text[i] ?? '').toLowerCase()
    const letter = lower.charCodeAt(0) < 128 ? lower : (lower.normalize('NFD')[0] ?? lower)
    folded += alone[letter] ?? letter[0]
  }
  return folded
}
