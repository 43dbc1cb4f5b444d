// Warns before a session ends, and says so when it has. The server knows how long is left: tabs ask it before they
// say anything, so that work in one tab, or a form saving itself, keeps every other tab quiet.

const AHEAD = 1000
const PATIENCE = 30000
const WHILE_SIGNING_OUT = 1500

class Timeout {
  constructor (root) {
    this.root = root
    this.dialog = root.querySelector('[data-dialog]')
    this.words = root.querySelector('[data-words]')
    this.spoken = root.querySelector('[data-spoken]')
    this.stay = root.querySelector('[data-stay]')
    this.warnBefore = Number(root.dataset.warnBefore)
    this.tabs = 'BroadcastChannel' in window ? new BroadcastChannel('portal-session') : null
    root.hidden = false
    this.listen()
    this.expect(Number(root.dataset.left))
  }

  listen () {
    this.stay.addEventListener('click', () => this.stayHere())
    this.dialog.addEventListener('cancel', event => { // Escape
      event.preventDefault()
      if (this.canStay) this.stayHere()
      else this.dismiss()
    })
    for (const form of document.querySelectorAll('form[action]')) {
      if (form.action === this.root.querySelector('form').action) form.addEventListener('submit', () => this.tell(0))
    }
    window.addEventListener('pageshow', event => { if (event.persisted) this.ask() })
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.ask() })
    if (this.tabs) {
      this.tabs.addEventListener('message', event => this.hear(event.data))
      this.tell(Number(this.root.dataset.left))
    }
  }

  tell (seconds) {
    if (this.tabs) this.tabs.postMessage(seconds)
  }

  /* Another tab has just been given so many seconds by the server; none means that it is signing out. */
  hear (seconds) {
    if (this.isEnded) this.ask()
    else if (seconds === 0) setTimeout(() => this.ask(), WHILE_SIGNING_OUT)
    else {
      this.close()
      this.expect(seconds)
    }
  }

  /* Plan the next question for the moment at which there might be something to say. */
  expect (seconds) {
    this.endsAt = Date.now() + seconds * 1000
    const wait = (seconds > this.warnBefore ? seconds - this.warnBefore : seconds) * 1000 + AHEAD
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), wait)
  }

  async ask (method = 'GET') {
    const answer = await this.fetch(method)
    if (!answer) return this.noAnswer()
    if (answer.status === 401) return this.ended()
    if (!answer.ok) return this.noAnswer()
    const session = await answer.json()
    if (session.person !== this.root.dataset.person) return this.someoneElse()
    if (this.isEnded) this.backAgain(session.key)
    this.canStay = session.can_stay
    this.expect(session.seconds)
    if (session.seconds <= this.warnBefore) this.warn()
    else this.close()
  }

  fetch (method) {
    const key = this.root.querySelector('input[name="csrfmiddlewaretoken"]').value
    const headers = { Accept: 'application/json', 'X-Portal-By-Itself': 'yes', 'X-CSRFToken': key }
    return fetch(this.root.dataset.url, { method, headers, credentials: 'same-origin', redirect: 'error' }).catch(() => null)
  }

  /* Without a connection nothing is known but the time. */
  noAnswer () {
    const left = (this.endsAt - Date.now()) / 1000
    if (left <= 0) this.ended()
    else if (left <= this.warnBefore) this.warn()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), left > 0 ? Math.min(PATIENCE, left * 1000 + AHEAD) : PATIENCE)
  }

  warn () {
    if (this.isDismissed || this.dialog.open) return
    this.before = document.activeElement
    this.stay.hidden = !this.canStay
    this.count()
    this.dialog.showModal()
    this.root.querySelector('#timeout-title').focus()
    this.counting = setInterval(() => this.count(), 1000)
  }

  count () {
    const minutes = Math.max(1, Math.ceil((this.endsAt - Date.now()) / 60000))
    const text = minutes === this.saidMinutes ? null : this.sentence(minutes)
    if (!text) return
    this.saidMinutes = minutes
    this.words.textContent = text
    if (this.dialog.open) this.spoken.textContent = text
  }

  sentence (minutes) {
    const soon = `You will be signed out in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
    if (this.canStay) return `${soon}, because nothing has happened here for a while. What you typed is kept.`
    return `${soon}: everyone signs in again once a day. Save what you are doing now.`
  }

  async stayHere () {
    this.close()
    await this.ask('POST')
    if (!this.isEnded) this.tell(Math.round((this.endsAt - Date.now()) / 1000))
  }

  dismiss () {
    this.isDismissed = true
    this.close()
  }

  close () {
    clearInterval(this.counting)
    this.saidMinutes = null
    if (!this.dialog.open) return
    this.dialog.close()
    if (this.before && this.before.isConnected) this.before.focus()
  }

  /* The page stays as it is, with all that was typed. */
  ended () {
    if (this.isEnded) return
    this.isEnded = true
    clearTimeout(this.timer)
    this.close()
    const minutes = this.root.dataset.idleMinutes
    const timedOut = Date.now() >= this.endsAt
    this.say(timedOut ? `You were signed out after ${minutes} minutes without activity. ` : 'You are signed out. ',
      'What you typed is still on this page. ', true)
  }

  someoneElse () {
    this.isEnded = true
    this.close()
    this.say('Someone else has signed in on this device. ', 'Nothing on this page is sent in their name. ', false)
  }

  say (strong, more, offersSignIn) {
    const line = document.createElement('p')
    const first = document.createElement('strong')
    first.textContent = strong
    line.append(first, more)
    if (offersSignIn) line.append(this.signInLink(), ' Then come back to this one.')
    this.root.querySelector('[data-ended]').hidden = false
    this.root.querySelector('[data-ended-words]').replaceChildren(line)
  }

  signInLink () {
    const link = document.createElement('a')
    link.href = this.root.dataset.signIn
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = 'Sign in (opens in a new tab).'
    return link
  }

  /* The same person signed in again elsewhere: forms in this tab get the new session's key. */
  backAgain (key) {
    this.isEnded = this.isDismissed = false
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = key
    this.say('You are signed in again. ', 'You can go on here.', false)
  }
}

for (const root of document.querySelectorAll('[data-module="portal-timeout"]')) new Timeout(root)
