/* While a name is typed after an @: who may be told, as far as the chosen mark lets them read it.
   Without it the name is written out, or its box is ticked. */

const MOST = 8
const BEGUN = /(?:^|[^\w@./+-])@([^\n@]{0,60})$/

export function plain (words) {
  return words.normalize('NFC').replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ').toLowerCase()
}

/* What stands between the last @ and the caret; null where no name is being typed. */
export function typed (text) {
  const met = BEGUN.exec(text)
  return met && met[1].trim().split(/\s+/).length <= 6 ? met[1] : null
}

export function fitting (names, words) {
  const asked = plain(words)
  if (asked.startsWith(' ')) return []
  const found = names.filter(one => plain(one.name).startsWith(asked) || plain(one.name).split(' ').some(part => part.startsWith(asked)))
  return found.some(one => asked.startsWith(plain(one.name))) ? [] : found.slice(0, MOST)
}

class Mentions {
  constructor (names, field) {
    this.field = field
    this.names = [...names.children].map(({ textContent, dataset }) => ({ name: textContent, ...dataset }))
    this.found = []
    this.active = -1
    this.list = document.createElement('ul')
    this.list.id = `${field.id}-names`
    this.list.className = 'p-mentions'
    this.list.hidden = true
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', 'Whom you may mean')
    this.spoken = document.createElement('div')
    this.spoken.className = 'govuk-visually-hidden'
    this.spoken.setAttribute('role', 'status')
    field.after(this.list, this.spoken)
    field.setAttribute('aria-autocomplete', 'list')
    field.setAttribute('aria-controls', this.list.id)
    field.addEventListener('input', () => this.look())
    field.addEventListener('click', () => this.look())
    field.addEventListener('keydown', event => this.press(event))
    field.addEventListener('blur', () => this.close())
  }

  before () {
    return this.field.value.slice(0, this.field.selectionStart)
  }

  look () {
    const words = typed(this.before())
    this.show(words === null ? [] : fitting(this.names.filter(one => this.reads(one)), words))
  }

  /* In a conversation that stands only those are here who read it; in a new one its mark decides. */
  reads ({ marks, agency }) {
    const { handling, named } = this.field.form.elements
    const mark = handling ? handling.value : ''
    if (!marks || !mark) return true
    if (marks.split(' ').includes(mark)) return true
    const ticked = named ? [...(named.length ? named : [named])].filter(box => box.checked).map(box => box.value) : []
    return mark === 'named_agencies' && ticked.includes(agency)
  }

  show (found) {
    const before = this.found.length
    this.found = found
    this.list.replaceChildren(...found.map((one, place) => this.option(one, place)))
    this.list.hidden = !found.length
    this.point(-1)
    if (found.length !== before) {
      const number = found.length === 1 ? '1 name' : `${found.length} names`
      this.spoken.textContent = found.length ? `${number} to choose from: down arrow, then Enter` : ''
    }
  }

  option (one, place) {
    const item = document.createElement('li')
    item.id = `${this.list.id}-${place}`
    item.className = 'p-mentions__name'
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    item.textContent = one.name
    if (one.more) {
      const more = document.createElement('span')
      more.className = 'p-mentions__more'
      more.textContent = ` ${one.more}`
      item.append(more)
    }
    item.addEventListener('pointerdown', event => event.preventDefault())
    item.addEventListener('click', () => this.choose(place))
    return item
  }

  point (place) {
    this.active = place
    const options = [...this.list.children]
    options.forEach((item, at) => item.setAttribute('aria-selected', String(at === place)))
    if (place < 0) this.field.removeAttribute('aria-activedescendant')
    else {
      this.field.setAttribute('aria-activedescendant', options[place].id)
      options[place].scrollIntoView({ block: 'nearest' })
    }
  }

  press (event) {
    if (this.list.hidden || event.isComposing) return
    const last = this.found.length - 1
    if (event.key === 'ArrowDown') this.point(this.active < last ? this.active + 1 : 0)
    else if (event.key === 'ArrowUp') this.point(this.active > 0 ? this.active - 1 : last)
    else if (event.key === 'Enter' && this.active >= 0) this.choose(this.active)
    else if (event.key === 'Escape') this.close()
    else return
    event.preventDefault()
  }

  choose (place) {
    const before = this.before()
    const start = before.length - typed(before).length
    const name = `${this.found[place].name} `
    this.field.setRangeText(name, start, before.length, 'end')
    this.close()
    this.field.dispatchEvent(new Event('input', { bubbles: true }))
    this.field.focus()
  }

  close () {
    this.show([])
  }
}

if (typeof document !== 'undefined') {
  document.querySelectorAll('[data-mentions]').forEach(names => {
    const field = document.getElementById(names.dataset.mentions)
    if (field) new Mentions(names, field)
  })
}
