/* A form saves itself on the server while a person types; nothing is ever put into the browser's own storage. */

const AFTER_TYPING = 2000
const AT_THE_LATEST = 10000
const GIVE_UP_AFTER = 15000
const LONGEST_PAUSE = 30000
const MOST_FOR_A_CLOSING_PAGE = 60000 // browsers let a closing page send 64 kB and no more

const CONNECTION = 'connection'
const AWAY = 'away'
const SIGNED_OUT = 'signed out'
const ASKED_FIRST = 'asked first'
const SOMEONE_ELSE = 'someone else'
const NOT_ALLOWED = 'not allowed'
const REFUSED = 'refused'

/* What the portal says is in the way, and, where it says nothing, what the status of its answer means. */
const BY_PROBLEM = {
  signed_out: SIGNED_OUT,
  old_key: SIGNED_OUT,
  second_step: ASKED_FIRST,
  asked_first: ASKED_FIRST,
  someone_else: SOMEONE_ELSE,
  not_allowed: NOT_ALLOWED,
  not_here: NOT_ALLOWED
}
const BY_STATUS = { 400: REFUSED, 401: SIGNED_OUT, 403: NOT_ALLOWED, 409: SOMEONE_ELSE, 413: REFUSED }
const OWN_THOUGH_NO_FIELD = /^_(choice|text)_/ // while two texts are put together
const WAITS_FOR_SIGN_IN = [SIGNED_OUT, SOMEONE_ELSE, ASKED_FIRST]

function clockTime (date) {
  return new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true })
    .format(date).replace(/\s/g, '').replace(':00', '').toLowerCase()
}

class DraftKeeper {
  constructor (form) {
    this.form = form
    this.changed = new Set()
    this.trouble = null
    this.troubleSince = null
    this.failures = 0
    this.isSaving = false
    this.isSending = false
    this.isFinished = false
    this.panel = form.querySelector('[data-draft-status]')
    this.line = form.querySelector('[data-draft-line]')
    this.waiting = form.querySelector('[data-draft-waiting]')
    this.spoken = form.querySelector('[data-draft-spoken]')
    form.autocomplete = 'off' // Back shows what the server keeps: the browser's own copy may be older
    this.listen()
  }

  listen () {
    this.form.addEventListener('input', event => this.noteChange(event))
    this.form.addEventListener('change', event => this.noteChange(event))
    this.form.addEventListener('submit', event => this.beforeSending(event))
    document.addEventListener('visibilitychange', () => this.whenSeenOrHidden())
    window.addEventListener('pagehide', () => this.save({ isClosing: true }))
    window.addEventListener('pageshow', event => { if (event.persisted) this.isSending = this.isFinished = false })
    window.addEventListener('online', () => this.save())
    window.addEventListener('focus', () => this.lookForSignIn())
    window.addEventListener('beforeunload', event => {
      if (this.changed.size && !this.isSending && !this.isFinished) event.preventDefault()
    })
  }

  control (name) {
    return this.form.querySelector(`input[name="${name}"]`)
  }

  noteChange (event) {
    const name = event.target.name
    const isTold = event.type === 'input' || event.target.matches('select, [type=radio], [type=checkbox]')
    if (!name || (name.startsWith('_') && !OWN_THOUGH_NO_FIELD.test(name)) || !isTold) return
    if (!this.changed.size) this.oldest = Date.now()
    this.changed.add(name)
    for (const offer of document.querySelectorAll('[data-draft-offer]')) offer.open = false
    this.show()
    this.plan()
  }

