"""Form fields and widgets that the design system has and Django has not."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone

from cse_portal.ui.dates import Bound, Trouble, read_date, read_time, require_between, require_bound, time_in_words
from cse_portal.ui.wording import in_sentence, starting


class Option(str):
    """The label of a radio or checkbox, with what else the design system lets it carry."""

    hint: str
    reveals: tuple[str, ...]  # names of the questions that stand inside it, in their order
    divider: str

    def __new__(cls, label: str, *, hint: str = "", reveals: str | tuple[str, ...] = (), divider: str = "") -> Option:
        option = super().__new__(cls, label)
        option.hint, option.divider = hint, divider
        option.reveals = (reveals,) if isinstance(reveals, str) else reveals
        return option

    def __deepcopy__(self, memo: dict[int, Any]) -> Option:
        """It never changes, and each request copies all choices of its form."""
        return self


class Parts(NamedTuple):
    """A date as typed, kept exactly so when it must be shown again."""

    day: str
    month: str
    year: str


class MomentParts(NamedTuple):
    """A date and a time as typed."""

    day: str
    month: str
    year: str
    time: str


class DateWidget(forms.MultiWidget):
    """Three inputs: day, month, year."""

    template_name = "ui/forms/widgets/date.html"
    use_fieldset = True
    names: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in self.names}, attrs)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, datetime):
            value = timezone.localtime(value) if timezone.is_aware(value) else value
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return ["", "", ""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return Parts(*(part or "" for part in super().value_from_datadict(data, files, name)))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong, classes = attrs.pop("wrong", ()), attrs.pop("class", "")
        described = {key: attrs.pop(key) for key in ("aria-describedby", "aria-invalid") if key in attrs}
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"classes": classes, "described": described}
        for place, (part, sub) in enumerate(zip(self.names, context["widget"]["subwidgets"], strict=True)):
            sub |= {"part": part, "is_wrong": place in wrong, "is_time": part == "time"}
            if purpose := self.attrs.get("autocomplete"):
                sub["autocomplete"] = f"{purpose}-{part}"
        return context


class MomentWidget(DateWidget):
    """A date and, beside it, a time."""

    names = ("day", "month", "year", "time")

    def decompress(self, value: Any) -> list[str]:
        if not isinstance(value, datetime):
            return [*super().decompress(value), ""]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [*super().decompress(local), time_in_words(local.time())]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        values = forms.MultiWidget.value_from_datadict(self, data, files, name)
        return MomentParts(*(part or "" for part in values))


class DateField(forms.Field):
    """A date that one knows by heart, with the design system's own error words."""

    widget = DateWidget

    def __init__(
        self,
        *,
        bound: Bound = Bound.ANY,
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.bound, self.earliest, self.latest = bound, earliest, latest
        super().__init__(**kwargs)

    @property
    def _name(self) -> str:
        return starting(getattr(self, "error_label", "") or str(self.label or "Date"))

    def to_python(self, value: Any) -> date | None:
        if value in (None, ""):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return self._read(value)
        except Trouble as trouble:
            raise ValidationError(trouble.message, trouble.code, {"parts": trouble.parts}) from None

    def _read(self, value: Any) -> date | None:
        return self._within(read_date(*value[:3], label=self._name))

    def _within(self, day: date | None) -> date | None:
        if day is not None:
            require_bound(day, self.bound, today=timezone.localdate(), label=self._name)
            require_between(day, earliest=self.earliest, latest=self.latest, label=self._name)
        return day


class MomentField(DateField):
    """A date and a time, in London."""

    widget = MomentWidget

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, datetime) else super().to_python(value)

    def _read(self, value: Any) -> datetime | None:
        day = self._within(read_date(*value[:3], label=self._name))
        moment = self._read_time(value[3])
        if day is None and moment is None:
            return None
        if day is None:
            raise Trouble(f"{self._name} must include a date", (0, 1, 2), "incomplete")
        if moment is None:
            raise Trouble(f"{self._name} must include a time", (3,), "incomplete")
        return timezone.make_aware(datetime.combine(day, moment))

    def _read_time(self, typed: str) -> time | None:
        try:
            return read_time(typed, label=f"Time of {in_sentence(self._name)}")
        except Trouble as trouble:
            raise Trouble(trouble.message, (3,), trouble.code) from None


class TimeField(forms.Field):
    """A time as people write it: 10:10pm, 5pm, 17:30."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})

    def to_python(self, value: Any) -> time | None:
        if value is None or isinstance(value, time):
            return value
        try:
            return read_time(str(value), label=starting(getattr(self, "error_label", "") or str(self.label or "Time")))
        except Trouble as trouble:
            raise ValidationError(trouble.message, trouble.code) from None

    def prepare_value(self, value: Any) -> Any:
        return time_in_words(value) if isinstance(value, time) else value


PHONE = RegexValidator(
    r"^[0-9+()][0-9 +()-]{2,}(?: ?(?:ext\.?|x) ?[0-9]{1,6})?$", "Enter a phone number, like 01632 960200", code="phone"
)


class PhoneField(forms.CharField):
    """A telephone number as people write it, with an extension where there is one."""

    default_validators = [PHONE]

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "class": "govuk-input--width-20"})
        super().__init__(**{"max_length": 30, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())
