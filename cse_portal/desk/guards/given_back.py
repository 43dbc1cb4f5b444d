"""The page that gives the words of a form back when the form could not be saved. It needs no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.choices import flatten_choices

from cse_portal.agencies.session_rules import CONFIRM_PREFIX
from cse_portal.core.kept_words import mark_as_kept
from cse_portal.core.request_id import current_request_id
from cse_portal.desk.interruptions import INTERRUPTIONS, Cause
from cse_portal.desk.posted import CSRF_FIELD, HAT, Controls, tidy, typed

LEADS_TO = {Cause.SOMEONE_ELSE: "account_logout", Cause.OTHER_ROLE: "account_hat"}
AS_CHOSEN = "As you chose it"
NEVER_STORED = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Typed:
    """One field as its writer reads it."""

    label: str
    text: str


def give_back(
    request: HttpRequest, cause: Cause, *, status: int = 403, first_url: str = "", acting_as: str = ""
) -> HttpResponse:
    """The words are in the page alone: whatever stopped the form may be the database, the session or the right."""
    said, form_class = INTERRUPTIONS[cause], _form_class(request)
    secrets = secret_names(form_class)
    if cause == Cause.OTHER_ROLE:
        secrets |= {HAT}  # whoever was told of the other role may send it in this one
    sent = [(name, values) for name, values in request.POST.lists() if may_be_written(name) and name not in secrets]
    reference, _, rest = current_request_id().partition("-")
    context = {
        "cause": cause,
        "interruption": said,
        "sent": sent,
        "words": list(words_of(form_class, request.POST)),
        "path": request.get_full_path(),
        "acting_as": acting_as,
        "first_url": first_url or _first_url(cause),
        "had_files": bool(request.FILES),
        "reference": reference.upper() if said.is_the_portals_fault else "",
        "rest_of_reference": rest,
        "csrf_token": get_token(request) if said.can_send_again else "",
    }
    page = render_to_string("desk/send_again.html", context)
    return mark_as_kept(HttpResponse(page, status=status, headers=NEVER_STORED))


def may_be_written(name: str) -> bool:
    """Neither the form's key, which is an old one, nor what showed who the person is."""
    return name != CSRF_FIELD and not name.startswith(CONFIRM_PREFIX)


def _first_url(cause: Cause) -> str:
    if cause in LEADS_TO:
        return reverse(LEADS_TO[cause])
    return f"{reverse('account_login')}?next={reverse('desk:signed_in_again')}"


def _form_class(request: HttpRequest) -> type[forms.BaseForm] | None:
    """Known from the address alone; the form itself is not made, since that may ask the database."""
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return None
    return getattr(getattr(view, "view_class", None), "form_class", None)


def secret_names(form_class: type[forms.BaseForm] | None) -> frozenset[str]:
    """Passwords and codes are stored in no draft and written into no page."""
    fields = _fields(form_class)
    return frozenset(name for name, field in fields.items() if isinstance(field.widget, forms.PasswordInput))


def words_of(form_class: type[forms.BaseForm] | None, posted: QueryDict) -> Iterator[Typed]:
    """In the form's own order and words; what the form does not name comes after, by the name it was sent under."""
    fields, left = _fields(form_class), typed(posted.lists())
    for name, field in fields.items():
        own = _taken_from(left, name, fields)
        if isinstance(field.widget, forms.PasswordInput) or field.widget.is_hidden:
            continue
        if text := in_words(field, name, posted) if own else "":
            yield Typed(str(field.label or pretty_name(name)), text)
    for name, values in left.items():
        if text := "\n".join(tidy(values)):
            yield Typed(pretty_name(name), text)


def _fields(form_class: type[forms.BaseForm] | None) -> dict[str, forms.Field]:
    return getattr(form_class, "base_fields", {})


def _taken_from(left: Controls, name: str, fields: dict[str, forms.Field]) -> Controls:
    """A field's controls: its own name, or that with a part of it behind, as a date has three."""
    mine = [key for key in left if key == name or (key.startswith(f"{name}_") and key not in fields)]
    return {key: left.pop(key) for key in mine}


def in_words(field: forms.Field, name: str, posted: QueryDict) -> str:
    value: Any = field.widget.value_from_datadict(posted, {}, name)
    if isinstance(field, forms.ModelChoiceField):
        return AS_CHOSEN if value else ""  # its label is in the database, and may not be this person's to see any more
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else ""
    parts = [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]
    if isinstance(field, forms.ChoiceField):
        listed: list[Any] = (
            field.choices if isinstance(field.choices, list) else []
        )  # any other kind may ask the database
        pairs: Iterable[tuple[Any, Any]] = flatten_choices(listed)
        labels = {str(key): str(label) for key, label in pairs}
        return ", ".join(labels.get(part, part) for part in tidy(parts))
    return " ".join(tidy(parts))
