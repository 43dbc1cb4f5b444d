"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form

WEEK = add_form("trail.week", "Who looked last week", permission=Permission.SEARCH_TRAIL, edit="trail:week")
WEEK_SIGN = add_form("trail.week_sign", "Signing a week", permission=Permission.SEARCH_TRAIL, edit="trail:week_sign")
ALARM = add_form("trail.alarm", "An alarm", permission=Permission.LOOK_INTO_ALARMS, edit="trail:alarm")
PLANT = add_form("trail.plant", "Planting a record", permission=Permission.PLANT_RECORDS, begin="trail:plant")
RETIRE = add_form("trail.retire", "Stopping an alarm", permission=Permission.PLANT_RECORDS, edit="trail:retire")
ANSWER = add_form("trail.answer", "Why you looked", permission=Permission.OWN_WORK, edit="trail:answer")
