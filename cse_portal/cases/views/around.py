"""Agencies involved in a case, services around the child, police references, and what the case says of the child."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404

from cse_portal.agencies import access, crime_references
from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names, queries
from cse_portal.cases import team_queries as teams
from cse_portal.cases.forms.around import NONE, EndForm, FactsForm, InvolveForm, PoliceForm, ServiceForm, today
from cse_portal.cases.guards import CaseChange, CaseDeed
from cse_portal.cases.models import Case, Involvement, PoliceReference, ServiceAround

MARKED = "It does not look like the references of the police here: check it. It is kept as you typed it."


class KeepDeed(CaseDeed):
    permission = Permission.KEEP_CASES
    leads_back = "cases:people"


class Involve(KeepDeed):
    kind = form_names.INVOLVE
    form_class = InvolveForm

    def form_kwargs(self) -> dict[str, Any]:
        agencies = [one for one in queries.agencies_to_open_to(self.case) if one.pk != self.case.lead_agency_id]
        return {"agencies": agencies, "may_give": access.can(self.person, Permission.GIVE_ACCESS)}

    def perform(self, form: InvolveForm) -> str:
        made = actions.involve_agency(case=self.case, share=form.share(), by=self.person)
        what = "and sees this case. They are told" if made.sees_case else "without seeing the case here"
        messages.success(self.request, f"{made.agency} is involved, {what}.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Involve an agency", "button": "Involve the agency"}


class EndInvolvement(KeepDeed):
    kind = form_names.END_INVOLVEMENT
    form_class = EndForm

    def form_kwargs(self) -> dict[str, Any]:
        current = Involvement.objects.current().filter(case=self.case).select_related("agency")
        return {"rows": list(current)}

    def initial(self) -> dict[str, Any]:
        return {"who": self.request.GET.get("who", "")}

    def perform(self, form: EndForm) -> str:
        actions.end_involvement(involvement=form.chosen, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "Their part has ended, and with it the access that came with it.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "End an agency’s part", "button": "End their part", "is_warning": True}


class AddService(KeepDeed):
    kind = form_names.ADD_SERVICE
    form_class = ServiceForm

    def initial(self) -> dict[str, Any]:
        return today()

    def perform(self, form: ServiceForm) -> str:
        actions.add_service(case=self.case, **form.cleaned_data, by=self.person)
        messages.success(self.request, f"{form.cleaned_data['name']} is on the list of who works with the child.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Add somebody who works with the child", "button": "Add them"}


class EndService(KeepDeed):
    kind = form_names.END_SERVICE
    form_class = EndForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"rows": list(ServiceAround.objects.current().filter(case=self.case))}

    def initial(self) -> dict[str, Any]:
        return {"who": self.request.GET.get("who", "")}

    def perform(self, form: EndForm) -> str:
        actions.end_service(service=form.chosen, why=form.cleaned_data["why"], by=self.person)
        messages.success(self.request, "It is kept that they worked with the child until today.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Somebody no longer works with the child", "button": "Save"}


class AddPolice(KeepDeed):
    kind = form_names.ADD_POLICE
    form_class = PoliceForm

    def initial(self) -> dict[str, Any]:
        return super().initial() or {"level": NONE, "outcome": NONE}

    def form_kwargs(self) -> dict[str, Any]:
        return {"example": crime_references.example(self.case.partnership.crime_reference_pattern)}

    def perform(self, form: PoliceForm) -> str:
        made = actions.add_police_reference(case=self.case, crime=form.crime(), by=self.person)
        return self.told(made)

    def told(self, made: PoliceReference) -> str:
        messages.success(self.request, "The police reference is saved.")
        if not crime_references.fits(self.case.partnership.crime_reference_pattern, made.reference):
            messages.warning(self.request, MARKED)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Record a police reference", "button": "Save the reference"}


class ChangePolice(AddPolice):
    """The address names the reference, and the case is that reference’s."""

    kind = form_names.CHANGE_POLICE

    def look_up(self, **kwargs: Any) -> None:
        if self.request.user.is_authenticated:
            seen = PoliceReference.objects.filter(access.sees_case(self.person, "case"), ref=kwargs["ref"])
            self.reference = seen.first()
            if self.reference is None:
                raise Http404
            whole = Case.objects.visible_to(self.person).select_related("child", "lead_agency", "partnership")
            self.case = whole.get(pk=self.reference.case_id)

    def refused_case(self) -> Case | None:
        return queries.whether_seen_or_not_by_reference(self.kwargs["ref"])

    def get_record(self) -> PoliceReference | None:
        return PoliceReference.objects.filter(access.sees_case(self.person, "case"), ref=self.kwargs["ref"]).first()

    def initial_of(self, record: Any) -> dict[str, Any]:
        said = {name: getattr(record, name) for name in PoliceForm.base_fields}
        return {**said, "level": record.level or NONE, "outcome": record.outcome or NONE}

    def about_ref(self) -> str:
        return str(self.kwargs["ref"])

    def perform(self, form: PoliceForm) -> str:
        held, crime = self.get_record(), form.crime()
        if held is None:
            raise Http404
        version = self.opened_version
        made = actions.change_police_reference(reference=held, crime=crime, version=version, by=self.person)
        return self.told(made)

    def words(self) -> dict[str, Any]:
        return {"heading": "Change a police reference", "button": "Save the reference"}


class ChangeFacts(CaseChange):
    permission = Permission.KEEP_CASES
    kind = form_names.EXPLOITATION
    form_class = FactsForm
    leads_back = "cases:record"

    def initial_of(self, record: Any) -> dict[str, Any]:
        held = record.best_relationship_with
        return {
            "need": record.is_cse_presenting_need,
            "models": record.models_of_cse,
            "best": record.best_relationship,
            "best_with": held.ref if held else "",
        }

    def form_kwargs(self) -> dict[str, Any]:
        return {"members": [one for one in teams.team(self.case) if one.is_current]}

    def perform(self, form: FactsForm) -> str:
        actions.change_facts(case=self.case, facts=form.facts(), version=self.opened_version, by=self.person)
        messages.success(self.request, "The key facts are saved.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "What is known of the exploitation", "button": "Save"}
