"""The shared front half of every page of a case: one sees it for a reason, or it is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.cases.models import Case


class CaseGuarded(Guarded):
    """Loads the case by its reference, for people who see it; the page then puts the look into the audit trail."""

    permission = Permission.SEE_CASES
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            found = Case.objects.visible_to(request.user).select_related("child", "lead_agency", "partnership")
            case = found.filter(ref=kwargs["ref"]).first()
            if case is None:
                raise Http404
            self.case = case
        return super().dispatch(request, *args, **kwargs)
