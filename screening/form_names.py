"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

SCREEN, ADVISE = Permission.SCREEN, Permission.ADVISE
BEGIN = add_form("screening.begin", "A screening begun", permission=SCREEN, edit="screening:begin")
SECTION = add_form("screening.section", "A part of a screening", permission=SCREEN, edit="screening:section")
DECIDE = add_form("screening.decide", "The decision of a screening", permission=SCREEN, edit="screening:result")
NEXT = add_form("screening.next", "What follows a screening", permission=SCREEN, edit="screening:next")
SET_ASIDE = add_form("screening.set_aside", "A screening set aside", permission=SCREEN, edit="screening:set_aside")
TAKE_UP = add_form("screening.take_up", "A screening taken up again", permission=SCREEN, edit="screening:take_up")
ALL = add_form("screening.all", "A screening on one page", permission=SCREEN, edit="screening:all")
ASK = add_form("screening.ask", "Advice asked for", permission=SCREEN, edit="screening:ask")
ADVICE = add_form("screening.advise", "Advice on a screening", permission=ADVISE, edit="screening:advice")
OF_A_TOOL = (DECIDE, NEXT, SET_ASIDE, TAKE_UP, ASK, ALL)
EDITION = add_form(
    "screening.edition",
    "From when an edition is in force",
    permission=Permission.KEEP_TOOLS,
    edit="screening:put_in_force",
)
LINKS = add_form(
    "screening.links", "Links to documents", permission=Permission.KEEP_TOOLS, edit="screening:library_links"
)
