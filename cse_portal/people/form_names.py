"""The forms of this room, by which a draft finds its way back."""

from __future__ import annotations

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import FormKind, add_form


def _of_people(code: str, label: str, permission: Permission = Permission.MANAGE_PEOPLE) -> FormKind:
    return add_form(f"people.{code}", label, permission=permission, edit=f"people:{code}")


INVITE = _of_people("invite", "Invitation")
ADD_ROLE = _of_people("add_role", "Another role")
CHANGE_ROLE = _of_people("change_role", "Change of role")
ADDRESS = _of_people("address", "Putting an e-mail address right")
SUSPEND = _of_people("suspend", "Suspension")
LIFT = _of_people("lift", "Lifting a suspension")
LET_BACK_IN = _of_people("let_back_in", "Letting somebody back in")
END = _of_people("end", "End of access")
HAND_OVER = _of_people("hand_over", "Handing over work")
AWAY_FOR = _of_people("away_for", "Standing in", Permission.OWN_WORK)
REVIEW = _of_people("review", "Access review")
SIGN = _of_people("review_sign", "Signing an access review")
