"""What is measured: one line for each page, with the targets it has to meet."""

from __future__ import annotations

from collections.abc import Iterator

from cse_portal.demo.cast import BUSIEST, PASSWORD
from tests.load import board, cases, documents, networks, tools
from tests.load.row_kinds import (
    CopyOut,
    Hash,
    Measure,
    OfBoard,
    OfTool,
    Page,
    Row,
    Saves,
    Scores,
    Sql,
    Sweep,
    Target,
    Tell,
    Verify,
    Writes,
)

NULL, SIGNED_IN = "null", "signed-in"

PERSON = """
    SELECT person.*, post.*, agency.*, partnership.* FROM agencies_user person
    JOIN agencies_membership post ON post.user_id = person.id
    JOIN agencies_agency agency ON agency.id = post.agency_id
    JOIN agencies_partnership partnership ON partnership.id = agency.partnership_id
    WHERE person.email = %(who)s AND post.starts_on <= now() AND (post.ends_on IS NULL OR post.ends_on >= now())
"""
MY_COUNTS = """
    SELECT kind, count(*), count(*) FILTER (WHERE due_at < now()), count(*) FILTER (WHERE due_at <= now() + '7 days'),
           min(due_at) FILTER (WHERE due_at > now() + '7 days')
    FROM worklist_dueitem WHERE closed_at IS NULL
    AND person_id = (SELECT id FROM agencies_user WHERE email = %(who)s) GROUP BY kind
"""
MY_ITEMS = """
    SELECT item.*, person.* FROM worklist_dueitem item JOIN agencies_user person ON person.id = item.person_id
    WHERE item.closed_at IS NULL AND person.email = %(who)s AND item.due_at <= now() + interval '7 days'
    ORDER BY item.due_at, item.id LIMIT 101
"""
AGENCYS_ITEMS = """
    SELECT item.*, agency.* FROM worklist_dueitem item JOIN agencies_agency agency ON agency.id = item.agency_id
    JOIN agencies_membership post ON post.agency_id = item.agency_id AND post.role = item.role
    JOIN agencies_user person ON person.id = post.user_id AND person.email = %(who)s
    WHERE item.closed_at IS NULL AND item.person_id IS NULL ORDER BY item.due_at, item.id LIMIT 101
"""

# What a list of cases shows and its number, asked for by somebody who knows which agency it is and passes by the wall.
LISTED_CASES = """
    SELECT c.*, child.*, agency.* FROM (
        SELECT case_id FROM cases_casegrant
        WHERE principal = (SELECT group_id FROM agencies_accessgroup g JOIN agencies_agency a ON a.id = g.agency_id
                           WHERE a.name = '{agency}')
        AND valid_from <= now() AND (valid_until IS NULL OR valid_until > now()){after}
        ORDER BY sort_rank, sort_review, case_id LIMIT 26
    ) listed
    JOIN cases_case c ON c.id = listed.case_id JOIN cases_child child ON child.id = c.child_id
    JOIN agencies_agency agency ON agency.id = c.lead_agency_id ORDER BY c.rank, c.review_on, c.id
"""
NUMBER_OF_CASES = """
    SELECT count(*) FROM (
        SELECT case_id FROM cases_casegrant
        WHERE principal = (SELECT group_id FROM agencies_accessgroup g JOIN agencies_agency a ON a.id = g.agency_id
                           WHERE a.name = '{agency}')
        AND valid_from <= now() AND (valid_until IS NULL OR valid_until > now()) LIMIT 1001
    ) counted
"""
LISTING = "portal.listed_cases"  # words of the list’s own statement
NARROWING = "narrowed"  # which cases these are, and how many
SEARCHING = "portal.find_cases"
STAGES = (10_000, 100_000, 1_000_000)
VIEWERS = {60: (cases.MOST, "helen.marsh@larkmere.example"), 2: (cases.FEW, "tom.akers@larkmere.example")}


