"""A photo of the child: with consent, drawn anew, on the child’s own page alone, and gone once it is taken back."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cse_portal.audit.models import AuditEvent
from cse_portal.cases.document_kinds import VIRUS
from cse_portal.cases.models import Case, ChildPhoto
from cse_portal.cases.photo_kinds import NO_PHOTO, NO_PICTURE, REPLACED
from cse_portal.core import clock
from tests.integration.cases.conftest import Browse
from tests.integration.cases.forms import day, led_back, says, send
from tests.integration.cases.scanner import VIRUS as SICK
from tests.integration.cases.scanner import answering
from tests.integration.cases.test_documents import folder, place
from tests.integration.cases.test_scanning import socket
from tests.reading import all_of, one_of
from tests.unit.cases import made_files as made

__all__ = ["folder", "socket"]
pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'src="data:image/webp;base64,([^"]+)" alt="([^"]+)"')


def typed(data: bytes, **changed: Any) -> dict[str, Any]:
    said = {"consent_by": "both", "purpose": "So that the police know her", **day("consented_on", clock.today())}
    return {**said, "file": SimpleUploadedFile("canaryname.jpg", data), **changed}


def child_page(client: Client, case: Case) -> str:
    return says(client.get(place("child", case)))


def test_a_photo_stands_on_the_childs_page_without_where_it_was_taken(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    assert "Add a photo" in child_page(client, led)
    data = made.picture(size=(2000, 1500), with_place=True)
    assert send(client, place("add_photo", led), **typed(data)).status_code == 302
    page = child_page(client, led)
    found = SHOWN.search(page)
    assert found is not None
    assert found[2] == f"Photo of {led.child.initials}, added on {clock.today():%-d %B %Y}"
    assert "the child, and a parent or carer" in page
    assert "So that the police know her" in page
    with Image.open(BytesIO(b64decode(found[1]))) as picture:
        assert (picture.size, dict(picture.getexif())) == ((240, 180), {})
    assert not SHOWN.search(says(client.get(place("record", led))))
    assert one_of(AuditEvent.objects.filter(kind="child.photo_added")).detail == {"consent": "both"}


def test_consent_taken_back_takes_it_off(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    send(client, place("add_photo", led), **typed(made.picture()))
    assert send(client, place("take_back_photo", led), why="Maya asked for it").status_code == 302
    assert not SHOWN.search(child_page(client, led))
    photo = one_of(ChildPhoto.objects.all())
    assert photo.taken_back_because == "Maya asked for it"
    again = client.get(place("take_back_photo", led))
    assert NO_PHOTO in says(again)
    assert NO_PHOTO in says(led_back(client, send(client, place("take_back_photo", led), why="Again")))


def test_a_newer_photo_takes_its_place(led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    for colour in ((60, 40), (40, 60)):
        send(client, place("add_photo", led), **typed(made.picture(size=colour)))
    assert [one.taken_back_because for one in all_of(ChildPhoto.objects.all())] == ["", REPLACED]
    assert len(SHOWN.findall(child_page(client, led))) == 1


@pytest.mark.parametrize(("data", "why"), [(made.pdf(), NO_PICTURE), (b"", "empty"), (b"GIF89a", "damaged")])
def test_anything_but_a_picture_is_refused(data: bytes, why: str, led: Case, browse: Browse) -> None:
    client = browse("social_worker")
    page = says(led_back(client, send(client, place("add_photo", led), **typed(data))))
    assert why in page
    assert "So that the police know her" in page
    assert not all_of(ChildPhoto.objects.all())


def test_a_photo_with_a_virus_or_not_scanned_is_not_kept(led: Case, browse: Browse, socket: Any) -> None:
    client = browse("social_worker")
    sick = made.picture() + SICK
    with answering(socket):
        assert VIRUS in says(led_back(client, send(client, place("add_photo", led), **typed(sick))))
    page = says(led_back(client, send(client, place("add_photo", led), **typed(made.picture()))))
    assert "The scanner does not answer" in page
    assert not all_of(ChildPhoto.objects.all())


def test_a_photo_that_is_not_in_its_place_is_said(led: Case, browse: Browse, folder: Any) -> None:
    client = browse("social_worker")
    send(client, place("add_photo", led), **typed(made.picture()))
    (folder / one_of(ChildPhoto.objects.all()).stored).unlink()
    assert "The photo is not in its place" in child_page(client, led)
