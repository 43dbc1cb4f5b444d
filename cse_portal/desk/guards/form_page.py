"""What a stage says about its form, and how the form is made and shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render

from cse_portal.agencies.guards import Guarded
from cse_portal.core.kept_words import mark_as_kept
from cse_portal.core.models import Record
from cse_portal.desk.form_kinds import FormKind
from cse_portal.desk.guards.conflict import fields_of
from cse_portal.desk.guards.keys import Keys, Opened
from cse_portal.desk.merging import digests_of
from cse_portal.desk.posted import Controls
from cse_portal.desk.queries import LastSave, last_save_of
from cse_portal.ui.narrative import NarrativeTextarea


class FormPage(Guarded):
    """A stage names the form and fills three hooks."""

    kind: ClassVar[FormKind]
    form_class: ClassVar[type[forms.BaseForm]]
    template_name: ClassVar[str] = "desk/safe_form.html"

    # --- hooks -----------------------------------------------------------------------------------------------

    def get_record(self) -> Record | None:
        """The record to edit, loaded through `.visible_to(person)` or 404; None for a form that makes a new one."""
        return None

    def initial_of(self, record: Record) -> dict[str, Any]:
        """The record's values by form field."""
        return {}

    def perform(self, form: Any) -> str:
        """Call one action, with `self.opened_version` for an edited record; return where to go next."""
        raise NotImplementedError

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def page_context(self) -> dict[str, Any]:
        """What the template wants besides the form: a heading, words for the button, the way back."""
        return {}

    def about_ref(self) -> str:
        """What the form is about; a new record's form about a child or a case names that one."""
        return self.record.ref if self.record else ""

    def describe_last_save(self, record: Record) -> LastSave:
        return last_save_of(record)

    def is_undone(self, form: Any, since: datetime) -> bool:
        """What these words did when they were sent at that time is undone, so that they do it anew."""
        return False

    # --- the form --------------------------------------------------------------------------------------------

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whatever the form itself answers has seen to the words; a refusal or a fault has not."""
        response = super().dispatch(request, *args, **kwargs)
        is_refusal = response.status_code in (403, 404) or response.status_code >= 500
        return response if is_refusal else mark_as_kept(response)

    @cached_property
    def record(self) -> Record | None:
        return self.get_record()

    def edited(self) -> Record:
        """Only an edited record has two sides; a crafted form for a new one finds nothing."""
        if self.record is None:
            raise Http404
        return self.record

    def make_form(self, data: QueryDict | None = None, **kwargs: Any) -> forms.BaseForm:
        return self.form_class(data, **{**self.form_kwargs(), **kwargs})

    def form_with(self, data: QueryDict) -> forms.BaseForm:
        """Filled with what was typed, and not yet judged."""
        form = self.make_form()
        initial = {b.name: b.field.widget.value_from_datadict(data, {}, b.html_name) for b in form}
        return self.make_form(initial=initial)

    def initial(self) -> dict[str, Any]:
        return self.initial_of(self.record) if self.record else {}

    def seal_now(self, form: forms.BaseForm | None = None) -> str:
        """`form`: as the record fills it, where the same page made it already."""
        if self.record is None:
            return ""
        digests = digests_of(fields_of(form or self.make_form(initial=self.initial())))
        return Opened(self.record.ref, self.record.version, digests).sealed()

    def show(self, form: forms.BaseForm, keys: Keys, *, status: int = 200, **more: Any) -> HttpResponse:
        has_narrative = any(True for _ in narrative_names(form))
        return self.show_page(self.template_name, keys, status=status, form=form, has_narrative=has_narrative, **more)

    def show_page(self, template: str, keys: Keys, *, status: int = 200, **more: Any) -> HttpResponse:
        own = {"keys": keys, "kind": self.kind, "about_ref": self.about_ref()}
        return render(self.request, template, {**own, **self.page_context(), **more}, status=status)


def query_dict(fields: Controls) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def narrative_names(form: forms.BaseForm) -> Iterator[str]:
    return (name for name, field in form.fields.items() if isinstance(field.widget, NarrativeTextarea))
