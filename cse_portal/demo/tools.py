"""Screenings and assessments of the demo: what was seen, in whose words, and how far each form has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from screening.workflow import NextStep

SCREENING, ASSESSMENT = "multi-agency-screening", "cse-assessment"
Child = tuple[str, str]
MAYA, TAMSIN, INES, KWAME, MYA = (
    ("Maya", "Oyelaran"),
    ("Tamsin", "Ellerby"),
    ("Ines", "Hollin"),
    ("Kwame", "Osterley"),
    ("Mya", "Oyelaran"),
)


@dataclass(frozen=True)
class Seen:
    """What stands behind one answer; whatever is not named was not seen."""

    what: str = ""
    source: str = ""
    now: str = "yes"
    before: str = "no"
    which: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ended:
    """What its author decided, and what came of it."""

    value: str
    because: str = ""
    what_changed: str = ""
    signed_words: str = ""
    step: NextStep | None = None
    step_words: str = ""
    endorsed_words: str = ""


@dataclass(frozen=True)
class Form:
    child: Child
    by: str  # one of the cast, by key
    days_ago: int | None  # none: on the day from which the next review is due when the case says
    instrument: str = SCREENING
    seen: Mapping[str, Seen] = field(default_factory=dict)
    words: Mapping[str, str | list[str]] = field(default_factory=dict)
    only: tuple[str, ...] = ()  # the sections that are filled in; all without
    ended: Ended | None = None
    is_signed: bool = False
    advice: str = ""  # what the adviser of the school is asked, and answers only where the story says so
    part: tuple[tuple[str, ...], str] | None = None  # sections that the school is asked to write


NOT_SEEN = "Nothing seen under this letter."
NOTHING_NEW = "Nobody who knows the child is worried about this at present."
CHILD = {"learning_disability": "no", "child_seen": "yes", "child_seen_alone": "yes", "carer_aware": "yes"}

FORMS: tuple[Form, ...] = (
    Form(
        MAYA,
        "teacher",
        205,
        seen={
            "A2": Seen("Leaves by the back gate on two or three afternoons a week", "Attendance register"),
            "A3": Seen("Adults whom reception does not know have rung the school and asked for Maya", "Reception"),
            "S6": Seen(
                *("When she was 13 somebody online asked her for pictures, and promised her a tablet", "Her mother"),
                now="not_known",
                before="yes",
                which=("groomed",),
            ),
        },
        words={
            **CHILD,
            "child_said": "“I’m fine. I just don’t want everybody asking me things.”",
            "carer_said": "Her mother is worried about the evenings on which she works.",
            "summary": "Adults whom nobody knows are trying to reach Maya, and she is seen less and less in the"
            " afternoons. She was groomed online when she was 13.",
            "strengths": "Ms Okafor’s art room. Her brother. Her mother rings the school at once.",
            "actions_agreed": "I tell MASH today. Ms Okafor sees Maya every Tuesday.",
        },
        ended=Ended(
            "medium",
            step=NextStep.MASH,
            step_words="Spoke with the duty officer. Children’s social care will assess.",
        ),
    ),
    Form(
        MAYA,
        "social_worker",
        190,
        ASSESSMENT,
        seen={
            "U4": Seen("Two men in their twenties greet Maya by name at Station Parade", "Her brother"),
            "U1": Seen("Stayed out until morning twice in the spring", "Her mother"),
            "A2": Seen("Attendance 78 per cent, mostly afternoons", "Fernhill Academy"),
            "A3": Seen("Adults unknown to reception have asked for her by telephone", "Fernhill Academy"),
            "U7": Seen("A second account that she hides, mimi.draws", "Her mother"),
            "S6": Seen(
                *("At 13 an adult asked her for pictures and sent her gifts. Police were told then", "Her mother"),
                now="no",
                before="yes",
                which=("groomed",),
            ),
        },
        words={
            **CHILD,
            "child_said": "“Everyone thinks something’s wrong with me. Nothing’s wrong. I like drawing there.”",
            "child_wants": "To be left in peace in the art room, and that her mother works less at night.",
            "carer_said": "Her mother is afraid that it begins again as it did when Maya was 13.",
            "family_life": "Maya lives with her mother and two brothers. They are close, and the evenings are long"
            " when her mother works.",
            "education_now": "Fernhill Academy, year 11. Attendance 78 per cent.",
            "health_now": "Well. Sleeps badly after late calls.",
            "rating_g": "low",
            "sentence_g": "Men whom nobody around Maya knows greet her at Station Parade.",
            "rating_ab": "medium",
            "sentence_ab": "She was out until morning twice, and misses afternoons.",
            "rating_u": "low",
            "sentence_u": "She was groomed online when she was 13, and hides a second account now.",
            "strengths": "Ms Okafor. Tunde, her brother. Her drawing.",
            "trusted": "Ms Okafor, art teacher",
            "coercion": ["age", "grooming"],
            "coercion_words": "A child of 15 cannot consent to what adults want from her. Nothing shows yet that"
            " anybody forces her.",
            "models": ["online", "not_known"],
            "analysis": "Adults are paying attention to Maya in a place that is dangerous to children. What was done"
            " to her at 13 makes it easier to target her again. There is no evidence of an offence now.",
            "danger_statement": "We fear that somebody at Station Parade will win Maya’s trust and abuse her.",
            "safety_goal": "Maya is at home or in the art group in the evening, and an adult she trusts knows where.",
            "plan": "Keep-safe work with Safe Harbour. The school rings her mother when Maya misses a lesson.",
            "strategy_meeting": "not_called",
            "strategy_not_called_because": "No sign of an offence. Talked over with Helen Marsh.",
            "mase_referral": "not_referred",
            "mase_not_referred_because": "The network around her can act. Looked at again at the next supervision.",
        },
        ended=Ended("1", signed_words="Agreed. Please see Maya every ten days, and write down what she says."),
        is_signed=True,
    ),
    Form(
        MAYA,
        "social_worker",
        None,
        ASSESSMENT,
        seen={
            "U4": Seen("The two men at Station Parade, and now a driver whom they call Ray", "Her brother"),
            "A2": Seen("Attendance 62 per cent", "Fernhill Academy"),
            "S1": Seen("Gone from tea time to midnight three times in five weeks", "Police, and her mother"),
            "S2": Seen(
                "A man with a car whom Maya calls her boyfriend. He decides when she comes, and rings until she does",
                "Maya, to Ms Okafor",
            ),
            "S3": Seen(now="not_known"),
            "S4": Seen(now="not_known"),
            "U7": Seen(*("The second account; closed by Maya herself in the summer", "Maya"), now="no", before="yes"),
            "S6": Seen(
                *("At 13 an adult asked her for pictures and sent her gifts. Police were told then", "Her mother"),
                now="no",
                before="yes",
                which=("groomed",),
            ),
        },
        words={
            **CHILD,
            "child_said": "“He’s nice to me. He just gets angry when I’m late.” Later: “I’m tired of it.”",
            "child_wants": "That he stops ringing in the night, and that nobody is angry with her.",
            "carer_said": "Her mother found her at Station Parade and brought her home. She wants help with the"
            " evenings.",
            "carer_helps": "Her aunt rings at eight on the evenings when her mother works.",
            "family_life": "As before. Her grandmother now stays with the boys on two evenings.",
            "education_now": "Fernhill Academy, year 11. Attendance 62 per cent. She comes on art days.",
            "education_changed": "From 78 to 62 per cent since the last assessment.",
            "health_now": "Tired, has lost weight. Seen at the young people’s clinic.",
            "missing_pattern": "Always after a call on the second phone, and always Station Parade.",
            "relationships_good": "Ms Okafor, Tunde, her aunt Rosa",
            "relationships_concern": "A man in his twenties, said to be called Ray, with a silver car.",
            "places_where": "Station Parade, and the flats behind it.",
            "rating_g": "high",
            "sentence_g": "A man with a car controls when Maya comes and goes.",
            "rating_ab": "high",
            "sentence_ab": "Missing three times in five weeks, each time after a call.",
            "rating_r": "not_known",
            "sentence_r": "Nobody has asked her yet where the second phone is from.",
            "push_factors": ["school"],
            "pull_factors": ["adults"],
            "pull_words": "He gives her attention on the evenings on which nobody is at home.",
            "strengths": "Maya told Ms Okafor herself. Her mother and brother look for her. She closed the account.",
            "trusted": "Ms Okafor, art teacher",
            "coercion": ["age", "threats", "grooming", "power"],
            "coercion_words": "He is an adult with a car and money. She says that she has to come when he rings.",
            "models": ["boyfriend", "online"],
            "methods": "Calls on a second phone, lifts, and attention.",
            "analysis": "What one man does has a pattern now: he calls, Maya goes, he is angry when she is late. He"
            " is responsible for that. What he asks of her we do not know.",
            "danger_statement": "We fear that this man will abuse Maya, or take her to others who do.",
            "safety_goal": "He cannot reach Maya, and every evening she is with somebody who keeps her safe.",
            "plan": "Refer to MASE. Police look for the car. Keep-safe work goes on. Her aunt rings at eight.",
            "strategy_meeting": "called",
            "mase_referral": "referred",
        },
        ended=Ended(
            "2",
            because="The tool counts one kind of control, since we do not know yet about his car and the second"
            " phone. What Maya told Ms Okafor shows that he already decides when she comes and goes.",
            signed_words="I agree with Priya, and with the higher score. The panel hears it this month.",
        ),
        is_signed=True,
    ),
    Form(
        KWAME,
        "teacher",
        5,
        seen={
            "A10": Seen(
                "An adult contacts Kwame through a game every evening and asks him to keep it secret", "Kwame"
            ),
        },
        words={
            **CHILD,
            "child_said": "“He said if I tell, I get banned.”",
            "summary": "An adult is contacting Kwame through a game and has asked him to keep it from his parents.",
            "strengths": "He told his tutor the day after. His father sits beside him now when he plays.",
            "actions_agreed": "MASH today, since Kwame is under 13. His father keeps the messages for the police.",
        },
        ended=Ended(
            "medium",
            step=NextStep.MASH,
            step_words="Rang MASH before noon and spoke with the duty officer. The messages are kept.",
            endorsed_words="Read it with Gareth. MASH today, by phone: he is twelve. I ring his father.",
        ),
        advice="Is this for MASH, or do we speak with the platform first?",
    ),
    Form(
        INES,
        "social_worker",
        None,
        ASSESSMENT,
        seen={
            "S2": Seen("Held and controlled by an older boy until last winter", "Ines", "no", "yes"),
            "A2": Seen("Did not go to college for a year", "Youth service", "no", "yes"),
        },
        words={
            **CHILD,
            "child_said": "“I sleep now.”",
            "child_wants": "Her own room for longer than a month.",
            "carer_said": "Her aunt Rosa says that the calls have stopped.",
            "family_life": "Ines moved to her aunt’s in the spring.",
            "education_now": "Preparing for college with the youth service.",
            "health_now": "Well. Counselling each week.",
            "rating_g": "low",
            "sentence_g": "The boy who controlled her has not been seen since the winter.",
            "strengths": "Her aunt. Her mentor. She asks for help early.",
            "coercion": ["age", "threats"],
            "coercion_words": "A child of 17 cannot consent to being controlled. Nobody does so now that we know of.",
            "models": ["peer", "gangs"],
            "analysis": "Those who exploited Ines have lost their hold on her. What they did stays part of her story.",
            "danger_statement": "We fear that those who controlled Ines find her again.",
            "safety_goal": "Ines lives at her aunt’s, and knows whom to ring.",
            "plan": "Keep-safe work until the spring. Mentoring each week.",
            "strategy_meeting": "held",
            "mase_referral": "listed",
        },
        ended=Ended("1", signed_words="Agreed. The panel decides whether her name stays on its list."),
        is_signed=True,
    ),
    Form(
        INES,
        "social_worker",
        1,
        ASSESSMENT,
        seen={
            "S1": Seen("Missing since last night. No episode in the three months before", "Her aunt Rosa"),
            "A15": Seen("Her friend from college is being exploited; we have told that friend’s worker", "Ines"),
            "S2": Seen("Held and controlled by an older boy until last winter", "Earlier assessments", "no", "yes"),
            "X6": Seen("Held in a flat for two days in January", "Police", "no", "yes"),
        },
        words={
            **CHILD,
            "child_said": "“I want to do the course. I don’t answer his messages any more.” Said last week.",
            "child_wants": "A place at college in the autumn, and a bus pass.",
            "carer_said": "Her aunt Rosa was hopeful until last night.",
            "family_life": "Lives with her aunt since the spring. Calm, and she has her own room.",
            "education_now": "Preparing for college. Came to every session of the youth service.",
            "health_now": "Well. Counselling each week.",
            "missing_pattern": "None for three months, then last night.",
            "rating_g": "medium",
            "sentence_g": "Those who exploited her look for her through a friend.",
            "rating_ab": "medium",
            "sentence_ab": "Missing since last night, the first time in three months.",
            "strengths": "Her aunt. Her mentor. The college place she wants.",
            "trusted": "Her aunt Rosa, and Dele Marchetti",
            "coercion": ["age", "threats"],
            "coercion_words": "At 17 she is a child. Those who held her in January have threatened her friend.",
            "models": ["peer", "gangs"],
            "analysis": "Ines was safer for three months, and those who exploited her have not stopped looking for"
            " her. Last night may be their doing.",
            "danger_statement": "We fear that those who held Ines in January hold her again.",
            "safety_goal": "Ines is found today, and sleeps at her aunt’s every night.",
            "plan": "Police look for her now. Return home interview by Safe Harbour. Meeting within five days.",
            "strategy_meeting": "called",
            "mase_referral": "referred",
        },
        ended=Ended("2"),
    ),
    Form(
        TAMSIN,
        "social_worker",
        None,
        ASSESSMENT,
        seen={
            "U4": Seen("A man whom nobody at the school knows fetched her twice", "Fernhill Academy"),
            "S2": Seen("A man decides whom she may see", "Tamsin, to Ms Okafor"),
            "S3": Seen("Seen getting into a silver car on three afternoons", "Reception"),
        },
        words={
            **CHILD,
            "child_said": "“He says he looks after me.”",
            "child_wants": "To see her grandmother.",
            "carer_said": "Quayside House sees that she is afraid of her phone.",
            "family_life": "Looked after. Her grandmother is the one she goes to.",
            "education_now": "Fernhill Academy. Comes on most days.",
            "health_now": "Well. Sleeps badly.",
            "rating_g": "high",
            "sentence_g": "A man with a car decides whom Tamsin sees.",
            "strengths": "Ms Okafor, her grandmother, and her humour.",
            "coercion": ["age", "grooming", "power"],
            "coercion_words": "A child of 15 cannot consent to what he wants. He is an adult, and she fears him.",
            "models": ["boyfriend", "online"],
            "analysis": "A man is grooming Tamsin and has begun to control her. He is responsible for that.",
            "danger_statement": "We fear that he takes her away and abuses her.",
            "safety_goal": "He cannot reach Tamsin, and she sees her grandmother every week.",
            "plan": "Refer to MASE. Police trace the car. Keep-safe work on Thursdays.",
            "strategy_meeting": "held",
            "mase_referral": "referred",
        },
        ended=Ended("2", signed_words="Agreed."),
        is_signed=True,
    ),
    Form(
        TAMSIN,
        "social_worker",
        2,
        ASSESSMENT,
        seen={
            "S1": Seen("Missing for three hours four days ago, found at the ferry terminal", "Quayside House"),
            "S3": Seen("A silver car waited for her outside the school, eleven days ago", "Fernhill Academy"),
            "U8": Seen("“I’m not worth the petrol”", "Tamsin"),
        },
        words={
            **CHILD,
            "child_said": "“I missed my gran.” And about the car: “I don’t want to talk about him today.”",
            "missing_pattern": "Once this month, and she went towards her grandmother.",
        },
        only=("danger", "child", "voice", "missing", "letter_ab", "letter_e"),
        part=(("education",), "How does Tamsin get on in the art group, and who collects her?"),
    ),
    Form(
        TAMSIN,
        "teacher",
        1,
        seen={
            "S3": Seen("A silver car waited at the back gate. Tamsin looked frightened", "I saw it myself"),
            "S4": Seen("A new phone. She said that she had found it", "Her form group"),
        },
        words={
            **CHILD,
            "child_said": "“It’s nobody. Can I go now?”",
            "spoken_to": "Ms Okafor, and reception",
            "summary": "A driver whom nobody knows waits for Tamsin, and she is afraid of him.",
            "actions_agreed": "To be agreed with Beth Lindqvist today.",
        },
        advice="She is looked after and has a social worker. Is this for MASH as well, or for Priya Nair?",
    ),
    Form(
        MYA,
        "teacher",
        0,
        seen={"S1": Seen("Not in the afternoon lessons on three days", "Attendance register")},
        words={**CHILD, "child_said": "“I was only with friends.”"},
        only=("danger", "child", "voice"),
    ),
)
