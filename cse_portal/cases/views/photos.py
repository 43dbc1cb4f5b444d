"""The photo of the child: added with consent, and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse

from cse_portal.agencies.roles import Permission
from cse_portal.cases import actions, form_names
from cse_portal.cases.document_kinds import DocumentRefused
from cse_portal.cases.document_queries import photo_of
from cse_portal.cases.forms.photos import PhotoForm, TakeBackForm
from cse_portal.cases.guards import CaseDeed
from cse_portal.cases.models import ChildPhoto
from cse_portal.cases.photo_kinds import NO_PHOTO, Consent
from cse_portal.cases.views.documents import SendsFile


class AddPhoto(SendsFile):
    kind, form_class = form_names.ADD_PHOTO, PhotoForm
    leads_back = "cases:child"

    def perform(self, form: PhotoForm) -> str:
        actions.add_photo(
            case=self.case,
            file=form.checked,
            consent_by=Consent(form.cleaned_data["consent_by"]),
            consented_on=form.cleaned_data["consented_on"],
            purpose=form.cleaned_data["purpose"],
            by=self.person,
        )
        messages.success(self.request, "The photo is on the child’s record. The consent can be taken back there.")
        return reverse("cases:child", kwargs={"ref": self.case.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Add a photo of the child", "button": "Add the photo"}


class TakeBackPhoto(CaseDeed):
    permission = Permission.KEEP_RECORD
    kind, form_class = form_names.TAKE_BACK_PHOTO, TakeBackForm
    leads_back = "cases:child"
    decides_by = ()

    def get_record(self) -> ChildPhoto | None:
        return photo_of(self.case.child)

    def not_now(self) -> str:
        return "" if self.record else NO_PHOTO

    def perform(self, form: TakeBackForm) -> str:
        photo = photo_of(self.case.child)
        if photo is None:
            raise DocumentRefused(NO_PHOTO)
        why = form.cleaned_data["why"]
        actions.take_back_photo(case=self.case, photo=photo, version=self.opened_version, why=why, by=self.person)
        messages.success(self.request, "The consent is taken back, and the photo is shown nowhere.")
        return self.back()

    def words(self) -> dict[str, Any]:
        before = "cases/before_take_back_photo.html"
        heading = "Take back the consent to the photo"
        return {"heading": heading, "button": "Take it back", "is_warning": True, "form_before": before}
