"""The form of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

WAYS = add_form("notices.ways", "How you hear of your work", permission=Permission.OWN_WORK, begin="notices:ways")
