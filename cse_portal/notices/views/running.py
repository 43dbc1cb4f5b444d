"""For whoever runs the service, and for the partnership: what could not be told, and what is far overdue."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cse_portal.agencies import access
from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.notices import actions, queries
from cse_portal.notices.presenters import AILS, far_overdue
from cse_portal.operations.task_names import task_title


class SetAside(Guarded):
    """Messages that could not be made or sent after many tries: by reference, never what they say."""

    permission = Permission.SEE_OPERATIONS

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "items": queries.set_aside_items(),
            "letters": queries.set_aside_letters(),
            "ill": [(task_title(one.name), AILS[one.ail], one.since) for one in queries.open_service_troubles()],
            "troubles": queries.open_mail_troubles(),
            "queues": [("Reminders", queries.state_of_reminders()), ("Letters", queries.state_of_letters())],
        }
        record_look("notices.set_aside_looked_at", by=self.person)
        return render(request, "notices/set_aside.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        number = actions.try_again(by=self.person) + actions.tell_all_again(by=self.person)
        messages.success(
            request, f"{number} will be tried again within a minute." if number else "Nothing is set aside."
        )
        return redirect("notices:set_aside")


class BoardList(Guarded):
    """How much of the partnership's work is far overdue: counts and references, no case and no name."""

    permission = Permission.SEE_OVERDUE

    def get(self, request: HttpRequest) -> HttpResponse:
        partnerships = {held.agency.partnership_id: held.agency.partnership for held in access.acting_in(self.person)}
        if not partnerships:
            raise Http404
        page = far_overdue(next(iter(partnerships.values())))
        record_look("notices.far_overdue_looked_at", detail={"items": page.total}, by=self.person)
        return render(request, "notices/board_list.html", {"page": page})
