"""A photo of the child, with the consent to it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from cse_portal.cases.drawing import Checked
from cse_portal.cases.files.kinds import PICTURES
from cse_portal.cases.forms.documents import CheckedFileField, FileForm
from cse_portal.cases.forms.meetings import lines, radios
from cse_portal.cases.photo_kinds import CONSENTS, NO_PICTURE
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm


class PhotoField(CheckedFileField):
    def to_python(self, data: Any) -> Any:
        found: Checked | None = super().to_python(data)
        if found is not None and found.kind not in PICTURES:
            raise forms.ValidationError(NO_PICTURE, "no_picture")
        return found


class PhotoForm(FileForm):
    error_labels: ClassVar[dict[str, str]] = {"consented_on": "Day of the consent"}

    file = PhotoField(
        label="Which picture?",
        help_text="JPEG, PNG, GIF or WebP. The portal keeps a small copy without where and when it was taken",
        error_messages={"required": "Choose a picture"},
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.gif,.webp"}),
    )
    consent_by = radios(
        "Who agreed that it is kept?",
        [(one.value, Option(title)) for one, title in CONSENTS.items()],
        error_messages={"required": "Select who agreed"},
    )
    consented_on = DateField(
        label="When did they agree?",
        bound=Bound.TODAY_OR_PAST,
        error_messages={"required": "Enter when they agreed"},
    )
    purpose = lines(
        "What did they agree to?",
        most=300,
        help_text="For example: so that the police know her when she is missing",
        error_messages={"required": "Enter what they agreed to"},
    )


class TakeBackForm(PortalForm):
    why = lines("Why is it taken back?", most=300, error_messages={"required": "Enter why the consent is taken back"})
