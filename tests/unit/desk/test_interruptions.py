"""Whatever keeps a form from being saved has words of its own, and says either how to send it again or what to do."""

from __future__ import annotations

import pytest

from cse_portal.desk.interruptions import INTERRUPTIONS, Cause, cause_of, status_in_data, status_of_page


@pytest.mark.parametrize(
    ("status", "leads_to", "cause"),
    [
        (200, "", None),
        (400, "", None),
        (409, "", None),
        (413, "", None),
        (403, "", Cause.NOT_ALLOWED),
        (404, "", Cause.NOT_HERE),
        (429, "", Cause.TOO_MANY),
        (500, "", Cause.FAULT),
        (502, "", Cause.FAULT),
        (503, "", Cause.AWAY),
        (302, "account_login", Cause.SIGNED_OUT),
        (302, "mfa_choose", Cause.SECOND_STEP),
        (302, "somewhere:else", Cause.ASKED_FIRST),
        (303, "", Cause.ASKED_FIRST),
    ],
)
def test_the_answer_tells_the_cause(status: int, leads_to: str, cause: Cause | None) -> None:
    assert cause_of(status, leads_to=leads_to) == cause


def test_every_cause_has_its_words() -> None:
    assert set(INTERRUPTIONS) == set(Cause)
    assert all(one.said and one.heading for one in INTERRUPTIONS.values())


def test_where_sending_again_cannot_help_something_else_is_said() -> None:
    assert {cause for cause, one in INTERRUPTIONS.items() if not one.can_send_again} == {
        Cause.NOT_ALLOWED,
        Cause.NOT_HERE,
    }


@pytest.mark.parametrize(("status", "shown"), [(302, 403), (303, 403), (403, 403), (404, 404), (500, 500), (503, 503)])
def test_a_page_keeps_the_status_but_for_redirects(status: int, shown: int) -> None:
    assert status_of_page(status) == shown


@pytest.mark.parametrize(
    ("cause", "status", "told"),
    [
        (Cause.SIGNED_OUT, 302, 401),
        (Cause.SECOND_STEP, 302, 401),
        (Cause.NOT_ALLOWED, 403, 403),
        (Cause.AWAY, 503, 503),
    ],
)
def test_a_script_is_told_by_status_too(cause: Cause, status: int, told: int) -> None:
    assert status_in_data(cause, status) == told
