"""Renders Django forms, fields and widgets as the design system does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, ChoiceField, ModelChoiceField, widgets
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property

from cse_portal.ui.fields import DateWidget, Option

# First match wins: Django's checkboxes are a subclass of its radios.
KINDS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.HiddenInput, "hidden"),
    (widgets.MultipleHiddenInput, "hidden"),
    (DateWidget, "date"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.Select, "select"),
    (widgets.Textarea, "textarea"),
    (widgets.FileInput, "file"),
    (widgets.PasswordInput, "password"),
    (widgets.MultiWidget, "parts"),
)
CSS_CLASSES = {
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "parts": "govuk-input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
}
WITH_ERROR_CLASS = {"input", "password", "select", "textarea", "file"}
BROWSER_CHECKS = ("required", "maxlength", "minlength", "min", "max", "step")
CHOICES = {"radios", "checkboxes"}


@dataclass(frozen=True)
class Choice:
    """One radio or checkbox as its template shows it."""

    widget: dict[str, Any]
    label: Any
    hint: str
    divider: str
    revealed: list[BoundField]


class PortalBoundField(BoundField):
    """A field of a form that knows its design-system component."""

    @cached_property
    def kind(self) -> str:
        return kind_of(self.field.widget)

    @property
    def is_optional(self) -> bool:
        """A lone checkbox is always optional to tick, so it does not say so."""
        return not self.field.required and self.kind != "checkbox" and getattr(self.form, "marks_optional", True)

    @property
    def is_page_heading(self) -> bool:
        return bool(getattr(self.field, "is_page_heading", False))

    @property
    def is_revealed(self) -> bool:
        return self.name in revealed_fields(self.form)

    @property
    def counted_length(self) -> int | None:
        """The limit to count down to; the browser itself never cuts anything off."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def first_error_id(self) -> str:
        """Where the error summary leads: the first input that needs attention."""
        if self.kind in CHOICES:
            return f"{self.auto_id}_0"
        if self.kind == "date":
            return f"{self.auto_id}_{self.wrong_parts[0] if self.wrong_parts else 0}"
        return self.id_for_label or f"{self.auto_id}_0"

    @cached_property
    def wrong_parts(self) -> tuple[int, ...]:
        return tuple(part for error in self.errors.as_data() for part in (error.params or {}).get("parts", ()))

    @cached_property
    def choices(self) -> list[Choice]:
        widget = self.field.widget
        attrs = self.build_widget_attrs({"id": self.auto_id})
        groups = widget.get_context(self.html_name, self.value(), attrs)["widget"]["optgroups"]
        return [self._choice(option) for _, options, _ in groups for option in options]

    def _choice(self, option: dict[str, Any]) -> Choice:
        label = option["label"]
        details = label if isinstance(label, Option) else Option(str(label))
        revealed = [self.form[name] for name in details.reveals]
        return Choice(option, label, details.hint, details.divider, revealed)

    def as_field_group(self) -> Any:
        if self.errors or not getattr(self.form, "is_drawn_once", False):
            return super().as_field_group()
        return _drawn_once(self)

    def value(self) -> Any:
        value = super().value()
        return value.replace("\x00", "") if isinstance(value, str) else value

    def as_widget(self, widget: Any = None, attrs: Any = None, only_initial: bool = False) -> Any:
        if widget is None and self.kind in CHOICES:
            return self.form.render(f"ui/forms/{self.kind}.html", {"field": self})
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        # The portal words its own errors, and a browser that cuts pasted words off loses them.
        built |= dict.fromkeys(BROWSER_CHECKS, False)
        kind = kind_of(widget)
        wanted = [CSS_CLASSES.get(kind, ""), widget.attrs.get("class", ""), built.pop("class", "")]
        if self.errors and kind in WITH_ERROR_CLASS:
            wanted.append(f"{CSS_CLASSES[kind].split()[0]}--error")
        if classes := " ".join(filter(None, wanted)):
            built["class"] = classes
        if kind == "date":
            built["wrong"] = self.wrong_parts or ((0, 1, 2) if self.errors else ())
        if kind == "textarea" and self.counted_length:
            built["class"] += " govuk-js-character-count"
            built["aria-describedby"] = f"{built.get('aria-describedby', '')} {self.auto_id}-info".strip()
        return built


MOST_KEPT = 4000
_kept: dict[Any, Any] = {}


def _drawn_once(field: PortalBoundField) -> Any:
    """With the same choices and the same of them chosen, it looks as it did; what somebody typed is never kept."""
    value, choices = field.value(), getattr(field.field, "choices", None)
    if choices is None and value:
        return field.render()
    chosen = tuple(value) if isinstance(value, list | tuple) else value
    words = (str(field.label), str(field.help_text))
    key = (type(field.form), field.html_name, field.auto_id, words, chosen, tuple(choices or ()))
    if (drawn := _kept.get(key)) is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        drawn = _kept[key] = field.render()
    return drawn


def kind_of(widget: widgets.Widget) -> str:
    return next((kind for types, kind in KINDS if isinstance(widget, types)), "input")


def revealed_fields(form: BaseForm) -> set[str]:
    """Names of the fields that stand inside another field's choice, so are not shown by themselves."""
    return {
        name
        for field in form.fields.values()
        if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
        for _, label in list(field.choices)  # type: ignore[arg-type]
        if isinstance(label, Option)
        for name in label.reveals
    }


class PortalRenderer(TemplatesSetting):
    """Form, field and widget templates live in `ui/forms/`."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = PortalBoundField
