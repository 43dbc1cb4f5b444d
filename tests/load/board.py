"""The MASH board: how many referrals stand on it is filled in by tests.load.arrived, inside the portal."""

from __future__ import annotations

FILL = "from tests.load import arrived; arrived.fill({number})"
OFFICER = "dominic.reyes@larkmere.example"
LENGTHS = (50, 500)
SEES = "MASH board"
