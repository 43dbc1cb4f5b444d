"""Asks whoever has no part in a case why they look, and goes on from exactly where they were."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.cases.actions.looking import note_asked, say_why
from cse_portal.cases.guards.why_form import PREFIX, WhyForm
from cse_portal.cases.models import Case, CaseGrant
from cse_portal.cases.parts import must_say_why
from cse_portal.core.kept_words import mark_as_kept
from cse_portal.desk.guards.given_back import may_be_written

OPENS = f"{PREFIX}-opens"  # the page was to be opened: after the answer it is


def ask_first(request: HttpRequest, person: User, case: Case, grants: Sequence[CaseGrant]) -> HttpResponse | None:
    """None when nothing is left to ask. A form that was sent waits in the page itself, and goes on with the answer."""
    if not must_say_why(person, case, grants):
        return _opened(request) if OPENS in request.POST else None
    if not any(name.startswith(PREFIX) for name in request.POST):
        return _ask(request, person, case, WhyForm())
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _ask(request, person, case, form)
    say_why(case=case, choice=form.cleaned_data["choice"], words=form.cleaned_data["words"], by=person)
    if OPENS in request.POST:
        return _opened(request)
    request.POST = _without_answer(request.POST)  # type: ignore[assignment]
    return None


def _opened(request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect(request.get_full_path())
    answer.status_code = HTTPStatus.SEE_OTHER
    return answer


def _without_answer(posted: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in posted.lists():
        if not name.startswith(PREFIX):
            kept.setlist(name, values)
    return kept


def _ask(request: HttpRequest, person: User, case: Case, form: WhyForm) -> HttpResponse:
    note_asked(case=case, by=person)
    if "json" in request.headers.get("Accept", "") or request.headers.get("Sec-Fetch-Mode") == "cors":
        return JsonResponse({"problem": "say_why", "open": request.get_full_path()}, status=403)
    is_form = request.method == "POST" and OPENS not in request.POST
    sent = _without_answer(request.POST).lists()
    context = {
        "case": case,
        "form": form,
        "why": access.explain(person, case),
        "opens": "" if is_form else OPENS,
        "held": [(name, values) for name, values in sent if may_be_written(name)] if is_form else [],
        "had_files": bool(request.FILES),
        "path": request.get_full_path(),
    }
    return mark_as_kept(render(request, "cases/why_looking.html", context))
