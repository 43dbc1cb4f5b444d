// Asks the browser for a passkey, or to make one, and sends the form with what it answers. Without this script the
// other ways on the page remain.

const fromText = text => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '='))
  return Uint8Array.from(plain, letter => letter.charCodeAt(0)).buffer
}

const toText = buffer => {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
}

const named = list => (list || []).map(one => ({ ...one, id: fromText(one.id) }))

function readOptions (options) {
  const wanted = { ...options.publicKey, challenge: fromText(options.publicKey.challenge) }
  if (wanted.user) wanted.user = { ...wanted.user, id: fromText(wanted.user.id) }
  if (wanted.excludeCredentials) wanted.excludeCredentials = named(wanted.excludeCredentials)
  if (wanted.allowCredentials) wanted.allowCredentials = named(wanted.allowCredentials)
  return { publicKey: wanted }
}

function answerOf (credential) {
  const given = credential.response
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (given[name]) response[name] = toText(given[name])
  }
  if (given.getTransports) response.transports = given.getTransports()
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response
  }
}

const WORDS = {
  InvalidStateError: 'This device already holds a passkey for your account.',
  NotAllowedError: 'That did not work, or took too long. Try again, or use another way.',
  SecurityError: 'Passkeys do not work at this address. Open the portal by its name.'
}
const OTHERWISE = 'Your browser could not use a passkey here. Use another way.'

class Passkey {
  constructor (root) {
    this.root = root
    this.problem = root.querySelector('[data-problem]')
    this.button = root.querySelector('[data-ask]')
    this.input = document.getElementById(root.dataset.fills)
    root.hidden = false
    this.button.addEventListener('click', () => this.ask())
  }

  async ask () {
    this.problem.hidden = true
    this.button.disabled = true
    try {
      const options = readOptions(await this.options())
      const credential = await navigator.credentials[this.root.dataset.does](options)
      this.input.value = JSON.stringify(answerOf(credential))
      this.input.form.submit()
    } catch (error) {
      this.button.disabled = false
      this.problem.textContent = WORDS[error.name] || OTHERWISE
      this.problem.hidden = false
    }
  }

  /* In the page, or from the server at the moment they are wanted. */
  async options () {
    if (this.root.dataset.options) return JSON.parse(this.root.dataset.options)
    const answer = await fetch(this.root.dataset.url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    if (!answer.ok) throw new Error('no options')
    return (await answer.json()).request_options
  }
}

if (window.PublicKeyCredential) {
  for (const root of document.querySelectorAll('[data-module="portal-passkey"]')) new Passkey(root)
}