  plan () {
    if (this.trouble) return this.show()
    clearTimeout(this.timer)
    const untilTheLatest = this.oldest + AT_THE_LATEST - Date.now()
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(AFTER_TYPING, untilTheLatest)))
  }

  whenSeenOrHidden () {
    if (document.visibilityState === 'hidden') this.save({ isClosing: true })
    else this.lookForSignIn()
  }

  body () {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === 'string' && name !== 'csrfmiddlewaretoken' && !this.isSecret(name)) body.append(name, value)
    }
    const turn = Number(this.control('_turn').value) + 1
    this.control('_turn').value = turn
    body.set('_turn', turn)
    body.set('_kind', this.form.dataset.kind)
    body.set('_about', this.form.dataset.about)
    return body.toString()
  }

  isSecret (name) {
    return Boolean(this.form.querySelector(`input[type="password"][name="${CSS.escape(name)}"]`))
  }

  /* True when everything typed is on the server. */
  async save ({ isClosing = false } = {}) {
    if (!this.changed.size) return !this.trouble
    if (this.isFinished || this.isSending || (this.isSaving && !isClosing)) return false
    clearTimeout(this.timer)
    const sent = this.changed
    this.changed = new Set()
    this.isSaving = true
    this.show()
    let answer = null
    try {
      answer = await this.post(this.body(), isClosing)
    } catch {
      /* No answer at all: the connection, not the portal. */
    }
    this.isSaving = false
    const isKept = answer !== null && await this.take(answer)
    if (!isKept) sent.forEach(name => this.changed.add(name))
    this.goOn(isKept)
    return isKept && !this.changed.size
  }

  async post (body, isClosing) {
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), GIVE_UP_AFTER)
    try {
      return await fetch(this.form.dataset.saveUrl, {
        method: 'POST',
        body,
        keepalive: isClosing && body.length < MOST_FOR_A_CLOSING_PAGE,
        credentials: 'same-origin',
        redirect: 'error',
        signal: patience.signal,
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-CSRFToken': this.control('csrfmiddlewaretoken').value
        }
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async take (answer) {
    const told = await answer.json().catch(() => ({}))
    if (answer.ok) return this.takeSaved(told)
    if (told.problem === 'already_sent') return this.leave()
    this.enter(BY_PROBLEM[told.problem] || BY_STATUS[answer.status] || AWAY)
    this.where = told.where
    this.refusal = told.words || 'This draft cannot be saved by itself. Use the button below.'
    return false
  }

  takeSaved (told) {
    if (this.trouble) this.speak(`Saving again. Saved ${told.saved_at}.`)
    else if (!this.savedAt) this.speak(`Your draft is saved as you type.`)
    this.savedAt = told.saved_at
    this.isApart = this.isApart || told.is_apart
    this.control('_draft').value = told.draft
    this.control('_draft_version').value = told.draft_version
    this.stayAt(told.draft)
    return this.leave()
  }

  /* Back and reload come to the draft itself, not to an empty form that offers it. */
  stayAt (draft) {
    const here = new URL(window.location.href)
    if (here.searchParams.get('draft') === draft) return
    here.searchParams.set('draft', draft)
    here.searchParams.delete('look')
    window.history.replaceState(window.history.state, '', here)
  }

  goOn (isKept) {
    if (isKept) {
      this.failures = 0
      if (this.changed.size) {
        this.oldest = Date.now()
        this.plan()
      }
    } else {
      if (!this.trouble) this.enter(CONNECTION)
      this.tryAgainLater()
    }
    this.show()
  }

  tryAgainLater () {
    this.failures += 1
    const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(this.failures, 5))
    clearTimeout(this.timer)
    if (this.trouble === REFUSED) return
    const next = WAITS_FOR_SIGN_IN.includes(this.trouble) ? () => this.lookForSignIn() : () => this.save()
    this.timer = setTimeout(next, pause)
  }

  enter (trouble) {
    if (this.trouble === trouble) return
    this.trouble = trouble
    this.troubleSince = clockTime(new Date())
    this.needsSaying = true
  }

  leave () {
    this.trouble = null
    this.troubleSince = null
    return true
  }

  /* After a sign-in in another tab the page gets that session's key, if it is the same person's. */
  async lookForSignIn () {
    if (!WAITS_FOR_SIGN_IN.includes(this.trouble)) return
    const answer = await fetch(this.form.dataset.sessionUrl, {
      headers: { Accept: 'application/json', 'X-Portal-By-Itself': 'yes' }, credentials: 'same-origin'
    }).catch(() => null)
    if (!answer || !answer.ok) return this.tryAgainLater()
    const session = await answer.json().catch(() => ({}))
    if (session.person && session.person === this.control('_owner').value) {
      this.control('csrfmiddlewaretoken').value = session.key
      await this.save()
      return
    }
    this.enter(session.person ? SOMEONE_ELSE : SIGNED_OUT)
    this.show()
    this.tryAgainLater()
  }

  /* What is not yet saved is saved first: a form never leaves this page into a lost connection. */
  async beforeSending (event) {
    if (this.isSending || this.isHolding) {
      event.preventDefault()
      return
    }
    const isAllSaved = !this.changed.size && !this.isSaving && !this.trouble
    if (isAllSaved || this.isFinished || this.trouble === REFUSED) {
      this.isSending = true
      return
    }
    event.preventDefault()
    this.isHolding = true
    const submitter = event.submitter
    while (this.isSaving) await new Promise(resolve => setTimeout(resolve, 50))
    const isSaved = this.trouble === SIGNED_OUT ? false : await this.save()
    this.isHolding = false
    if (isSaved || this.isFinished || this.trouble === REFUSED) {
      this.isSending = true
      this.isFinished = true
      HTMLFormElement.prototype.submit.call(this.withButton(submitter))
      return
    }
    this.needsSaying = true
    this.show()
    this.panel.scrollIntoView({ block: 'nearest' })
  }

  withButton (submitter) {
    if (submitter && submitter.name) {
      const chosen = document.createElement('input')
      chosen.type = 'hidden'
      chosen.name = submitter.name
      chosen.value = submitter.value
      this.form.append(chosen)
    }
    return this.form
  }

  show () {
    const words = this.words()
    this.panel.hidden = !words.length
    this.panel.classList.toggle('p-draft-status--trouble', Boolean(this.trouble))
    this.line.replaceChildren(...words)
    const count = this.changed.size
    this.waiting.hidden = !this.trouble || !count
    this.waiting.textContent = count === 1 ? '1 change waiting' : `${count} changes waiting`
    if (this.needsSaying) {
      this.needsSaying = false
      this.speak(this.line.textContent)
    }
  }

  words () {
    if (this.trouble === CONNECTION) {
      return [strong(`No connection since ${this.troubleSince}. `), 'Keep typing. Your words stay here and are sent when it is back.']
    }
    if (this.trouble === AWAY) {
      return [strong(`Not saving since ${this.troubleSince}: the portal is not available. `), 'Keep typing. Your words stay here and are saved when it is back.']
    }
    if (this.trouble === SIGNED_OUT) {
      return [strong('You were signed out. '), 'Your words stay here. ', this.link('Sign in', this.form.dataset.signInUrl), ' Then come back to this tab.']
    }
    if (this.trouble === ASKED_FIRST) {
      return [strong(`Not saving since ${this.troubleSince}: the portal needs something else from you first. `), 'Your words stay here. ', this.link('See what it asks', this.where || this.form.dataset.signInUrl), ' Then come back to this tab.']
    }
    if (this.trouble === NOT_ALLOWED) {
      return [strong(`Not saving since ${this.troubleSince}: your role does not include this form any more. `), 'Copy what you typed before you close this tab, and ask the single point of contact in your agency.']
    }
    if (this.trouble === SOMEONE_ELSE) return [strong('Someone else is signed in on this device. '), 'Nothing is sent in their name. Your words stay here until you sign in again.']
    if (this.trouble === REFUSED) return [this.refusal]
    if (this.isSaving) return ['Saving…']
    if (this.changed.size) return ['Not saved yet']
    if (!this.savedAt) return []
    return [`Saved ${this.savedAt}.`, this.isApart ? ' This form is also open elsewhere: both are kept as drafts.' : ' Only you can see this draft.']
  }

  link (text, address) {
    const link = document.createElement('a')
    link.href = address
    link.target = '_blank'
    link.rel = 'noopener'
    link.className = 'govuk-link'
    link.textContent = `${text} (opens in a new tab).`
    return link
  }

  speak (text) {
    this.spoken.textContent = text
  }
}

function strong (text) {
  const element = document.createElement('strong')
  element.textContent = text
  return element
}

for (const form of document.querySelectorAll('[data-module~="portal-drafts"]')) new DraftKeeper(form)
