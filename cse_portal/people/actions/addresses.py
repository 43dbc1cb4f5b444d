"""An address that refuses e-mails is put right by whoever keeps people, and what it refused goes out again."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from cse_portal.agencies.actions import correct_address
from cse_portal.agencies.models import Membership, User
from cse_portal.agencies.standing import NotAllowedNow
from cse_portal.notices.actions import post_news, send_again_to
from cse_portal.notices.news_kinds import add_news
from cse_portal.notices.queries import in_mail_trouble

CORRECTED = add_news(
    "address_corrected", "Your e-mail address was put right", template="people/email/address.txt", is_urgent=True
)


@transaction.atomic
def put_address_right(*, membership: Membership, email: str, reason: str, by: User) -> User:
    """Only while it refuses: an address that works is nobody else's to change."""
    if membership.user_id not in in_mail_trouble():
        raise NotAllowedNow("E-mails to this person are delivered, so there is nothing to put right.")
    user = correct_address(user=membership.user, email=email, reason=reason, by=by)
    send_again_to(person=user, by=by)
    post_news(news=CORRECTED, to=[user], url=reverse("mfa_index"))
    return user
