"""Documents in the demo, drawn and written on the spot."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from random import Random

from django.db import transaction
from PIL import Image, ImageDraw, ImageFont

from cse_portal.agencies import access
from cse_portal.agencies.models import User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import add_document
from cse_portal.cases.drawing import check
from cse_portal.cases.models import Case
from cse_portal.core import wall
from cse_portal.core.actor import System
from cse_portal.demo import papers as story
from cse_portal.demo.cast import CAST

PAGE, INK, PAPER = (827, 1169), "#22252b", "#fbfaf6"  # A4, 100 dots an inch


@transaction.atomic
def load_papers(*, size: int, random: Random, on: date, by: System) -> int:
    """In the case that `load_casework` led so far."""
    given, family = story.CHILD
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    with wall.as_system(by.purpose):
        case = Case.objects.select_related("child", "lead_agency").get(
            child__given_names=given, child__family_name=family
        )
    sent = on - timedelta(days=story.PAPERS[-1][3])
    files = (_letter(), _map(), story.EMAIL.format(sent=f"{sent:%d %b %Y} 16:10:00 +0000").encode())
    for (key, title, kind, days, mark, words), data in zip(story.PAPERS, files, strict=True):
        dated_on = on - timedelta(days=days)
        values = {"title": title, "kind": kind.value, "dated_on": dated_on, "description": words}
        with access.acting_for(people[key]):
            add_document(case=case, values=values, handling=mark, file=check(data), by=people[key])
    record("demo.papers_loaded", about=case.lead_agency, by=by)
    return len(story.PAPERS)


def _letter() -> bytes:
    pages = [_page(lines) for lines in story.LETTER]
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=100)
    return out.getvalue()


def _page(lines: tuple[str, ...]) -> Image.Image:
    page = Image.new("RGB", PAGE, PAPER)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(21)
    for number, line in enumerate(lines):
        draw.text((90, 120 + number * 38), line, fill=INK, font=font)
    return page


def _map() -> bytes:
    """Three places and the way between them."""
    picture = Image.new("RGB", (900, 420), PAPER)
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(26)
    places = [(120, 300), (430, 120), (760, 280)]
    draw.line(places, fill="#8a5a44", width=8, joint="curve")
    for (across, down), name in zip(places, story.MAP, strict=True):
        draw.ellipse((across - 18, down - 18, across + 18, down + 18), fill="#124c5c")
        draw.text((across - 60, down + 28), name, fill=INK, font=font)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
