"""The meeting about Maya in the demo, and the diversion plan that it made."""

from __future__ import annotations

from cse_portal.cases.handling import Handling
from cse_portal.cases.meeting_workflow import Attendance

CHILD = ("Maya", "Oyelaran")
DAYS_AGO = 3
PURPOSE = "See together what is around Maya after the evening at Station Parade, and agree what each of us does next."
# By the key of their agency, and who; nobody's agency where they come from outside the portal.
INVITED: tuple[tuple[str, str, Attendance], ...] = (
    ("school", "Ms Okafor, art teacher", Attendance.CAME),
    ("csc", "Priya Nair, social worker", Attendance.CAME),
    ("police", "DS Tom Akers", Attendance.REPORT),
    ("", "Joy Adeyemi, young people’s clinic", Attendance.CAME),
    ("", "Ines Duarte, Safe Harbour", Attendance.APOLOGIES),
)
BROUGHT: tuple[tuple[str, str, Handling], ...] = (
    (
        "school_spoc",
        "Attendance is 71 per cent, up from 62. Maya stays for the art group on Tuesdays and Thursdays, and talks to"
        " Ms Okafor. On other days she leaves by the back gate.",
        Handling.NETWORK,
    ),
    (
        "school_spoc",
        "A friend of Maya’s has said the same about the car. The school is speaking with that friend’s mother first.",
        Handling.OWN_AGENCY,
    ),
    (
        "social_worker",
        "Maya says that she “has to” go when he rings, and that she is tired of it. She would like her brother to walk"
        " with her. Her mother works late on four evenings.",
        Handling.NETWORK,
    ),
)
DECISIONS: tuple[tuple[str, str], ...] = (
    (
        "The plan begins at once and is looked at again in six weeks, because Maya asked for help with the evenings"
        " herself.",
        "Everybody at the meeting",
    ),
    ("The police report stays with the police; the network hears what it needs to keep Maya safe.", "The chair"),
)
# What, by the key of whoever does it, and in how many days.
ACTIONS: tuple[tuple[str, str, int], ...] = (
    ("Ask the youth service for a place on the evenings when her mother works", "social_worker", 4),
    ("Agree with reception that nobody collects Maya but her mother and her brother", "school_spoc", 1),
)
# Taken on at a meeting in the spring, and long overdue: by whom, and how many days ago it was to be done.
LONG_AGO = 60
LEFT_UNDONE: tuple[tuple[str, str, int], ...] = (
    ("Ask the other schools whether their pupils have been met at Station Parade", "school_spoc", 33),
    ("Ask the housing office about a move away from Station Parade", "social_worker", 29),
)
MINUTES = (
    "Everyone introduced themselves, and the chair read out what Maya had written: “I want people to stop asking me"
    " the same thing.”\n\n"
    "The school, the clinic and children’s social care each said what they know. The police sent a report.\n\n"
    "The meeting agreed that what was done to Maya is the responsibility of the man who did it. It agreed a diversion"
    " plan with her, to be looked at again in six weeks."
)
WORRIES = (
    "A man in a silver car waits for Maya after school and rings her in the evening. If nothing changes she may go"
    " with him again, and be hurt."
)
ROWS: tuple[dict[str, str], ...] = (
    {
        "worry": "He waits near the school",
        "what": "Maya leaves by the front with her brother or a friend. Reception rings her mother if she does not"
        " come to the last lesson.",
        "who": "Ms Okafor and reception",
        "by_when": "Every school day",
        "child_view": "“My brother is all right, but not holding hands.”",
        "in_emergency": "Ring 999 if the car is there. Then ring Maya’s mother and Priya Nair.",
    },
    {
        "worry": "The evenings when nobody is at home",
        "what": "Art group on Tuesday and Thursday, youth service on the other evenings, and a call from her aunt at"
        " eight.",
        "who": "Priya Nair, Safe Harbour, her aunt",
        "by_when": "From next Monday",
        "child_view": "“Eight is OK. Not a video call.”",
        "parents_part": "Her mother tells her aunt each Sunday which evenings she works.",
    },
)
AGREED_WITH = "Maya, her mother, the school, the clinic and children’s social care. The police have a copy of it."