def case_lists() -> Iterator[Row]:
    """The list of cases for both agencies at every size, its raw questions beside it, and a page deep within."""
    for number in STAGES:
        for share, (agency, who) in VIEWERS.items():
            name, first = f"cases-{share}-{number}", f"cases-{share}-{STAGES[0]}"
            quoted = agency.replace("'", "''")
            raw = LISTED_CASES.format(agency=quoted, after=""), NUMBER_OF_CASES.format(agency=quoted)
            yield Sql(name=f"{name}-sql", title=f"{share} % of {number:,} cases, raw", statements=raw, cases=number)
            targets = [Target(Measure.SQL, 2.5, f"{name}-sql"), Target(Measure.CPU, 3, "signed-in")]
            if number != STAGES[0]:
                targets.append(Target(Measure.SQL, 1.3, first))
            yield _case_list(name, f"List, {share} % of {number:,} cases", who, number, targets)
    deep = [Target(Measure.SQL, 1.5, f"cases-60-{STAGES[-1]}")]
    title = f"List, {cases.DEEP:,} rows deep"
    yield _case_list("cases-deep", title, VIEWERS[60][1], STAGES[-1], deep, after=cases.DEEP)


# From ten thousand to a hundred thousand. Whoever sees 2 % is asked for all that they see, which grows along.
GROWS = {60: 3, 2: 12}


def narrowed_lists() -> Iterator[Row]:
    """Those with the highest score, by name."""
    for number in STAGES[:2]:
        for share, (_, who) in VIEWERS.items():
            targets = [Target(Measure.CPU, 4, "signed-in")]
            if number != STAGES[0]:
                targets.append(Target(Measure.SQL, GROWS[share], f"narrowed-{share}-{STAGES[0]}"))
            about = {"path": "/cases/?score=3&sort=name", "who": who, "sql_of": NARROWING, "cases": number}
            title = f"List narrowed and by name, {share} % of {number:,} cases"
            about |= {"title": title, "targets": tuple(targets), "sees": "of those you see"}
            yield Page(name=f"narrowed-{share}-{number}", **about)


def searches() -> Iterator[Row]:
    """A child's name with a letter too many, by whoever sees 60 %."""
    (given, family), first = cases.name_of(1).split(), f"find-{STAGES[0]}"
    for size in STAGES[:2]:
        about = {
            "path": "/find/",
            "who": VIEWERS[60][1],
            "sql_of": SEARCHING,
            "cases": size,
            "sees": f"{given} {family}",
        }
        targets = [Target(Measure.CPU, 4, "signed-in")]
        if size != STAGES[0]:
            targets.append(Target(Measure.SQL, 5, first))
        typed = {"q": f"{given} {family[:2]}{family[1:]}"}
        title = f"A misspelt name among {size:,}"
        yield Page(name=f"find-{size}", title=title, posted=typed, targets=tuple(targets), **about)


def work() -> Iterator[Row]:
    """My work of one person beside a hundred thousand pieces of other people's, and what opens some of them."""
    about = {"who": BUSIEST.email, "cases": STAGES[1]}
    asked = (SESSION, PERSON, MY_COUNTS, MY_ITEMS, AGENCYS_ITEMS, STANDS_IN, DRAFTS)
    yield Sql(name="work-sql", title="The same questions among 100,000 open, raw", statements=asked, **about)
    yield Page(
        name="work",
        title="My work among 100,000 open",
        path="/",
        sees="things to do",
        targets=(Target(Measure.CPU, 3, "signed-in"), Target(Measure.SQL, 1.5, "work-sql")),
        **about,
    )
    targets = (Target(Measure.MEDIAN, 12, f"sweep-{STAGES[0]}"),)
    for number, wanted in ((STAGES[0], ()), (STAGES[1], targets)):
        title = f"Work that a day begins, {number:,} cases"
        yield Sweep(name=f"sweep-{number}", title=title, cases=number, targets=wanted, share=0.01)
    yield Tell(name="tell", title="50,000 due of 1,000,000, told", cases=STAGES[1], is_long=True, share=0.01)


