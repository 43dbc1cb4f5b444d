"""The shared front half of every page of a case: one sees it for a reason, or it is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.cases.guards.asking import ask_first
from cse_portal.cases.models import Case


class CaseGuarded(Guarded):
    """Loads the case by its reference, for people who see it; the page then puts the look into the audit trail.

    Whoever sees it for their role alone says first why they look: once a working day, whatever page comes first.
    """

    permission = Permission.SEE_CASES
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            found = Case.objects.visible_to(request.user).select_related("child", "lead_agency", "partnership")
            case = found.filter(ref=kwargs["ref"]).first()
            if case is None:
                raise Http404
            self.case = case
            if access.can(request.user, self.permission):
                asked = ask_first(request, self.person, case)
                if asked is not None:
                    return asked
        return super().dispatch(request, *args, **kwargs)
