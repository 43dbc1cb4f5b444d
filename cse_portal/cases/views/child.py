"""The child's own record: read by whoever sees the case, kept by each agency that knows something."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_refusal
from cse_portal.cases import actions, form_names
from cse_portal.cases import child_queries as queries
from cse_portal.cases.completeness import Wanted, meter
from cse_portal.cases.fact_kinds import KINDS, FactKind
from cse_portal.cases.forms.child import AskForm, BackgroundForm, IdentityForm, NeedsForm
from cse_portal.cases.forms.facts import FORMS, FactForm, WithdrawForm
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Child, Fact
from cse_portal.cases.presenters.child import child_page
from cse_portal.cases.presenters.documents import photo_shown
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.desk.form_kinds import FormKind


class ChildRecord(CaseGuarded):
    tab = "child"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("child.looked_at")
        page, photo = child_page(self.person, self.case), photo_shown(self.case.child)
        context = {**self.case_context(), "page": page, "photo": photo, "may_keep": page.may_keep}
        return render(request, "cases/child.html", context)


class _KeepsRecord(CaseDeed):
    permission = Permission.KEEP_RECORD
    heading: ClassVar[str] = ""

    def back(self) -> str:
        return reverse("cases:child", kwargs={"ref": self.case.ref})

    def saved(self, words: str) -> str:
        messages.success(self.request, words)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": "Save"}


class _ChildForm(_KeepsRecord):
    """One of the short forms about the child itself."""

    def get_record(self) -> Child:
        return Child.objects.get(pk=self.case.child_id)

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name, None) for name in cast(Any, self.form_class).base_fields}

    def about_ref(self) -> str:
        return str(self.case.ref)

    def perform(self, form: Any) -> str:
        more = {"keeps_old_name": True} if form.cleaned_data.get("keeps_old_name") else {}
        actions.change_child(case=self.case, version=self.opened_version, values=form.values, **more, by=self.person)
        return self.saved("Saved.")


class ChildIdentity(_ChildForm):
    kind, form_class, heading = form_names.IDENTITY, IdentityForm, "Name and age"

    def initial_of(self, record: Record) -> dict[str, Any]:
        child = cast(Child, record)
        return {**super().initial_of(record), "no_family_name": not child.family_name}


class ChildBackground(_ChildForm):
    kind, form_class, heading = form_names.BACKGROUND, BackgroundForm, "Background"


class ChildNeeds(_ChildForm):
    kind, form_class, heading = form_names.NEEDS, NeedsForm, "Needs"


class ChildAsk(_KeepsRecord):
    kind, form_class, heading = form_names.ASK, AskForm, "Find out what is missing"

    def form_kwargs(self) -> dict[str, Any]:
        known = queries.known_facts(self.case.child)
        return {"gaps": meter(known, queries.asked_of(self.case.child), on=clock.today()).gaps}

    def initial(self) -> dict[str, Any]:
        return {"fact": self.request.GET.get("fact", "")}

    def perform(self, form: AskForm) -> str:
        said = form.cleaned_data
        actions.ask_for_fact(
            case=self.case,
            fact=Wanted(said["fact"]),
            who_could_know=said["who_could_know"],
            ask_by=said["ask_by"],
            by=self.person,
        )
        return self.saved("This is among your work now. It goes by itself when the answer is on record.")

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": "Take it on"}


class FactAdd(_KeepsRecord):
    """A new fact of one kind, which may replace one that is on record."""

    fact_kind: ClassVar[FactKind]

    def form_kwargs(self) -> dict[str, Any]:
        return {"others": queries.facts_of(self.case.child, self.fact_kind.model).current}

    def perform(self, form: FactForm) -> str:
        fact = self.fact_kind.model()
        actions.record_fact(case=self.case, fact=fact, values=form.values, replaces=form.replaced, by=self.person)
        return self.saved(saved_words(fact, sees_it=access.reader(self.person).places))

    def words(self) -> dict[str, Any]:
        return {"heading": self.fact_kind.add, "button": "Save"}


class _OfFact(_KeepsRecord):
    """About one fact, found by its own reference; the case is one through which the person sees the child."""

    fact_kind: ClassVar[FactKind]
    fact: Fact

    def look_up(self, **kwargs: Any) -> None:
        if not self.request.user.is_authenticated:
            return
        fact = queries.fact_by_ref(self.fact_kind.model, kwargs["ref"])
        case = queries.case_of_child(self.person, fact.child) if fact else None
        if fact is None or case is None or fact.withdrawn_at is not None:
            raise Http404
        self.fact, self.case = fact, case

    def refused(self, refused: PermissionDenied | Http404) -> None:
        about = queries.whose_fact(self.fact_kind.model, self.kwargs["ref"])
        record_refusal("case.refused", about=about, detail={"page": self.address_name}, by=self.person)

    def get_record(self) -> Fact:
        fact = queries.fact_by_ref(self.fact_kind.model, self.fact.ref)
        if fact is None:
            raise Http404
        return fact

    def about_ref(self) -> str:
        return str(self.fact.ref)


class FactChange(_OfFact):
    template_name = "cases/fact_change.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"fact": self.fact, "others": queries.facts_beside(self.fact)}

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name, None) for name in cast(Any, self.form_class).base_fields}

    def perform(self, form: FactForm) -> str:
        fact = actions.change_fact(
            case=self.case, fact=self.fact, version=self.opened_version, values=form.values, by=self.person
        )
        return self.saved(saved_words(fact, sees_it=access.reader(self.person).places))

    def words(self) -> dict[str, Any]:
        never = reverse(f"cases:withdraw_{self.fact_kind.code}", kwargs={"ref": self.fact.ref})
        return {"heading": f"Change: {self.fact_kind.title.lower()}", "button": "Save", "never_right": never}


class FactWithdraw(_OfFact):
    form_class = WithdrawForm

    def perform(self, form: WithdrawForm) -> str:
        actions.withdraw_fact(
            case=self.case,
            fact=self.fact,
            version=self.opened_version,
            why=form.cleaned_data["why"],
            by=self.person,
        )
        return self.saved("It is marked as never right, and no longer shown. The history keeps it.")

    def words(self) -> dict[str, Any]:
        return {
            "heading": "This was never right",
            "button": "Mark as never right",
            "is_warning": True,
            "form_before": "cases/before_withdraw.html",
            "change_url": reverse(f"cases:change_{self.fact_kind.code}", kwargs={"ref": self.fact.ref}),
            "fact_words": self.fact_kind.words(self.fact),
        }


def saved_words(fact: Any, *, sees_it: bool) -> str:
    if getattr(fact, "is_confidential", False) and not sees_it:
        return "Saved. It is confidential, so your role does not see it from now on."
    return "Saved."


def _of_kind(view: type[_KeepsRecord], kind: FactKind, form: FormKind, form_class: type[Any]) -> type[_KeepsRecord]:
    return type(view.__name__, (view,), {"fact_kind": kind, "kind": form, "form_class": form_class})


ADD = {one.code: _of_kind(FactAdd, one, form_names.ADD_FACT[one.code], FORMS[one.code]) for one in KINDS}
CHANGE = {one.code: _of_kind(FactChange, one, form_names.CHANGE_FACT[one.code], FORMS[one.code]) for one in KINDS}
WITHDRAW = {one.code: _of_kind(FactWithdraw, one, form_names.WITHDRAW_FACT[one.code], WithdrawForm) for one in KINDS}