def chronologies() -> Iterator[Row]:
    """The page of a case and its chronology, a short one and a long one: a page shows fifty lines of either."""
    for number, length in cases.LENGTHS.items():
        for name, path in (("case", ""), ("chronology", "chronology/")):
            targets = [Target(Measure.CPU, 1.3, f"{name}-{cases.LENGTHS[1]}")] if number > 1 else []
            yield Page(
                name=f"{name}-{length}",
                title=f"{name.capitalize()}, {length:,} entries",
                path=f"/cases/BENCH-CASE-{number}/{path}",
                who=cases.WORKER,
                sees="Chronology",
                cases=STAGES[0],
                targets=tuple(targets),
            )


def papers() -> Iterator[Row]:
    """The documents of a case, a few and many: a page shows as many of either."""
    for case, length in documents.LENGTHS.items():
        targets = [Target(Measure.CPU, 3, f"case-{cases.LENGTHS[1]}")]
        targets += [Target(Measure.CPU, 1.3, f"documents-{documents.LENGTHS[1]}")] if case > 1 else []
        yield Page(
            name=f"documents-{length}",
            title=f"Documents, {length}",
            path=f"/cases/BENCH-CASE-{case}/documents/",
            who=cases.WORKER,
            sees="Paper number",
            cases=STAGES[0],
            targets=tuple(targets),
        )


def pictures() -> Iterator[Row]:
    """The network of a case as a picture: one of a few, and one of as many as it may hold, laid out anew each time."""
    targets = {10: Target(Measure.CPU, 3, f"case-{cases.LENGTHS[1]}"), 60: Target(Measure.CPU, 3, "picture-10")}
    for size, case in networks.SIZES.items():
        yield Page(
            name=f"picture-{size}",
            title=f"Picture of {size} people, places and things",
            path=f"/cases/BENCH-CASE-{case}/network/?steps={networks.STEPS}",
            who=networks.WORKER,
            sees="p-net__node",
            cases=STAGES[0],
            targets=(targets[size],),
        )


def filled_in() -> Iterator[Row]:
    """Pages of tools, and the saving of one section of 14 items."""
    about = {"who": cases.WORKER, "cases": STAGES[0], "targets": (Target(Measure.CPU, 3, SIGNED_IN),), "share": 0.5}
    for name, (title, path, sees) in tools.PAGES.items():
        yield OfTool(name=name, title=title, path=path, sees=sees, **about)
    yield Saves(name="tool-save", title="That section saved", path=tools.FORM, expects=302, **about)


def boards() -> Iterator[Row]:
    """All of it on one page, a short one and a long one: what grows along are its lines, and no question."""
    short, long = board.LENGTHS
    targets = {short: Target(Measure.CPU, 6, SIGNED_IN), long: Target(Measure.CPU, 10, f"board-{short}")}
    for stage, number in zip(STAGES, board.LENGTHS, strict=False):  # the long one is filled in after the short one
        yield OfBoard(
            name=f"board-{number}",
            title=f"MASH board, {number} referrals",
            path="/mash/",
            who=board.OFFICER,
            sees=board.SEES,
            number=number,
            cases=stage,
            targets=(targets[number],),
            share=0.5,
        )


def _case_list(name: str, title: str, who: str, number: int, targets: list[Target], after: int = 0) -> Page:
    sees = "More cases" if after else "the most urgent first"
    about = {"who": who, "sees": sees, "sql_of": LISTING, "cases": number, "after": after}
    return Page(name=name, title=title, path="/cases/", targets=tuple(targets), **about)


