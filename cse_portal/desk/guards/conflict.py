"""Both sides of a record that someone else saved while this person typed, ready to be shown and merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import dateformat

from cse_portal.desk.differences import Piece, compare, together
from cse_portal.desk.merging import Change, Choice, Digests, changes
from cse_portal.desk.posted import CONTROL_MARK, Controls, controls_in

MakeForm = Callable[..., forms.BaseForm]
NOTHING = "Nothing"


@dataclass(frozen=True)
class Clash:
    """One field that both changed."""

    name: str
    label: str
    is_text: bool
    mine: list[Piece]
    theirs: list[Piece]
    together: str
    choice: str
    error: str = ""


@dataclass(frozen=True)
class TakenOver:
    """One field that only the other person changed: it stays as they saved it."""

    name: str
    label: str
    now: str


@dataclass(frozen=True)
class Conflict:
    clashes: list[Clash]
    taken_over: list[TakenOver]

    @property
    def errors(self) -> list[Clash]:
        return [clash for clash in self.clashes if clash.error]


@dataclass(frozen=True)
class Sides:
    """The same form twice: as this person posted it, and as the record stands."""

    mine: dict[str, Controls]
    theirs: dict[str, Controls]
    form_of_mine: forms.BaseForm
    form_of_theirs: forms.BaseForm

    def changes(self, opened: Digests) -> dict[str, Change]:
        return changes(opened=opened, mine=self.mine, theirs=self.theirs)


def fields_of(form: forms.BaseForm) -> dict[str, Controls]:
    """Each field with the controls a browser would post for it."""
    return {bound.name: _controls_of(bound) for bound in form}


def _controls_of(bound: forms.BoundField) -> Controls:
    """Most fields of a long form are empty: what a browser posts for these is known without drawing them."""
    widget = bound.field.widget
    if bound.value() in (None, "", []):
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return {bound.html_name: []}
        if isinstance(widget, forms.Textarea) or type(widget) is forms.TextInput:
            return {bound.html_name: [""]}
    return controls_in(bound.as_widget())


def sides(make_form: MakeForm, *, posted: QueryDict, initial: dict[str, Any]) -> Sides:
    theirs = fields_of(make_form(initial=initial))
    mine = {name: {control: posted.getlist(control) for control in controls} for name, controls in theirs.items()}
    return Sides(mine, theirs, make_form(posted), make_form(posted_from(theirs)))


def posted_from(fields: dict[str, Controls]) -> QueryDict:
    data = QueryDict(mutable=True)
    for controls in fields.values():
        for name, values in controls.items():
            if values:
                data.setlist(name, values)
    return data


def conflict_between(both: Sides, *, opened: Digests, posted: QueryDict, asks_again: bool = False) -> Conflict:
    """`asks_again` when the person sent the choices and left one out."""
    found = both.changes(opened)
    return Conflict(
        clashes=[_clash(both, name, posted, asks_again) for name, change in found.items() if change == Change.BOTH],
        taken_over=[_taken_over(both, name) for name, change in found.items() if change == Change.THEIRS],
    )


def _clash(both: Sides, name: str, posted: QueryDict, asks_again: bool) -> Clash:
    mine, theirs = shown(both.form_of_mine, name), shown(both.form_of_theirs, name)
    own, other = compare(mine, theirs)
    choice = choice_for(posted, name)
    return Clash(
        name=name,
        label=str(both.form_of_mine[name].label),
        is_text=is_text(both.form_of_mine, name),
        mine=own or [Piece(NOTHING, True)],
        theirs=other or [Piece(NOTHING, True)],
        together=posted.get(f"{CONTROL_MARK}text_{name}") or together(mine, theirs),
        choice=choice.value if choice else "",
        error="Select which words to keep" if asks_again and choice is None else "",
    )


def _taken_over(both: Sides, name: str) -> TakenOver:
    return TakenOver(name, str(both.form_of_mine[name].label), shown(both.form_of_theirs, name) or NOTHING)


def choice_for(posted: QueryDict, name: str) -> Choice | None:
    chosen = posted.get(f"{CONTROL_MARK}choice_{name}", "")
    return Choice(chosen) if chosen in {choice.value for choice in Choice} else None


def with_choices(both: Sides, *, opened: Digests, posted: QueryDict) -> QueryDict | None:
    """What the person decided, as a form would post it; None while a clash is undecided."""
    found = both.changes(opened)
    result = posted.copy()
    for name, change in found.items():
        choice = choice_for(posted, name) if change == Change.BOTH else None
        if change == Change.BOTH and choice is None:
            return None
        if change == Change.THEIRS or choice == Choice.THEIRS:
            _put(result, both.theirs[name])
        elif choice == Choice.TOGETHER:
            _put(result, {control: [posted.get(f"{CONTROL_MARK}text_{name}", "")] for control in both.mine[name]})
    return result


def last_written(both: Sides, *, posted: QueryDict) -> QueryDict:
    """This person's words: where they had begun to write both together, that."""
    result = posted.copy()
    for name, controls in both.mine.items():
        text = posted.get(f"{CONTROL_MARK}text_{name}", "")
        if text and choice_for(posted, name) == Choice.TOGETHER:
            _put(result, {control: [text] for control in controls})
    return result


def _put(data: QueryDict, controls: Controls) -> None:
    for name, values in controls.items():
        data.setlist(name, values) if values else data.pop(name, None)


def is_text(form: forms.BaseForm, name: str) -> bool:
    return isinstance(form.fields[name], forms.CharField) and isinstance(form.fields[name].widget, forms.Textarea)


def shown(form: forms.BaseForm, name: str) -> str:
    """A field's value in words: a choice by its label, a date in full, anything unfinished as it was typed."""
    field, bound = form.fields[name], form[name]
    try:
        value = field.clean(bound.data)
    except ValidationError:
        value = bound.data
    if hasattr(field, "choices"):
        return _labels(field, bound.data)
    if isinstance(value, date | datetime):
        return dateformat.format(value, "j F Y")
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part not in (None, ""))
    return "" if value is None else str(value)


def _labels(field: Any, value: Any) -> str:
    wanted = {str(part) for part in value} if isinstance(value, list | tuple) else {str(value)}
    return ", ".join(str(label) for key, label in _flat(field.choices) if str(key) in wanted and str(key) != "")


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Choices that stand in groups, one after another."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield key, label
