/* Offers better words below a narrative field as a person writes; it follows the same table as the server. */

const AFTER_TYPING = 600
const QUOTED = /"[^"\n]*"|\u201c[^\u201d\n]*\u201d|(?<![\p{L}\p{N}_])[\u2018'](?:[^'\u2019\n]|(?<=[\p{L}\p{N}_])['\u2019](?=[\p{L}\p{N}_]))*['\u2019](?![\p{L}\p{N}_])/gu

export function readTable (table) {
  return table.wordings.map(({ code, patterns, prefer, why }) => {
    const spaced = patterns.join('|').replaceAll(' ', '\\s+').replaceAll('\\w', '[\\p{L}\\p{N}_]')
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${spaced})(?![\\p{L}\\p{N}_])`, 'giu')
    return { code, pattern, prefer, why }
  })
}

/* Every wording to think again about, in the order written; quotations are left alone. */
export function prompts (text, wordings) {
  const plain = text.replace(QUOTED, quoted => ' '.repeat(quoted.length)).replaceAll('\u2019', "'")
  const found = []
  for (const wording of wordings) {
    for (const match of plain.matchAll(wording.pattern)) {
      const start = match.index
      const end = start + match[0].length
      found.push({ start, end, ...wording, avoid: text.slice(start, end) })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept = []
  for (const prompt of found) {
    if (!kept.length || prompt.start >= kept[kept.length - 1].end) kept.push(prompt)
  }
  return kept
}

class LanguageHelper {
  constructor (field, wordings) {
    this.field = field
    this.wordings = wordings
    this.dismissed = new Set()
    this.list = document.getElementById(field.dataset.prompts)
    this.spoken = document.getElementById(`${field.dataset.prompts}-spoken`)
    field.addEventListener('input', () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.show(), AFTER_TYPING)
    })
    this.show({ isQuiet: true })
  }

  show ({ isQuiet = false } = {}) {
    const seen = new Set()
    const shown = prompts(this.field.value, this.wordings).filter(prompt => {
      const key = prompt.avoid.toLowerCase()
      if (seen.has(key) || this.dismissed.has(key)) return false
      seen.add(key)
      return true
    })
    const stated = shown.map(prompt => prompt.avoid).join('|')
    if (stated === this.stated) return
    this.stated = stated
    this.list.hidden = !shown.length
    this.list.querySelector('ul').replaceChildren(...shown.map(prompt => this.item(prompt)))
    if (!isQuiet) this.spoken.textContent = this.summary(shown)
  }

  summary (shown) {
    if (!shown.length) return 'No wording to think again about.'
    const last = shown[shown.length - 1]
    return `Think again about “${last.avoid}”. You could write “${last.prefer[0]}”.`
  }

  item ({ avoid, prefer, why }) {
    const item = document.createElement('li')
    const marked = document.createElement('span')
    marked.className = 'p-prompts__avoid'
    marked.textContent = avoid
    const better = prefer.map(words => `“${words}”`).join(' or ')
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'p-link-button'
    button.textContent = 'Keep my words'
    const hidden = document.createElement('span')
    hidden.className = 'govuk-visually-hidden'
    hidden.textContent = `“${avoid}”`
    button.append(hidden)
    button.addEventListener('click', () => {
      this.dismissed.add(avoid.toLowerCase())
      this.show({ isQuiet: true })
      this.field.focus()
    })
    item.append(marked, ` You could write ${better}. ${why} `, button)
    return item
  }
}

async function start (fields) {
  const answer = await fetch(fields[0].dataset.table, { headers: { Accept: 'application/json', 'X-Portal-By-Itself': 'yes' } }).catch(() => null)
  if (!answer || !answer.ok) return
  const table = await answer.json().catch(() => null) // the portal may have asked for something else first
  if (!table) return
  const wordings = readTable(table)
  fields.forEach(field => new LanguageHelper(field, wordings))
}

const fields = [...document.querySelectorAll('textarea[data-module~="portal-language"]')]
if (fields.length) start(fields)
