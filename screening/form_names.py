"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

SCREEN, ADVISE, ASSESS = Permission.SCREEN, Permission.ADVISE, Permission.ASSESS
SIGN_OFF, COUNTERSIGN = Permission.SIGN_OFF, Permission.COUNTERSIGN
BEGIN = add_form("screening.begin", "A screening begun", permission=SCREEN, edit="screening:begin")
SECTION = add_form("screening.section", "A part of a screening", permission=SCREEN, edit="screening:section")
DECIDE = add_form("screening.decide", "The decision of a screening", permission=SCREEN, edit="screening:result")
NEXT = add_form("screening.next", "What follows a screening", permission=SCREEN, edit="screening:next")
SET_ASIDE = add_form("screening.set_aside", "A screening set aside", permission=SCREEN, edit="screening:set_aside")
TAKE_UP = add_form("screening.take_up", "A screening taken up again", permission=SCREEN, edit="screening:take_up")
ALL = add_form("screening.all", "A screening on one page", permission=SCREEN, edit="screening:all")
ASK = add_form("screening.ask", "Advice asked for", permission=SCREEN, edit="screening:ask")
ADVICE = add_form("screening.advise", "Advice on a screening", permission=ADVISE, edit="screening:advice")
ASSESS_BEGUN = add_form("screening.assess", "An assessment begun", permission=ASSESS, edit="screening:assess")
ASK_PART = add_form("screening.ask_part", "A section asked for", permission=SCREEN, edit="screening:ask_part")
PART = add_form("screening.part", "A section given back", permission=SCREEN, edit="screening:part")
TAKE_BACK = add_form("screening.take_back", "A section taken back", permission=SCREEN, edit="screening:take_back_part")
PROPOSE = add_form("screening.propose", "The score of an assessment", permission=ASSESS, edit="screening:propose")
SIGN = add_form("screening.sign_off", "An assessment signed off", permission=SIGN_OFF, edit="screening:sign_off")
SEND_BACK = add_form("screening.send_back", "An assessment sent back", permission=SIGN_OFF, edit="screening:send_back")
COUNTER = add_form(
    "screening.countersign", "A lower score countersigned", permission=COUNTERSIGN, edit="screening:countersign"
)
PUT_OFF = add_form("screening.put_off", "A review put off", permission=SIGN_OFF, edit="screening:put_off")
NOT_NEEDED = add_form("screening.not_needed", "A review not needed", permission=SIGN_OFF, edit="screening:not_needed")
DOCUMENTS = add_form("screening.documents", "Documents of a screening", permission=SCREEN, edit="screening:documents")
OF_A_TOOL = (DOCUMENTS, DECIDE, NEXT, SET_ASIDE, TAKE_UP, ASK, ALL, ASK_PART, PROPOSE, SIGN, SEND_BACK, COUNTER)
OF_A_PART = (PART, TAKE_BACK)
OF_A_CASE = (BEGIN, ASSESS_BEGUN, PUT_OFF, NOT_NEEDED)
EDITION = add_form(
    "screening.edition",
    "From when an edition is in force",
    permission=Permission.KEEP_TOOLS,
    edit="screening:put_in_force",
)
LINKS = add_form(
    "screening.links", "Links to documents", permission=Permission.KEEP_TOOLS, edit="screening:library_links"
)
