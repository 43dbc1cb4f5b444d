"""The form that every form of the portal begins from: it words its own errors and loses nothing typed."""

from __future__ import annotations

from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import pretty_name

from cse_portal.ui.fields import PhoneField
from cse_portal.ui.wording import in_sentence, percent_safe, starting

LONGEST_TEXT = 50_000

CHOICE_MESSAGES = {
    "required": "Select {label}",
    "invalid_choice": "Select {label} from the list",
    "invalid_list": "Select {label}",
}
# What each kind of error says. {name} begins a sentence, {label} stands inside one.
MESSAGES: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (
        forms.Field,
        {
            "required": "Enter {label}",
            "invalid": "{name} must be in the correct format",
            "max_length": "{name} must be %(limit_value)d characters or fewer",
            "min_length": "{name} must be %(limit_value)d characters or more",
            "max_value": "{name} must be %(limit_value)s or fewer",
            "min_value": "{name} must be %(limit_value)s or more",
            "null_characters_not_allowed": "{name} must not include hidden characters",
        },
    ),
    (forms.IntegerField, {"invalid": "{name} must be a whole number, like 30"}),
    (forms.FloatField, {"invalid": "{name} must be a number"}),
    (
        forms.DecimalField,
        {
            "invalid": "{name} must be a number",
            "max_decimal_places": "{name} must have %(max)s decimal places or fewer",
            "max_digits": "{name} must have %(max)s digits or fewer",
            "max_whole_digits": "{name} must have %(max)s digits or fewer before the decimal point",
        },
    ),
    (forms.EmailField, {"invalid": "Enter an email address in the correct format, like name@example.com"}),
    (PhoneField, {"phone": "{name} must be a phone number, like 01632 960200"}),
    (forms.URLField, {"invalid": "Enter a web address in the correct format, like https://example.com"}),
    (forms.ChoiceField, CHOICE_MESSAGES),
    (forms.ModelChoiceField, CHOICE_MESSAGES),
    (forms.BooleanField, {"required": "Tick “{name}”"}),
    (
        forms.FileField,
        {
            "required": "Select {label}",
            "invalid": "The selected file could not be uploaded. Try again",
            "missing": "Select {label}",
            "empty": "The selected file is empty",
            "max_length": "The selected file’s name must be %(max)d characters or fewer",
            "contradiction": "Select a file or tick the box to remove it, not both",
        },
    ),
)


def message_for(field: forms.Field, code: str) -> str | None:
    """The portal's words for one kind of error of one field: the most particular kind of field decides."""
    words = None
    for kind, messages in MESSAGES:
        if isinstance(field, kind):
            words = messages.get(code, words)
    return words


def word_errors(field: forms.Field, label: str) -> None:
    """Replace Django's messages by the portal's, but keep those that the form's author wrote."""
    defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        defaults.update(getattr(cls, "default_error_messages", {}))
    written = {code for code, words in field.error_messages.items() if words != defaults.get(code)}
    named = {"name": percent_safe(starting(label)), "label": percent_safe(in_sentence(label))}
    codes = {code for kind, messages in MESSAGES if isinstance(field, kind) for code in messages}
    for code in codes - written:
        words = message_for(field, code)
        if words:
            # Only messages with a number to fill in are run through %, so only they need doubled signs.
            text = words.format(**named)
            field.error_messages[code] = text if "%(" in words else text.replace("%%", "%")


class PortalFormMixin:
    """Shared by plain forms and model forms."""

    use_required_attribute = False
    label_suffix = ""
    marks_optional = True
    is_drawn_once = False  # a form that many pages show, and whose choices say all that differs in it
    error_labels: ClassVar[dict[str, str]] = {}  # how an error names a field whose label is a question or one noun
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label if field.label is not None else pretty_name(name)
            if name in self.error_labels:
                field.error_label = self.error_labels[name]  # type: ignore[attr-defined]
            self._word_errors(name, field)
            _limit(field)
            _size(field)

    def _word_errors(self, name: str, field: forms.Field) -> None:
        """What a field says of errors is settled by its class of form, so it is worded once and not each time."""
        worded = _worded.setdefault(type(self), {})
        if name not in worded:
            word_errors(field, getattr(field, "error_label", "") or str(field.label))
            worded[name] = field.error_messages
        field.error_messages = dict(worded[name])


_worded: WeakKeyDictionary[type, dict[str, dict[str, Any]]] = WeakKeyDictionary()


def _limit(field: forms.Field) -> None:
    """Text without a limit of its own gets a generous one, so that nobody fills the disk by one paste."""
    if type(field) is forms.CharField and not any(isinstance(one, MaxLengthValidator) for one in field.validators):
        field.validators = [*field.validators, MaxLengthValidator(LONGEST_TEXT)]


def _size(field: forms.Field) -> None:
    """A number is typed as text, since a browser's own number box drops what it cannot read."""
    widget = field.widget
    if type(widget) is forms.NumberInput:
        is_whole = isinstance(field, forms.IntegerField) and not isinstance(
            field, (forms.FloatField, forms.DecimalField)
        )
        widget.input_type = "text"
        widget.attrs = {
            "inputmode": "numeric" if is_whole else "decimal",
            "class": "govuk-input--width-5",
            **widget.attrs,
        }
    elif type(widget) is forms.Textarea and widget.attrs.get("rows") == "10":
        widget.attrs = {**widget.attrs, "rows": "5"}


class PortalForm(PortalFormMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A form of the portal over one model; it validates, and an action saves."""


class FilterForm(PortalForm):
    """A form that narrows a list: nothing in it must be filled in, so nothing says so."""

    marks_optional = False