# Also asked for on My work: the session, who stands in for whom today, and drafts.
SESSION = """
    SELECT kept.* FROM agencies_portalsession kept JOIN agencies_user person ON person.id = kept.user_id
    WHERE person.email = %(who)s AND kept.expire_date > now() ORDER BY kept.expire_date DESC LIMIT 1
"""
STANDS_IN = """
    SELECT agreed.*, away.* FROM agencies_delegation agreed
    JOIN agencies_membership away ON away.id = agreed.membership_id
    JOIN agencies_user person ON person.id = away.user_id
    WHERE person.email = %(who)s AND agreed.ended_at IS NULL AND agreed.starts_on <= now() AND agreed.ends_on >= now()
"""
DRAFTS = """
    SELECT draft.* FROM desk_draft draft JOIN agencies_user person ON person.id = draft.owner_id
    WHERE person.email = %(who)s AND draft.expires_at > now() ORDER BY draft.updated_at DESC LIMIT 10
"""

PLAIN, SEALED = "bench_plain", "audit_auditevent"

ROWS: tuple[Row, ...] = (
    Page(name="null", title="Null page", path="/null/", sees="nothing"),
    Page(
        name="signed-in",
        title="Signed-in null page",
        path="/null/signed-in/",
        who=BUSIEST.email,
        sees="with 1 posts",
        targets=(Target(Measure.CPU, 6, "null"),),
    ),
    Hash(name="hash", title="One password check (argon2)", share=0.1),
    Scores(
        name="scores",
        title="100 assessments scored anew",
        share=0.1,
        targets=(Target(Measure.MEDIAN, 2, "hash"),),
    ),
    Page(
        name="sign-in",
        title="Sign in",
        path="/account/sign-in/",
        posted={"login": BUSIEST.email, "password": PASSWORD},
        expects=302,
        share=0.1,
        targets=(Target(Measure.MEDIAN, 1.2, "hash"),),
    ),
    Sql(
        name="home-sql",
        title="What My work asks, raw",
        statements=(SESSION, PERSON, MY_COUNTS, MY_ITEMS, AGENCYS_ITEMS, STANDS_IN, DRAFTS),
        who=BUSIEST.email,
    ),
    Page(
        name="home",
        title="My work, 25 due",
        path="/",
        who=BUSIEST.email,
        sees="25 things to do",
        targets=(Target(Measure.CPU, 3, "signed-in"), Target(Measure.SQL, 1.5, "home-sql")),
    ),
    Writes(name="insert-1", title="An event’s row, plain, 1 writer", table=PLAIN, writers=1),
    Writes(
        name="audit-1",
        title="An audit event, sealed, 1 writer",
        table=SEALED,
        writers=1,
        targets=(Target(Measure.MEDIAN, 2.5, "insert-1"),),
    ),
    Writes(name="insert-8", title="An event’s row, plain, 8 writers", table=PLAIN, writers=8),
    Writes(
        name="audit-8",
        title="An audit event, sealed, 8 writers",
        table=SEALED,
        writers=8,
        targets=(Target(Measure.MEDIAN, 2, "insert-8"),),
    ),
    CopyOut(name="copy-out", title="The audit trail copied out", share=0.01),
    Verify(
        name="verify",
        title="The audit trail proved whole",
        share=0.01,
        targets=(Target(Measure.MEDIAN, 3, "copy-out"),),
    ),
    *chronologies(),
    *papers(),
    *pictures(),
    *filled_in(),
    *boards(),
    *case_lists(),
    *narrowed_lists(),
    *searches(),
    *work(),
)


def chosen(names: list[str], most_cases: int = STAGES[-1]) -> list[Row]:
    """Those named, with all that they are compared to, in the table’s order; all but the long ones when none is."""
    known = {row.name: row for row in ROWS if row.cases <= most_cases}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise LookupError(f"There is no row {unknown[0]}: choose from {', '.join(known)}.")
    usual = {name for name, row in known.items() if not row.is_long}
    wanted = {NULL, SIGNED_IN, *names} if names else usual
    for name in list(wanted):
        wanted |= {target.times for target in known[name].targets}
    return [row for row in ROWS if row.name in wanted]
