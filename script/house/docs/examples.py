"""The page of worked examples, from the table that the tests read."""

from house.docs.reference import page, table


def worked_examples() -> str:
    from screening.instruments.shape import Rule
    from tests.unit.screening.worked_examples import ASSESSMENT, EXAMPLES, NONE

    intro = (
        "From `tests/unit/screening/worked_examples.md`, which the tests read: each line is one invented child. "
        "Answers are for now, or the past 6 months, unless a line says otherwise; what a line does not name was "
        "answered no. The first 17 are the partnership’s own. Whoever thinks that a line is wrong corrects it there. "
        "Why a rule says what it says: [decision 19](../decisions/0019-how-we-read-the-rules.md)."
    )
    heads = ["Who", "Answers", "Level", "Its rules", "Score", "Its rules", "What it shows"]
    rows = [
        [one.who, _in_words(one.answers), one.level, one.level_rules, one.score, one.score_rules, one.shows]
        for one in EXAMPLES
    ]

    def rules(listed: tuple[Rule, ...]) -> str:
        return table(["Rule", "Gives", "When"], ([one.name, one.gives or NONE, one.sentence] for one in listed))

    return page(
        "Worked examples",
        intro,
        table(heads, rows),
        "## Rules of the level",
        rules(ASSESSMENT.level_rules),
        "## Rules of the score",
        rules(ASSESSMENT.rules),
    )


def _in_words(answers: str) -> str:
    """Each code with its short text, as a person would say it."""
    from tests.unit.screening.worked_examples import ASSESSMENT

    if answers == "nothing":
        return answers
    parts = []
    for answer in answers.split(", "):
        code = answer.split(":")[0].split(" ")[0]
        short = ASSESSMENT.item(code).short
        parts.append(f"{code} {short[:1].lower()}{short[1:]}{answer[len(code) :]}")
    return " · ".join(parts)
