"""What the demo's people pages show beside ordinary staff: who joins, leaves, is away, locked or not yet here."""

from __future__ import annotations

from dataclasses import dataclass

from cse_portal.agencies.roles import Role
from cse_portal.demo.cast import AGENCIES

SCHOOL, POLICE = AGENCIES["school"], AGENCIES["police"]
NOT_SEEN_FOR = 52  # so that eight days are left
STARTED_DAYS_AGO = 400


@dataclass(frozen=True)
class Colleague:
    """Somebody with a story; `seen` is how many days ago they last signed in."""

    name: str
    agency: str
    role: Role
    seen: int

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@larkmere.example"


UNUSED = Colleague("Grace Hollis", SCHOOL, Role.PRACTITIONER, NOT_SEEN_FOR)
LEAVER = Colleague("Tariq Wells", SCHOOL, Role.PRACTITIONER, 8)
ADVISER = Colleague("Nadia Farrow", SCHOOL, Role.SAFEGUARDING_ADVISER, 0)
DELEGATE = Colleague("Daniel Okafor", SCHOOL, Role.PRACTITIONER, 0)
AWAY = Colleague("Ruth Grant", SCHOOL, Role.PRACTITIONER, 1)
SUSPENDED = Colleague("Marek Ostrow", POLICE, Role.PRACTITIONER, 20)
LOCKED = Colleague("Ada Quillfeather", POLICE, Role.PRACTITIONER, 75)
COLLEAGUES = (UNUSED, LEAVER, ADVISER, DELEGATE, AWAY, SUSPENDED, LOCKED)

INVITED = ("Nell Barrow", SCHOOL, Role.PRACTITIONER)
LEAVES_IN_DAYS = 9
INVITED_DAYS_AGO = 6
OPEN_WORK = ("Answer the check on a pupil in year 10", "Send the attendance figures for the strategy meeting")

# Of every hundred others: last seen so many days ago.
SEEN: tuple[tuple[int, int], ...] = ((45, 0), (25, 1), (15, 4), (8, 11), (4, 30), (2, 50), (1, 80))
# Of every hundred agencies: have signed this quarter's review already.
SIGNED_SHARE = 55
LATE_AGENCIES = 2  # still owe the review of the quarter before
