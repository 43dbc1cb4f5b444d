"""What is asked of a notice or order: its kind and law, whom it protects, how long, and who watches over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency
from cse_portal.cases.ages import years_old
from cse_portal.cases.handling import Handling
from cse_portal.cases.marked_form import MarkedForm
from cse_portal.cases.models import Case
from cse_portal.core import clock
from cse_portal.network import order_rules as rules
from cse_portal.network.actions import OrderSaid
from cse_portal.network.forms.items import number
from cse_portal.network.order_rules import NEEDS_BASIS, OrderKind
from cse_portal.ui.asked import PLAIN, lines, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

YES, NO = "yes", "no"
ORDER_FIELDS = (
    *("kind", "child_age", "child_in_care", "basis", "protects", "since", "until"),
    *("conditions", "monitor", "monitor_words", "handling", "named"),
)
OLDEST_ASKED = 120
FindCase = Callable[[str], Case | None]
CanMonitor = Callable[[Agency, Handling, Sequence[Agency]], bool]


def line(label: str, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=PLAIN, **more)


def child_age(**more: Any) -> forms.IntegerField:
    return number("How old is the child it protects?", help_text="In years, on the day from which it holds", **more)


class OrderForm(MarkedForm):
    error_labels: ClassVar[dict[str, str]] = {
        "since": "First day",
        "until": "Last day",
        "child_age": "Age",
        "basis": "The law",
        "conditions": "Conditions",
    }
    field_order: Iterable[str] | None = ORDER_FIELDS

    kind = radios("What is it?", [], error_messages={"required": "Select what it is"})
    child_age = child_age()
    child_in_care = radios(
        "Is the child in care?",
        [
            (YES, Option("Yes", hint="A care order, an emergency protection order or police protection")),
            (NO, Option("No", hint="Also where parents agreed that the child is accommodated")),
        ],
        required=False,
    )
    basis = line(
        "What law does it rest on?",
        300,
        required=False,
        help_text="Leave it empty for the usual one. Of an abduction warning notice it follows from age and care",
    )
    protects = forms.CharField(
        label="Which child does it protect? The reference of the case",
        required=False,
        max_length=40,
        widget=PLAIN,
        help_text="Only those who see that case read whose it is. With a known birthday the age is worked out",
    )
    since = DateField(label="From when does it hold?", required=False)
    until = DateField(
        label="Until when?", required=False, help_text="Whoever monitors it is reminded 28 and 7 days before"
    )
    conditions = narrative(
        "What may they not do, or have to do?",
        rows=5,
        required=False,
        help_text="The conditions as they stand in the order. Leave out the child’s name: write “the child”",
    )
    monitor = forms.ChoiceField(
        label="Which agency watches that it is kept?",
        choices=[],
        error_messages={"required": "Select which agency watches that it is kept"},
    )
    monitor_words = line("Who of them, and how?", 300, required=False, help_text="Like “patrols on Friday nights”")

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[OrderKind],
        find_case: FindCase,
        birthday_of: Callable[[Case | None], date | None],
        can_monitor: CanMonitor,
        asks_child: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._find_case, self._birthday_of, self._can_monitor = find_case, birthday_of, can_monitor
        self.case: Case | None = None
        self.fields["kind"].choices = [_choice(kind) for kind in kinds]  # type: ignore[attr-defined]
        there = [("", "Choose an agency"), *((ref, one.name) for ref, one in self._agencies.items())]
        self.fields["monitor"].choices = there  # type: ignore[attr-defined]
        if OrderKind.CAWN not in kinds:
            del self.fields["child_age"], self.fields["child_in_care"]
        if not asks_child:
            del self.fields["protects"]
        self.order_fields(ORDER_FIELDS)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("protects"):
            self.case = self._find_case(said["protects"])
            if self.case is None:
                self.add_error("protects", "Enter the reference of a case that you see, or leave it empty")
        if said.get("kind") == OrderKind.CAWN:
            self._clean_cawn(said)
        elif said.get("kind") in NEEDS_BASIS and not said.get("basis"):
            self.add_error("basis", "Enter the law that it rests on")
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", "Last day must be the same as or after the first")
        self._clean_monitor(said)
        return said

    def _clean_cawn(self, said: dict[str, Any]) -> None:
        """The reasons that the deed would give, beside what they are about."""
        born_on, care = self._birthday_of(self.case), said.get("child_in_care")
        on = said.get("since") or clock.today()
        age = max(years_old(born_on, on=on), 0) if born_on else said.get("child_age")
        if age is None and "child_age" not in self.errors:
            self.add_error("child_age", "Enter how old the child is")
        if not care and "child_in_care" not in self.errors:
            self.add_error("child_in_care", "Select whether the child is in care")
        if age is None or not care:
            return
        if refusal := rules.cawn_at(age, is_in_care=care == YES).refusal:
            self.add_error("kind", refusal)
        elif born_on and said.get("until") and said["until"] > rules.cawn_holds_until(born_on, is_in_care=care == YES):
            self.add_error("until", rules.TOO_LONG)

    def _clean_monitor(self, said: dict[str, Any]) -> None:
        if not {"monitor", "handling", "named"} & set(self.errors) and not self._can_monitor(
            self._agencies[said["monitor"]], self.mark, self.named_agencies
        ):
            self.add_error("monitor", rules.CANNOT_MONITOR)

    @property
    def said(self) -> OrderSaid:
        found = self.cleaned_data
        care = found.get("child_in_care")
        names = ("basis", "since", "until", "conditions", "monitor_words")
        return OrderSaid(
            kind=OrderKind(found["kind"]),
            **{name: found[name] for name in names},
            protects=self.case,
            child_age=found.get("child_age"),
            child_in_care=care == YES if care else None,
            monitor=self._agencies[found["monitor"]],
            handling=self.mark,
            named_agencies=tuple(self.named_agencies),
        )


def _choice(kind: OrderKind) -> tuple[str, Option]:
    sort = rules.SORTS[kind]
    reveals = ("child_age", "child_in_care") if kind is OrderKind.CAWN else ()
    return kind.value, Option(sort.title, hint=sort.hint, reveals=reveals)


class StepForm(PortalForm):
    """Of a step that is made on a day."""

    error_labels: ClassVar[dict[str, str]] = {"done_on": "Day"}

    done_on = DateField(label="On which day?", bound=Bound.TODAY_OR_PAST)
    words = narrative("What else is to be known of it?", rows=3, required=False, help_text="Court, number, who asked")


class ReasonForm(StepForm):
    words = narrative("Why?", rows=3, error_messages={"required": "Enter why"})


class ServeForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {
        "served_on": "Day",
        "since": "First day",
        "until": "Last day",
        "child_age": "Age",
    }

    served_on = DateField(label="When was it served, or put in force?", bound=Bound.TODAY_OR_PAST)
    served_by = line("Who served it?", 200, error_messages={"required": "Enter who served it"})
    child_age = child_age()
    since = DateField(
        label="From when does it hold?", required=False, help_text="Leave it empty if from the day it was served"
    )
    until = DateField(label="Until when?", required=False)
    words = narrative("What did they say, and who was told?", rows=3, required=False)

    def __init__(self, *args: Any, asks_age: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_age:
            self.fields["child_age"].required = True
        else:
            del self.fields["child_age"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first = said.get("since") or said.get("served_on")
        if first and said.get("until") and said["until"] < first:
            self.add_error("until", "Last day must be the same as or after the first")
        return said

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "words"}


class RenewForm(StepForm):
    error_labels: ClassVar[dict[str, str]] = {"done_on": "Day", "until": "New last day"}

    until = DateField(label="Until when does it hold now?", bound=Bound.TODAY_OR_FUTURE)
    field_order = ("done_on", "until", "words")


class BreachForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"happened_on": "Day"}

    happened_on = DateField(label="When was it breached?", bound=Bound.TODAY_OR_PAST)
    words = narrative("What happened?", error_messages={"required": "Enter what happened"})
    reported_to = line("Whom was it reported to?", 300, required=False, help_text="Police, and who else")
    reference = line("Police or court reference", 60, required=False)
    outcome = lines(
        "What came of it?",
        most=2000,
        required=False,
        help_text="Arrest, charge, no further action. It can be added later",
    )


class FileForm(PortalForm):
    """What of the register the file is made of goes along unseen."""

    kind = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    state = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    ending = forms.CharField(required=False, max_length=3, widget=forms.HiddenInput)
    why = lines(
        "Why do you need a copy outside the portal?",
        help_text="It is kept in the audit trail, with how many orders the file names",
        error_messages={"required": "Enter why you need a copy outside the portal"},
    )
