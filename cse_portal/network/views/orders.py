"""The register of notices and orders, and what is done to one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cse_portal.agencies.guards import Guarded
from cse_portal.agencies.roles import Permission
from cse_portal.audit.actions import record_look
from cse_portal.cases.access import marks_for
from cse_portal.cases.handling import Handling
from cse_portal.core import clock
from cse_portal.core.models import Record
from cse_portal.core.references import tidy
from cse_portal.desk.guards import SafeFormView
from cse_portal.network import actions, order_names, order_queries, queries
from cse_portal.network import order_rules as rules
from cse_portal.network.actions.writing import own_agency
from cse_portal.network.forms.links import WhyForm
from cse_portal.network.forms.orders import (
    NO,
    YES,
    BreachForm,
    FileForm,
    OrderForm,
    ReasonForm,
    RenewForm,
    ServeForm,
    StepForm,
)
from cse_portal.network.guards import ItemDeed
from cse_portal.network.guards.orders import OrderDeed, OrderGuarded
from cse_portal.network.models import Item, Order, OrderBreach
from cse_portal.network.order_rules import Deed, OrderKind
from cse_portal.network.presenters.orders import order_page, register_page


class Register(Guarded):
    permission = Permission.SEE_NETWORK

    def get(self, request: HttpRequest) -> HttpResponse:
        page = register_page(self.person, rules.wanted(request.GET.dict()), request.GET.get("page", ""))
        record_look("order.list_looked_at", detail={"orders": len(page.rows)}, by=self.person)
        return render(request, "network/orders.html", {"page": page})


class OrderRecord(OrderGuarded):
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        self.note_look()
        return render(request, "network/order.html", {"page": order_page(self.person, self.order)})


class AsksOfOrder(SafeFormView):
    """What the form of a new order and that of one on record have in common."""

    form_class = OrderForm

    def item_of(self) -> Item:
        raise NotImplementedError

    def asks_child(self) -> bool:
        return True

    def form_kwargs(self) -> dict[str, Any]:
        item = self.item_of()
        return {
            "kinds": rules.kinds_on(item.get_kind()),
            "agencies": queries.agencies_there(item.partnership_id),
            "marks": marks_for(self.person),
            "find_case": lambda typed: order_queries.case_to_protect(self.person, tidy(typed)),
            "birthday_of": order_queries.birthday_of,
            "can_monitor": self.can_monitor,
            "asks_child": self.asks_child(),
        }

    def can_monitor(self, agency: Any, mark: Handling, named: Any) -> bool:
        item, wrote = self.item_of(), own_agency(self.person).pk
        return order_queries.may_monitor(
            agency, mark, wrote=wrote, named=[one.pk for one in named]
        ) and order_queries.may_monitor(
            agency, Handling(item.handling), wrote=item.agency_id, named=item.named_agencies
        )


class AddOrder(AsksOfOrder, ItemDeed):
    kind = order_names.ADD_ORDER

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not rules.kinds_on(self.item.get_kind()):
            raise Http404
        return super().get(request, **kwargs)

    def get_record(self) -> None:
        return None

    def item_of(self) -> Item:
        return self.item

    def initial(self) -> dict[str, Any]:
        return {"monitor": own_agency(self.person).ref, "handling": self.item.handling}

    def perform(self, form: OrderForm) -> str:
        made = actions.add_order(item=self.item, said=form.said, by=self.person)
        messages.success(self.request, "The order is in the register. Record here when it is applied for or served.")
        return reverse("network:order", kwargs={"ref": made.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Add a notice or order", "button": "Save", "caption": self.item.label}


class Deeds(OrderDeed):
    """One step on an order that is on record."""

    deed: Deed
    heading: str
    button = "Save"
    done = "Saved."

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.order.may(self.deed) and "draft" not in request.GET:
            messages.warning(request, rules.STRUCK if self.order.struck_at else rules.NOT_NOW)
            return redirect(self.back())
        return super().get(request, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {
            "done_on": clock.today(),
            "served_on": clock.today(),
            "since": self.order.since,
            "until": self.order.until,
        }

    def saved(self) -> str:
        messages.success(self.request, self.done)
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": self.heading, "button": self.button}


class ChangeOrder(AsksOfOrder, Deeds):
    kind, deed = order_names.CHANGE_ORDER, Deed.CHANGE
    heading = "Put right or add"

    def item_of(self) -> Item:
        return self.order.item

    def asks_child(self) -> bool:
        """Of a child whose case one does not see nothing is asked, and nothing is changed."""
        return self.order.protects_id is None or self.order.protects is not None

    def initial(self) -> dict[str, Any]:
        return self.initial_of(self.edited())

    def initial_of(self, record: Record) -> dict[str, Any]:
        order: Any = record
        names = ("kind", "child_age", "basis", "since", "until", "conditions", "monitor_words", "handling")
        care, there = order.child_in_care, queries.agencies_there(order.partnership_id)
        is_cawn = order.get_kind() is OrderKind.CAWN
        return {
            **{name: getattr(order, name) for name in names},
            "basis": "" if is_cawn else order.basis,
            "child_in_care": "" if care is None else YES if care else NO,
            "protects": order.protects.ref if order.protects else "",
            "monitor": order.monitor.ref,
            "named": [one.ref for one in there if one.pk in order.named_agencies],
        }

    def perform(self, form: OrderForm) -> str:
        actions.change_order(order=self.order, version=self.opened_version, said=form.said, by=self.person)
        return self.saved()


class ApplyForOrder(Deeds):
    kind, form_class, deed = order_names.APPLY_FOR_ORDER, StepForm, Deed.APPLY
    heading = "It was applied for"

    def perform(self, form: StepForm) -> str:
        actions.apply_for_order(order=self.order, version=self.opened_version, **form.cleaned_data, by=self.person)
        return self.saved()


class ServeOrder(Deeds):
    kind, form_class, deed = order_names.SERVE_ORDER, ServeForm, Deed.SERVE
    heading = "Record that it was served"
    done = "Saved. Whoever watches over it is reminded before it ends."

    def form_kwargs(self) -> dict[str, Any]:
        is_cawn = self.order.get_kind() is OrderKind.CAWN
        known = is_cawn and order_queries.birthday_of(order_queries.case_of(self.order)) is not None
        return {"asks_age": is_cawn and not known}

    def initial(self) -> dict[str, Any]:
        return {**super().initial(), "child_age": self.order.child_age}

    def perform(self, form: ServeForm) -> str:
        words = form.cleaned_data["words"]
        actions.serve_order(
            order=self.order, version=self.opened_version, values=form.values, words=words, by=self.person
        )
        return self.saved()


class RefuseOrder(Deeds):
    kind, form_class, deed = order_names.REFUSE_ORDER, ReasonForm, Deed.REFUSE
    heading = "Refused, or not gone ahead with"

    def perform(self, form: ReasonForm) -> str:
        actions.refuse_order(order=self.order, version=self.opened_version, **form.cleaned_data, by=self.person)
        return self.saved()


class RenewOrder(Deeds):
    kind, form_class, deed = order_names.RENEW_ORDER, RenewForm, Deed.RENEW
    heading, button = "Renew the order", "Renew"
    done = "Renewed. Whoever watches over it is reminded before the new end."

    def initial(self) -> dict[str, Any]:
        return {"done_on": clock.today()}

    def perform(self, form: RenewForm) -> str:
        actions.renew_order(order=self.order, version=self.opened_version, **form.cleaned_data, by=self.person)
        return self.saved()


class EndOrder(Deeds):
    kind, form_class, deed = order_names.END_ORDER, ReasonForm, Deed.END
    heading, done = "Record its end", "Saved. The order has ended; it stays in the register."

    def perform(self, form: ReasonForm) -> str:
        actions.end_order(order=self.order, version=self.opened_version, **form.cleaned_data, by=self.person)
        return self.saved()


class StrikeOrder(OrderDeed):
    kind, form_class = order_names.STRIKE_ORDER, WhyForm

    def perform(self, form: WhyForm) -> str:
        why = form.cleaned_data["why"]
        actions.strike_order(order=self.order, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "Struck through. It can still be read, and nobody is reminded of it.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "Recorded in error", "button": "Strike it through", "is_warning": True}


class AddBreach(Deeds):
    kind, form_class, deed = order_names.ADD_BREACH, BreachForm, Deed.BREACH
    heading, done = (
        "Record a breach",
        "Saved. It stands with the order.",
    )

    def get_record(self) -> None:
        """A row of its own: two who record a breach each do not meet."""
        return None

    def perform(self, form: BreachForm) -> str:
        actions.add_breach(order=self.order, values=form.cleaned_data, by=self.person)
        return self.saved()


class ChangeBreach(OrderDeed):
    """Found by its own reference."""

    kind, form_class = order_names.CHANGE_BREACH, BreachForm
    breach: OrderBreach

    def load(self, ref: str) -> Order:
        found = order_queries.breach_by_ref(self.person, ref)
        if found is None:
            raise Http404
        self.breach = found
        return super().load(found.order.ref)

    def get_record(self) -> OrderBreach:
        found = order_queries.breach_by_ref(self.person, self.kwargs["ref"])
        if found is None:
            raise Http404
        return found

    def initial_of(self, record: Record) -> dict[str, Any]:
        return {name: getattr(record, name) for name in BreachForm.base_fields}

    def perform(self, form: BreachForm) -> str:
        actions.change_breach(
            order=self.order, breach=self.breach, version=self.opened_version, values=form.cleaned_data, by=self.person
        )
        messages.success(self.request, "Saved.")
        return self.back()

    def words(self) -> dict[str, Any]:
        return {"heading": "What came of the breach", "button": "Save"}


class OrdersCsv(SafeFormView):
    """A copy outside the portal, for a reason, by the same right as of the list of cases."""

    permission = Permission.EXPORT_LISTS
    kind, form_class = order_names.ORDERS_CSV, FileForm
    template_name = "network/deed.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "draft" not in request.GET and not self._refs(request.GET.dict()):
            messages.warning(request, "No order that you may copy is there.")
            return redirect("network:orders")
        return super().get(request, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in ("kind", "state", "ending")}

    def perform(self, form: FileForm) -> str:
        job = actions.ask_for_orders(refs=self._refs(form.cleaned_data), why=form.cleaned_data["why"], by=self.person)
        return reverse("desk:job", kwargs={"ref": job.ref})

    def _refs(self, asked: dict[str, str]) -> list[str]:
        return order_queries.refs_to_copy(self.person, rules.wanted(asked))

    def page_context(self) -> dict[str, Any]:
        heading, button = "Make a spreadsheet of orders", "Make the file"
        before = "network/before_orders_csv.html"
        return {"heading": heading, "button": button, "back": reverse("network:orders"), "form_before": before}
