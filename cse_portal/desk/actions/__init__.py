"""Everything that changes what lies on a desk."""

from cse_portal.desk.actions.drafts import keep_draft, set_aside, sweep_desk, take_up_again
from cse_portal.desk.actions.submissions import send_once
from cse_portal.desk.actions.wording import count_wording

__all__ = ["count_wording", "keep_draft", "send_once", "set_aside", "sweep_desk", "take_up_again"]
