// A button that prints the page; without JavaScript it stays hidden and the browser's own command does it.
for (const button of document.querySelectorAll('[data-module="portal-print"]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
