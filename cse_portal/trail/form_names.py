"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

WEEK = add_form("trail.week", "Who looked last week", permission=Permission.SEARCH_TRAIL, edit="trail:week")
WEEK_SIGN = add_form("trail.week_sign", "Signing a week", permission=Permission.SEARCH_TRAIL, edit="trail:week_sign")
ANSWER = add_form("trail.answer", "Why you looked", permission=Permission.OWN_WORK, edit="trail:answer")
