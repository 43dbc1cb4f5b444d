"""Each of the house's own rules catches what it is for, and lets the rest pass."""

from __future__ import annotations

import pytest
from house.checks.files import SourceFile
from house.checks.source import faults

DOC = '"""What it is."""\n'


def found(place: str, text: str) -> list[str]:
    return faults([SourceFile(place, text)])


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("mase/views.py", DOC + "x = 1\n" * 400, "has 401 lines"),
        ("mase/views.py", "x = 1\n", "no docstring"),
        ("script/thing", "#!/usr/bin/env python3\nx = 1\n", "no docstring"),
        ("mase/views.py", DOC + "def long():\n" + "    x = 1\n" * 50, "long has 51 lines"),
        ("mase/views.py", DOC + "# TODO later\n", "unfinished note"),
        ("docs/a.md", "Look into /home/sam/portal\n", "somebody's machine"),
        ("docs/a.md", "uses https://pypi.org/simple\n", "package registry"),
        ("docs/a.md", "<<<<<<< HEAD\n", "unfinished merge"),
        ("mase/views.py", DOC + "from django.utils.safestring import mark_safe\nmark_safe('')\n", "mark_safe"),
        ("mase/views.py", DOC + "SafeString(f'<b>{name}</b>')\n", "is safe: use format_html"),
        ("mase/views.py", DOC + "@csrf_exempt\ndef view(): ...\n", "csrf_exempt"),
        ("mase/views.py", DOC + "Panel.objects.filter(**request.GET)\n", "unpacks what a browser sent"),
        ("mase/views.py", DOC + "find(**request.POST.dict())\n", "unpacks what a browser sent"),
        ("templates/a.html", '<p style="color: red">x</p>', "inline style"),
        ("templates/a.html", '<p class="a"\n   onclick="go()">x</p>', "inline event handler"),
        ("templates/a.html", "<script>go()</script>", "inline script"),
        ("templates/a.html", "<style>p {}</style>", "style element"),
        ("templates/a.html", '<a href="javascript:go()">x</a>', "script address"),
        ("templates/a.html", '<img src="https://cdn.example/x.png" alt="">', "another site"),
        ("templates/a.html", "{{ text|safe }}", "switches off escaping"),
        ("templates/a.html", "{% autoescape off %}", "switches off escaping"),
        ("cse_portal/ui/static/a.js", "localStorage.setItem('a', 1)", "keeps something in the browser"),
        ("cse_portal/ui/static/a.js", "box.innerHTML = text", "writes markup from text"),
        ("cse_portal/a/templates/a/b.html", "<p>the child's words</p>", "straight apostrophe"),
        ("templates/account/email/a.txt", "ask your agency's point of contact", "straight apostrophe"),
        ("mase/views.py", DOC + 'SAID = "the panel\'s minutes"\n', "straight apostrophe"),
        ("mase/views.py", DOC + 'said = f"{name} can\'t"\n', "straight apostrophe"),
        (".ci/run", "#!/usr/bin/env bash\nif true; then\n", "does not parse"),
    ],
)
def test_a_breach_is_caught(place: str, text: str, said: str) -> None:
    caught = found(place, text)
    assert len(caught) == 1
    assert caught[0].startswith(f"{place}: ")
    assert said in caught[0]


def test_a_file_that_does_not_parse_is_told_and_stops_nothing() -> None:
    unfinished = SourceFile("mase/views.py", DOC + "<<<<<<< HEAD\nx = 1\n")
    said = faults([unfinished, SourceFile("mase/forms.py", "x = 1\n")])
    assert any("unfinished merge" in fault for fault in said)
    assert any("does not parse" in fault for fault in said)
    assert any("mase/forms.py" in fault for fault in said)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("mase/views.py", DOC + "x = 1\n" * 399),
        ("mase/__init__.py", ""),
        ("mase/migrations/0001_initial.py", "x = 1\n" * 900),
        ("mase/views.py", DOC + "def short():\n" + "    x = 1\n" * 49),
        ("mase/views.py", DOC + "find(**options)\nquery = request.GET.get('a')\n"),
        ("mase/views.py", DOC + "SafeString('<b>Now</b>')\n"),
        ("templates/a.html", '<script src="{% static "js/a.js" %}" type="module"></script>'),
        ("templates/a.html", '{% include "x.html" with style="plain" onward="yes" %}'),
        ("templates/a.html", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("templates/a.html", "<p>online = yes, style = plain</p>"),
        ("docs/a.md", "data lies in /var/lib/cse-portal/files\n"),
        ("templates/a.html", '<p>{{ name|default:"nobody\'s" }} the child’s words</p>'),
        ("mase/views.py", DOC + "SQL = \"reason = 'named' and x in ('a', 'b')\"\n"),
        ("mase/views.py", DOC + 'def said():\n    """The panel\'s."""\n'),
        (".ci/run", "#!/usr/bin/env bash\nset -e\n"),
    ],
)
def test_what_is_right_passes(place: str, text: str) -> None:
    assert found(place, text) == []
