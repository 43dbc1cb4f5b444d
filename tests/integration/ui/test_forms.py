"""Forms render as the design system does, word their own errors and lose nothing that was typed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import override_settings

from cse_portal.ui import rendering
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, MomentField, Option, TimeField
from cse_portal.ui.forms import LONGEST_TEXT, FilterForm, PortalForm


class Everything(PortalForm):
    name = forms.CharField(label="Name they use", max_length=20, help_text="As they say it")
    story = forms.CharField(label="What happened?", widget=forms.Textarea, max_length=200, required=False)
    born = DateField(label="Date of birth", bound=Bound.PAST)
    seen = MomentField(label="Last seen", required=False)
    rings_at = TimeField(label="Time to ring back", required=False)
    reach = forms.ChoiceField(
        label="Way to reach you",
        widget=forms.RadioSelect,
        choices=[
            ("phone", Option("By phone", hint="Withheld number", reveals="number")),
            ("visit", Option("At home", reveals=("street", "town"))),
            ("none", "Not at all"),
        ],
    )
    number = forms.CharField(label="Safe number", required=False)
    street = forms.CharField(label="Street", required=False)
    town = forms.CharField(label="Town", required=False)
    signs = forms.MultipleChoiceField(
        label="Signs",
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Missing"), ("b", Option("No", divider="or"))],
    )
    team = forms.ChoiceField(label="Team", choices=[("", "Choose"), ("east", "East")])
    age = forms.IntegerField(label="Age", min_value=0, max_value=25)
    share = forms.DecimalField(label="Share in %", max_value=100, required=False)
    email = forms.EmailField(label="Email address", required=False)
    password = forms.CharField(label="Password", widget=forms.PasswordInput, required=False)
    letter = forms.FileField(label="Letter", required=False)
    told = forms.BooleanField(label="I have told the child")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def errors_of(form: forms.Form) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in form.errors.items()}


def group(html: str, first_input: str) -> str:
    """The markup of the form group around one input."""
    return next(part for part in html.split('class="govuk-form-group') if f'id="{first_input}"' in part)


def test_an_empty_form_has_a_label_for_every_input_and_no_browser_checks() -> None:
    html = str(Everything())
    inputs = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html)) - {"id_token"}
    assert inputs <= set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))
    assert not re.findall(r'\s(?:required|maxlength|minlength|min|max|step|style)="', html)
    assert " required" not in html
    assert 'type="number"' not in html


def test_hints_are_tied_to_their_inputs_and_optional_questions_say_so() -> None:
    html = str(Everything())
    assert 'aria-describedby="id_name_helptext"' in group(html, "id_name")
    assert "(optional)" not in group(html, "id_name")
    assert "(optional)" in group(html, "id_story")
    assert "(optional)" not in group(html, "id_told")


def test_a_filter_never_says_that_it_is_optional() -> None:
    class Narrowing(FilterForm):
        kind = forms.CharField(required=False)

    assert "optional" not in str(Narrowing())


def test_long_answers_are_counted_but_never_cut_off() -> None:
    html = group(str(Everything()), "id_story")
    assert 'data-maxlength="200"' in html
    assert 'id="id_story-info"' in html
    assert "id_story-info" in re.findall(r'aria-describedby="([^"]+)"', html)[0]


def test_choices_stand_in_a_fieldset_with_hints_dividers_and_the_question_they_open() -> None:
    html = str(Everything())
    radios = html[html.index("govuk-radios ") : html.index("Not at all")]
    assert 'data-aria-controls="id_reach_0-reveals"' in radios
    assert 'id="id_reach_0-hint"' in radios
    assert 'id="id_number"' in radios
    assert html.count('id="id_number"') == 1
    assert "govuk-radios__conditional--hidden" in radios
    assert '<div class="govuk-checkboxes__divider">or</div>' in html
    assert html.count("<fieldset") == html.count("<legend") == 4


def opened_by(html: str, radio: str) -> str:
    """What stands inside one radio."""
    return html.partition(f'id="{radio}-reveals">')[2].partition('class="govuk-radios__item"')[0]


def test_a_chosen_answer_shows_the_question_that_it_opens() -> None:
    html = str(Everything({"reach": "phone"}))
    assert '<div class="govuk-radios__conditional" id="id_reach_0-reveals">' in html
    assert 'value="phone" checked' in html


def test_one_answer_opens_several_questions_that_stand_nowhere_else() -> None:
    html = str(Everything({"reach": "visit"}))
    assert '<div class="govuk-radios__conditional" id="id_reach_1-reveals">' in html
    assert '<div class="govuk-radios__conditional govuk-radios__conditional--hidden" id="id_reach_0-reveals">' in html
    inside = opened_by(html, "id_reach_1")
    assert inside.index('id="id_street"') < inside.index('id="id_town"')
    assert "id_number" not in inside
    assert html.count('id="id_street"') == html.count('id="id_town"') == 1


def test_an_empty_sending_names_every_question_in_the_label_s_own_words() -> None:
    assert errors_of(Everything({})) == {
        "name": ["Enter name they use"],
        "born": ["Enter date of birth"],
        "reach": ["Select way to reach you"],
        "signs": ["Select signs"],
        "team": ["Select team"],
        "age": ["Enter age"],
        "told": ["Tick “I have told the child”"],
    }


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "x" * 21, "Name they use must be 20 characters or fewer"),
        ("name", "Kai\x00", "Name they use must not include hidden characters"),
        ("story", "x" * 201, "What happened must be 200 characters or fewer"),
        ("number", "1" * (LONGEST_TEXT + 1), f"Safe number must be {LONGEST_TEXT} characters or fewer"),
        ("age", "fourteen", "Age must be a whole number, like 30"),
        ("age", "26", "Age must be 25 or fewer"),
        ("age", "-1", "Age must be 0 or more"),
        ("share", "101", "Share in % must be 100 or fewer"),
        ("share", "half", "Share in % must be a number"),
        ("email", "beth", "Enter an email address in the correct format, like name@example.com"),
        ("team", "north", "Select team from the list"),
        ("reach", "pigeon", "Select way to reach you from the list"),
        ("rings_at", "soon", "Time to ring back must be a time, like 10:10am or 5pm"),
    ],
)
def test_each_mistake_is_said_in_plain_words_and_kept_in_the_form(field: str, typed: str, words: str) -> None:
    form = Everything({field: typed})
    assert errors_of(form)[field] == [words]
    if field not in {"team", "reach"}:
        assert typed.replace("\x00", "") in str(form)


def test_an_empty_file_is_said_to_be_empty() -> None:
    form = Everything({}, {"letter": SimpleUploadedFile("letter.pdf", b"")})
    assert errors_of(form)["letter"] == ["The selected file is empty"]


def test_words_that_the_author_of_a_form_chose_are_kept() -> None:
    class Chosen(PortalForm):
        why = forms.CharField(error_messages={"required": "Say why the plan can end"})

    assert errors_of(Chosen({})) == {"why": ["Say why the plan can end"]}


def dated(form: type[PortalForm] = Everything, /, **parts: str) -> Any:
    return form({"born_day": "", "born_month": "", "born_year": "", **parts})


@time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("parts", "words", "wrong"),
    [
        ({"born_day": "3", "born_year": "2010"}, "Date of birth must include a month", ["1"]),
        (
            {"born_day": "31", "born_month": "2", "born_year": "2010"},
            "Date of birth must be a real date",
            ["0", "1", "2"],
        ),
        (
            {"born_day": "20", "born_month": "11", "born_year": "2026"},
            "Date of birth must be in the past",
            ["0", "1", "2"],
        ),
    ],
)
def test_a_wrong_date_marks_the_parts_in_question_and_keeps_them(
    parts: dict[str, str], words: str, wrong: list[str]
) -> None:
    form = dated(**parts)
    assert errors_of(form)["born"] == [words]
    html = group(str(form), "id_born_0")
    assert re.findall(r'govuk-input--error"[^>]*id="id_born_(\d)"', html) == wrong
    assert all(f'value="{typed}"' in html for typed in parts.values())
    assert f'href="#id_born_{wrong[0]}"' in render_to_string("ui/error_summary.html", {"form": form})


def test_right_dates_and_times_arrive_as_dates_and_times_in_london() -> None:
    class When(PortalForm):
        on = DateField()
        at = MomentField()
        rings_at = TimeField()

    form = When(
        {
            **{"on_day": "27", "on_month": "Mar", "on_year": "2010"},
            **{"at_day": "1", "at_month": "7", "at_year": "2026", "at_time": "5pm"},
            "rings_at": "midday",
        }
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2010, 3, 27)
    assert form.cleaned_data["at"] == datetime(2026, 7, 1, 16, tzinfo=UTC)
    assert form.cleaned_data["rings_at"] == time(12)
    again = str(When(initial=form.cleaned_data))
    assert all(f'value="{shown}"' in again for shown in ("27", "3", "2010", "1", "7", "2026", "5pm", "midday"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"at_time": "5pm"}, "At must include a date"),
        ({"at_day": "1", "at_month": "7", "at_year": "2026"}, "At must include a time"),
        ({"at_day": "1", "at_month": "7", "at_year": "2026", "at_time": "5"}, "Time of at must be a time"),
    ],
)
def test_half_a_moment_says_which_half_is_missing(typed: dict[str, str], words: str) -> None:
    class When(PortalForm):
        at = MomentField(required=False)

    assert errors_of(When(typed))["at"][0].startswith(words)


def test_an_unchanged_date_counts_as_unchanged() -> None:
    class When(PortalForm):
        on = DateField()

    typed = {"on_day": "27", "on_month": "3", "on_year": "2010"}
    assert not When(typed, initial={"on": date(2010, 3, 27)}).has_changed()
    assert When(typed, initial={"on": date(2010, 3, 28)}).has_changed()


def test_every_error_has_its_message_its_link_and_its_id() -> None:
    form = Everything({})
    html, summary = str(form), render_to_string("ui/error_summary.html", {"form": form})
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["id_name", "id_born_0", "id_reach_0", "id_signs_0", "id_team", "id_age", "id_told"]
    assert all(f'id="{link}"' in html for link in links)
    assert html.count('<span class="govuk-visually-hidden">Error:</span>') == len(links)
    assert html.count("govuk-form-group--error") == len(links)


def test_errors_of_the_whole_form_stand_in_the_summary_and_hidden_ones_too() -> None:
    class Both(PortalForm):
        token = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("Start the form again")

    summary = render_to_string("ui/error_summary.html", {"form": Both({})})
    assert "<li>Start the form again</li>" in summary
    assert "<li>Enter token</li>" in summary
    assert render_to_string("ui/error_summary.html", {"form": Everything()}).strip() == ""


@pytest.mark.parametrize("kind", [forms.CharField(label="Why?"), DateField(label="Why?")])
def test_a_lone_question_can_be_the_heading_of_its_page(kind: forms.Field) -> None:
    class One(PortalForm):
        why = kind

    form = One()
    form.fields["why"].is_page_heading = True  # type: ignore[attr-defined]
    assert len(re.findall(r"<h1[^>]*>(?:<label[^>]*>)?Why\?", str(form))) == 1


def test_what_was_typed_is_escaped() -> None:
    html = str(Everything({"name": '"><script>', "story": "</textarea><script>", "born_day": '"><script>'}))
    assert "<script>" not in html


def test_a_set_of_forms_renders_with_its_counters() -> None:
    html = str(forms.formset_factory(Everything, extra=2)())
    assert html.count('name="form-0-name"') == html.count('name="form-1-name"') == 1
    assert "form-TOTAL_FORMS" in html


@override_settings(USE_TZ=True)
def test_a_disabled_question_stays_so_in_every_part() -> None:
    form = Everything()
    for name in ("name", "reach", "born"):
        form.fields[name].disabled = True
    assert str(form).count(" disabled") == 1 + 3 + 3


class Narrowing(FilterForm):
    is_drawn_once = True
    team = forms.ChoiceField(label="Team", required=False)
    signs = forms.MultipleChoiceField(
        label="Signs", required=False, widget=forms.CheckboxSelectMultiple, choices=[("a", Option("Missing"))]
    )
    words = forms.CharField(label="Words", required=False, max_length=5)

    def __init__(self, data: Any = None, teams: tuple[str, ...] = ("East",)) -> None:
        super().__init__(data)
        self.fields["team"].choices = [("", "Any"), *((one.lower(), one) for one in teams)]  # type: ignore[attr-defined]


class DrawnEachTime(Narrowing):
    is_drawn_once = False


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"data": {"team": "east"}},
        {"data": {"team": "west"}},
        {"data": {"team": "west"}, "teams": ("East", "West")},
        {"teams": ("<b>East & Co",)},
        {"data": {"signs": ["a"], "words": "<i>"}},
        {"data": {"signs": ["b"], "words": "far too long"}},
    ],
)
def test_what_is_drawn_once_looks_as_if_it_were_drawn_each_time(asked: dict[str, Any]) -> None:
    for _ in range(2):
        once, each = Narrowing(**asked), DrawnEachTime(**asked)
        for name in once.fields:
            assert once[name].as_field_group() == each[name].as_field_group()


def test_nothing_that_somebody_typed_is_kept_for_another() -> None:
    Narrowing({"words": "Maya"})["words"].as_field_group()
    assert "Maya" not in str(rendering._kept)


def test_one_forms_errors_are_not_those_of_the_next() -> None:
    first = Everything({})
    first.fields["name"].error_messages["required"] = "Say it"
    assert errors_of(Everything({}))["name"] == ["Enter name they use"]
