"""Builds the demo borough, through the same actions that people use."""

from cse_portal.demo.actions.arrivals import load_arrivals
from cse_portal.demo.actions.borough import (
    PARTS,
    BoroughPart,
    change_practice_note,
    load_people,
    load_practice,
    load_work,
    seed_borough,
    seed_cast,
    seed_practice_notes,
    write_practice_note,
)
from cse_portal.demo.actions.casework import load_casework
from cse_portal.demo.actions.children import load_children
from cse_portal.demo.actions.comings import load_comings
from cse_portal.demo.actions.episodes import load_episodes
from cse_portal.demo.actions.following import load_following
from cse_portal.demo.actions.gatherings import load_gatherings
from cse_portal.demo.actions.links import load_links
from cse_portal.demo.actions.looking import load_looking
from cse_portal.demo.actions.papers import load_papers
from cse_portal.demo.actions.talks import load_talks
from cse_portal.demo.actions.tools import load_tools

__all__ = [
    "PARTS",
    "BoroughPart",
    "change_practice_note",
    "load_arrivals",
    "load_casework",
    "load_children",
    "load_comings",
    "load_episodes",
    "load_following",
    "load_gatherings",
    "load_links",
    "load_looking",
    "load_papers",
    "load_people",
    "load_practice",
    "load_talks",
    "load_tools",
    "load_work",
    "seed_borough",
    "seed_cast",
    "seed_practice_notes",
    "write_practice_note",
]
