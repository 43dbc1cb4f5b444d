"""What stands around a child, and whoever is added to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import marks_for
from cse_portal.cases.guards import CaseDeed, CaseGuarded
from cse_portal.cases.models import Case
from cse_portal.cases.queries import agencies_to_open_to
from cse_portal.network import actions, form_names, queries, submission_queries
from cse_portal.network.actions import NewItem
from cse_portal.network.forms.links import AddForm
from cse_portal.network.forms.pictures import PictureForm
from cse_portal.network.guards import ItemDeed
from cse_portal.network.item_keys import Facts
from cse_portal.network.item_kinds import FIELDS, ItemKind, title
from cse_portal.network.link_kinds import CHILD
from cse_portal.network.models import Item
from cse_portal.network.presenters.alerts import told_of
from cse_portal.network.presenters.pictures import picture_page
from cse_portal.network.presenters.submissions import submissions
from cse_portal.network.views.asking import AsksSort

SORTS = frozenset({CHILD, *(kind.value for kind in ItemKind)})


class AroundCase(CaseGuarded):
    """A page of the case: who and what is linked with the child, as far as the reader may know."""

    permission = Permission.SEE_NETWORK
    tab = "network"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look("network.case_looked_at")
        told = told_of(self.person, queries.alerts_of(self.person, self.case), self.case)
        form, may_keep = PictureForm(request.GET or None), self.seen.decides(Permission.KEEP_RECORD)
        context = {
            **self.case_context(),
            "form": form,
            "drawn": picture_page(self.person, self.case, form.wanted, told),
            "told": told,
            "may_keep": may_keep,
            "given": submissions(
                submission_queries.of_case(self.person, self.case),
                reverse("network:submit_of_case", kwargs={"ref": self.case.ref}),
                may_keep=may_keep,
            ),
        }
        return render(request, "network/around_case.html", context)


class Adds(AsksSort):
    """The other end of a link: an item, or another child."""

    form_class = AddForm
    sorts = SORTS

    def offered(self) -> list[tuple[str, str, str]]:
        child = (CHILD, "Another child", "Whose case you see: a friend, or somebody they are missing with")
        return [*super().offered(), child]

    def initial(self) -> dict[str, Any]:
        return {"sort_code": self.sort, "told_in": self.request.GET.get("from", "")}

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "here": self.here_sort(),
            "there": self.sort,
            "name": self.here_name(),
            "find": self.find,
            "find_case": self.find_case,
            "own": self.about_ref(),
            "agencies": self.named_agencies(),
            "marks": marks_for(self.person),
        }

    def find(self, given: dict[str, Any]) -> list[Item]:
        """Whatever may be the same, and the one that was chosen."""
        return matches(self.person, ItemKind(self.sort), given)

    def find_case(self, typed: str) -> Case | None:
        ref = typed.strip().split(",")[0].strip().upper()
        case = Case.objects.visible_to(self.person).select_related("child").filter(ref=ref).first()
        return case if case is not None and access.decides(self.person, case, Permission.KEEP_RECORD) else None

    def there(self, form: AddForm) -> Case | Item | NewItem:
        if form.case is not None:
            return form.case
        return form.known or NewItem(form.sort, form.item_values)

    def here_sort(self) -> str:
        raise NotImplementedError

    def here_name(self) -> str:
        raise NotImplementedError

    def here(self) -> Case | Item:
        raise NotImplementedError

    def named_agencies(self) -> list[Agency]:
        raise NotImplementedError

    def told_in(self, form: AddForm) -> dict[str, Any]:
        return {}

    def perform(self, form: AddForm) -> str:
        here, there = self.here(), self.there(form)
        start, end = (here, there) if form.chosen.is_forward else (there, here)
        made = actions.add_link(start=start, end=end, said=form.said(**self.told_in(form)), by=self.person)
        messages.success(self.request, "The link is saved.")
        return reverse("network:link", kwargs={"ref": made.ref})

    def words(self) -> dict[str, Any]:
        what = "another child" if self.sort == CHILD else title(ItemKind(self.sort)).lower() if self.sort else ""
        heading = f"Add {_article(what)}" if what else "Add a person, place or thing"
        return {"heading": heading, "button": "Save the link"}


def _article(what: str) -> str:
    if what.startswith("another"):
        return what
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def matches(person: User, kind: ItemKind, given: dict[str, Any]) -> list[Item]:
    said = {name: given.get(name, "") for name in FIELDS[kind]}
    facts = Facts(
        kind=kind,
        label=said.get("label", ""),
        aliases=tuple((said.get("aliases") or "").splitlines()),
        number=said.get("number", ""),
        plate=said.get("plate", ""),
        platform=said.get("platform", ""),
        address=said.get("address", ""),
        postcode=said.get("postcode", ""),
    )
    found = queries.like(person, facts) if any((facts.label, facts.number, facts.plate)) else []
    chosen = given.get("match") or ""
    if chosen and all(one.ref != chosen for one in found):
        found += [one for one in [queries.item_by_ref(person, chosen)] if one is not None and one.kind == kind]
    return found


class AddToCase(Adds, CaseDeed):
    """From the case itself, or from an episode or a meeting in it: the address says which, by its reference."""

    permission = Permission.KEEP_RECORD
    template_name = "network/case_deed.html"
    kind = form_names.ADD_TO_CASE

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self._require()
        return super().get(request, **kwargs)

    def here_sort(self) -> str:
        return CHILD

    def here_name(self) -> str:
        return str(self.case.child.given_names or self.case.child.name)

    def here(self) -> Case:
        return self.case

    def named_agencies(self) -> list[Agency]:
        return agencies_to_open_to(self.case)

    def told_in(self, form: AddForm) -> dict[str, Any]:
        return queries.told_in(self.case, form.cleaned_data["told_in"])

    def back(self) -> str:
        return reverse("network:around_case", kwargs={"ref": self.case.ref})

    def words(self) -> dict[str, Any]:
        if self.sort != CHILD:
            return super().words()
        own = access.page(self.person, Case.objects.select_related("child")).cases
        others = [one for one in own if one.pk != self.case.pk and one.closed_on is None]
        return {**super().words(), "form_before": "network/cases_to_choose.html", "choices": others}


class AddToItem(Adds, ItemDeed):
    permission = Permission.KEEP_RECORD
    kind = form_names.ADD_TO_ITEM

    def get_record(self) -> None:
        """The link is new; the item that it is told of is not edited."""
        return

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        if self.request.user.is_authenticated and self.item.merged_into_id is not None:
            raise Http404

    def note_choosing(self) -> None:
        self.note_look()

    def here_sort(self) -> str:
        return self.item.kind

    def here_name(self) -> str:
        return str(self.item.label)

    def here(self) -> Item:
        return self.item

    def named_agencies(self) -> list[Agency]:
        return queries.agencies_there(self.item.partnership_id)
