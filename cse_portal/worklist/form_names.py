"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

PUT_OFF = add_form("worklist.put_off", "Putting work off", permission=Permission.OWN_WORK, edit="worklist:put_off")
GIVE = add_form("worklist.give", "Giving work to someone", permission=Permission.AGENCY_WORK, begin="worklist:give")
