"""Template tags of the design system, available in every template."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html

from cse_portal.core.clock import today
from cse_portal.ui import icons, marks
from cse_portal.ui.clock_words import day_words, done, paused, read_clock
from cse_portal.ui.dates import WEEKDAYS, in_words, lately, time_in_words, without_year

register = template.Library()


def _local(value: Any) -> Any:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def day(value: date | None) -> str:
    """20 November 2026; cheaper by far than Django's own `date` filter."""
    return in_words(_local(value)) if value else ""


@register.filter(name="day_words")
def day_in_few_words(value: date | None) -> str:
    """20 November, with the year when it is not this one."""
    return day_words(_local(value), today()) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Friday."""
    return WEEKDAYS[_local(value).weekday()] if value else ""


@register.filter
def day_of_year(value: date | None) -> str:
    """20 November."""
    return without_year(_local(value)) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """10:10am."""
    return time_in_words(_local(value).time()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """20 November 2026, 10:10am."""
    if not value:
        return ""
    local = _local(value)
    return f"{in_words(local)}, {time_in_words(local.time())}"


@register.filter(name="lately")
def lately_in_words(value: datetime | None) -> str:
    """Today, 2:31pm; Yesterday, 5pm; 9 November 2026."""
    return lately(_local(value), today()) if value else ""


@register.simple_tag
def score(value: int | None, size: str = "") -> str:
    return marks.score(value, is_large=size == "large")


@register.simple_tag
def band(level: int) -> str:
    return marks.band(level)


@register.simple_tag
def harm(words: str = "Harm") -> str:
    return marks.harm(words)


@register.simple_tag
def rag(colour: str | None, words: str = "") -> str:
    return marks.rating(colour or "none", words)


@register.simple_tag
def handling(kind: str, words: str = "") -> str:
    return marks.handling(kind, words)


@register.simple_tag
def flag(words: str, tone: str = "") -> str:
    """Tone: missing (red), strong (black) or none."""
    return marks.flag(words, tone)


@register.simple_tag
def avatar(name: str, live: bool = False) -> str:
    return marks.avatar(name, is_live=live)


@register.simple_tag
def clock(
    due_at: datetime,
    now: datetime | None = None,
    started_at: datetime | None = None,
    legal: bool = False,
    all_day: bool = False,
) -> str:
    """A clock chip. Give `now` where a page shows many, so that all of them read the same clock."""
    chip = read_clock(
        due_at=due_at, now=now or timezone.now(), started_at=started_at, is_legal=legal, is_all_day=all_day
    )
    return marks.clock(chip)


@register.simple_tag
def clock_paused(since: datetime, now: datetime | None = None) -> str:
    return marks.clock(paused(since=since, now=now or timezone.now()))


@register.simple_tag
def clock_done(on: date) -> str:
    return marks.clock(done(on=_local(on), today=timezone.localdate()))


@register.simple_tag
def safeguard_tiles(tiles: list[marks.Tile], only_letters: bool = False) -> str:
    return marks.tiles(tiles, only_letters=only_letters)


@register.simple_tag
def safeguard_key() -> str:
    return marks.tiles_key()


@register.simple_tag
def stage_line(line: list[marks.Stage]) -> str:
    return marks.stages(line)


@register.simple_tag
def chain_icon() -> str:
    return icons.icon("chain")


@register.simple_tag
def progress(done_so_far: int, total: int, words: str = "") -> str:
    """A bar with its numbers in words: "Building the pack: 23 of 60 cases"."""
    return format_html(
        '<div class="p-progress"><label><strong>{}</strong><progress value="{}" max="{}"></progress></label></div>',
        words or f"{done_so_far} of {total}",
        done_so_far,
        max(total, 1),
    )


@register.simple_tag(takes_context=True)
def sort_header(context: Any, label: str, key: str, current: str = "", kind: str = "") -> str:
    """A column heading that sorts the whole list on the server; a second press turns the order round."""
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    query = context["request"].GET.copy()
    query.pop("after", None), query.pop("before", None)
    query["sort"] = f"-{key}" if order == "ascending" else key
    return format_html(
        '<th scope="col"{} aria-sort="{}"><a class="p-sort govuk-link" href="?{}">{}{}</a></th>',
        format_html(' class="{}"', kind) if kind else "",
        order,
        query.urlencode(),
        label,
        icons.icon(f"sort_{order}"),
    )


@register.simple_tag
def count(number: int, of: str = "", tone: str = "") -> str:
    """A number in a badge, with words for whoever cannot see where it stands."""
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', of) if of else ""
    tone_class = f" p-count--{tone}" if tone else ""
    return format_html(' <span class="p-count{}">{}{}</span>', tone_class, number, hidden)


@register.simple_tag
def phone(number: str) -> str:
    """A telephone number that a phone rings when touched."""
    dialled = "".join(letter for letter in number if letter.isdigit() or letter == "+")
    return format_html('<a class="p-phone" href="tel:{}">{}</a>', dialled, number)
