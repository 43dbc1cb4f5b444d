"""Django's registration of this app."""

from django.apps import AppConfig

from cse_portal.agencies.roles import Permission
from cse_portal.desk.form_kinds import add_form
from cse_portal.worklist.kinds import add_kind

PRACTICE_FORM = add_form(
    "practice_note",
    "Practice note",
    permission=Permission.OWN_WORK,
    begin="demo:practice_write",
    edit="demo:practice_edit",
)
add_kind("practice", "Practice", order=95)


class DemoConfig(AppConfig):
    name = "cse_portal.demo"
    label = "demo"

    def ready(self) -> None:
        from cse_portal.agencies.find import add_provider
        from cse_portal.demo.queries import find_practice_notes

        add_provider("practice_notes", permission=Permission.OWN_WORK, search=find_practice_notes, order=90)
