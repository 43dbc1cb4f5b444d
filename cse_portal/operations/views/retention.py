"""Retention: how long records are kept, what is held, and lists that two people agree."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cse_portal.agencies.guards import Guarded, StepUp
from cse_portal.agencies.roles import Permission
from cse_portal.core import clock
from cse_portal.core.models import StaleRecord
from cse_portal.operations import retention
from cse_portal.operations.actions import disposal as lists
from cse_portal.operations.actions.retention import lift_hold, place_hold, set_retention
from cse_portal.operations.disposal import NotAllowedNow
from cse_portal.operations.forms import ApprovalForm, HoldForm, PeriodForm, ReasonForm, ReviewForm
from cse_portal.operations.models import DisposalList, LegalHold, RetentionSetting
from cse_portal.operations.presenters.retention import list_page, retention_page
from cse_portal.operations.queries import reach_of, years_in_force
from cse_portal.ui.paging import leaf_of

A_PAGE = 50

CHANGED = "Someone else changed this list while you looked at it. This is how it is now."


class Retention(Guarded):
    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "operations/retention.html", {"page": retention_page()})


class Period(StepUp):
    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, code, PeriodForm(class_code=code, in_force=years_in_force()))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        form = PeriodForm(request.POST, class_code=code, in_force=years_in_force())
        if not form.is_valid():
            return self.show(request, code, form)
        set_retention(class_code=code, **form.cleaned_data, by=self.person)
        name = retention.BY_CODE[code].name
        messages.success(request, f"{name}: kept for {form.cleaned_data['years']} years from now on.")
        return redirect("retention:overview")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["code"] not in retention.BY_CODE:
            raise Http404

    def show(self, request: HttpRequest, code: str, form: PeriodForm) -> HttpResponse:
        rule, years = retention.BY_CODE[code], years_in_force()[code]
        history = RetentionSetting.objects.filter(class_code=code).select_related("set_by")[:20]
        return render(
            request,
            "operations/retention_period.html",
            {"rule": rule, "years": years, "form": form, "history": history},
        )


class Holds(Guarded):
    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest) -> HttpResponse:
        holds = LegalHold.objects.select_related("placed_by", "lifted_by")
        leaf = leaf_of(holds, request.GET.get("page", ""), size=A_PAGE)
        return render(request, "operations/holds.html", {"leaf": leaf})


class HoldPlace(StepUp):
    """Holding everything stops every disposal there is, so it is looked at once more before it applies."""

    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(HoldForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = HoldForm(request.POST)
        if not form.is_valid() or "change" in request.POST:
            return self.show(form)
        if form.cleaned_data["scope"] == LegalHold.Scope.EVERYTHING and "checked" not in request.POST:
            reach = reach_of(LegalHold(scope=LegalHold.Scope.EVERYTHING), clock.today())
            return render(request, "operations/hold_check.html", {"form": form, "reach": reach})
        return self.place(form)

    def show(self, form: HoldForm) -> HttpResponse:
        return render(self.request, "operations/hold_place.html", {"form": form})

    def place(self, form: HoldForm) -> HttpResponse:
        hold = place_hold(**form.cleaned_data, by=self.person)
        messages.success(self.request, f"Hold placed: {hold.covers}. Nothing it covers can be disposed of.")
        return redirect("retention:holds")


class HoldLift(StepUp):
    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(request, ref, ReasonForm())

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.show(request, ref, form)
        lift_hold(hold=get_object_or_404(LegalHold, ref=ref), reason=form.cleaned_data["reason"], by=self.person)
        messages.success(request, "Hold lifted. Nothing is disposed of by that alone.")
        return redirect("retention:holds")

    def show(self, request: HttpRequest, ref: str, form: ReasonForm) -> HttpResponse:
        hold = get_object_or_404(LegalHold.objects.in_force(), ref=ref)
        reach = reach_of(hold, clock.today())
        return render(request, "operations/hold_lift.html", {"hold": hold, "form": form, "reach": reach})


class Lists(Guarded):
    permission = Permission.REVIEW_DISPOSAL

    def get(self, request: HttpRequest) -> HttpResponse:
        every = DisposalList.objects.select_related("drafted_by", "reviewed_by", "approved_by", "ended_by")
        leaf = leaf_of(every, request.GET.get("page", ""), size=A_PAGE)
        return render(request, "operations/disposal_lists.html", {"leaf": leaf})

    def post(self, request: HttpRequest) -> HttpResponse:
        drafted = lists.draft_list(by=self.person)
        if drafted is None:
            messages.info(request, "Nothing has reached the end of its time, so there is no list to make.")
            return redirect("retention:overview")
        return redirect("retention:list", ref=drafted.ref)


class OneList(Guarded):
    """The shared half of a list's pages: another person's step meanwhile is told, never overwritten."""

    permission = Permission.REVIEW_DISPOSAL
    disposal_list: DisposalList

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.ref = kwargs["ref"]

    def load(self) -> DisposalList:
        return get_object_or_404(DisposalList, ref=self.ref)

    def seen_version(self) -> int:
        typed = self.request.POST.get("version", "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0

    def back(self, words: str, *, changed: bool = False) -> HttpResponse:
        (messages.warning if changed else messages.success)(self.request, words)
        return redirect("retention:list", ref=self.ref)


class List(OneList, StepUp):
    asked_on = frozenset({"POST"})  # looking is no decision

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return self.show(None)

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """The first person's decisions."""
        found = self.load()
        form = ReviewForm(list(found.lines.all()), request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            lists.review_list(
                disposal_list=found, decisions=form.decisions(), version=self.seen_version(), by=self.person
            )
        except (StaleRecord, NotAllowedNow):
            return self.back(CHANGED, changed=True)
        return self.back("Your decisions are recorded. A second information governance lead must approve them.")

    def show(self, form: ReviewForm | None) -> HttpResponse:
        page = list_page(self.load(), self.person)
        if page.is_to_review and form is None:
            form = ReviewForm(page.lines)
        return render(
            self.request, "operations/disposal_list.html", {"page": page, "form": form, "approval": ApprovalForm()}
        )


class ListApprove(OneList, StepUp):
    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        found = self.load()
        form = ApprovalForm(request.POST)
        if not form.is_valid():
            page = list_page(found, self.person)
            return render(request, "operations/disposal_list.html", {"page": page, "form": None, "approval": form})
        try:
            lists.approve_list(disposal_list=found, version=self.seen_version(), by=self.person)
        except (StaleRecord, NotAllowedNow):
            return self.back(CHANGED, changed=True)
        return self.back("Approved. The portal carries it out within the hour and adds a certificate.")


class ListEnd(OneList, StepUp):
    """Reject or withdraw, with a reason."""

    template_name = "operations/disposal_end.html"
    words = ""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return render(request, self.template_name, {"list": self.load(), "form": ReasonForm(), "words": self.words})

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        found, form = self.load(), ReasonForm(request.POST)
        if not form.is_valid():
            return render(request, self.template_name, {"list": found, "form": form, "words": self.words})
        try:
            self.end(found, form.cleaned_data["reason"])
        except (StaleRecord, NotAllowedNow):
            return self.back(CHANGED, changed=True)
        return self.back("Recorded. Nothing on this list is disposed of.")

    def end(self, found: DisposalList, reason: str) -> None:
        raise NotImplementedError


class ListReject(ListEnd):
    words = "Reject"

    def end(self, found: DisposalList, reason: str) -> None:
        lists.reject_list(disposal_list=found, reason=reason, version=self.seen_version(), by=self.person)


class ListWithdraw(ListEnd):
    words = "Withdraw"

    def end(self, found: DisposalList, reason: str) -> None:
        lists.withdraw_list(disposal_list=found, reason=reason, version=self.seen_version(), by=self.person)
