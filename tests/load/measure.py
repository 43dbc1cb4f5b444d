"""Takes turns between rows, round after round, and keeps what each turn cost."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from time import monotonic, perf_counter, process_time
from typing import Any
from urllib.parse import quote

import psycopg2
from django.contrib.auth.hashers import Argon2PasswordHasher
from house.says import Trouble, note

from cse_portal.audit.verifying import Scope, verify
from cse_portal.demo.cast import BUSIEST, PASSWORD
from cse_portal.env_values import postgres
from screening.scoring import score
from tests.load import board, cases, client, counting, tools, work
from tests.load.processor import cpu_of
from tests.load.row_kinds import (
    CopyOut,
    Hash,
    OfBoard,
    OfTool,
    Page,
    Row,
    Saves,
    Scores,
    Sql,
    Sweep,
    Tell,
    Verify,
    Writes,
)
from tests.load.rows import NULL, SIGNED_IN
from tests.load.sending import saving
from tests.load.server import Served, manage
from tests.load.together import together
from tests.load.trail import Sink, enough, events_written, plain_table
from tests.unit.screening.worked_examples import ASSESSMENT, EXAMPLES

LONGEST_TURN = 20.0  # seconds after which a row's turn ends, however many requests are left
WARM_UP = 24  # requests in which every thread of the server imports, compiles templates and connects
FIGURES = 4  # of one turn in which events are written
COUNTED = 2  # requests of a turn that count their SQL and are not timed


@dataclass
class Samples:
    """What all turns of one row have cost so far, in milliseconds."""

    waits: list[float] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0
    queries: list[int] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.waits)

    @property
    def median(self) -> float:
        return statistics.median(self.waits)

    @property
    def p95(self) -> float:
        return sorted(self.waits)[math.ceil(self.number * 0.95) - 1]

    @property
    def cpu_each(self) -> float:
        return self.cpu / self.number

    @property
    def a_second(self) -> float:
        return self.number / self.seconds


class Turns:
    """How one row is asked again and again."""

    def __init__(self, row: Row, served: Served) -> None:
        self.row, self.served, self.samples = row, served, Samples()

    def prepare(self) -> None:
        """Before the first round."""

    def take(self, requests: int, connections: int) -> None:
        """One turn of a row that is measured in this process."""
        ends, begun, cpu = monotonic() + LONGEST_TURN, perf_counter(), process_time()
        for _ in range(requests):
            self.samples.waits.append(timed(self.once))
            if monotonic() > ends:
                break
        self.samples.seconds += perf_counter() - begun
        self.samples.cpu += (process_time() - cpu) * 1000

    def once(self) -> Any:
        raise NotImplementedError


class HashTurns(Turns):
    """As Django checks a password, with its cost."""

    row: Hash

    def prepare(self) -> None:
        self._hasher = Argon2PasswordHasher()
        self._stored = self._hasher.encode(PASSWORD, self._hasher.salt())

    def once(self) -> bool:
        return self._hasher.verify(PASSWORD, self._stored)


class ScoresTurns(Turns):
    """The worked examples, one after the other."""

    row: Scores

    def prepare(self) -> None:
        self._forms = [(one.given(ASSESSMENT), one.about()) for one in EXAMPLES]

    def once(self) -> None:
        for given, about in islice(cycle(self._forms), 100):
            score(ASSESSMENT, given, about)


class SqlTurns(Turns):
    """By the driver, over a connection that stays open."""

    row: Sql

    def prepare(self) -> None:
        self._connection = psycopg2.connect(**driver_words(self.served.database_url))
        self._connection.autocommit = True
        self._cursor = self._connection.cursor()
        if not self.once():
            raise Trouble(f"The row {self.row.name} finds nothing: its query does not fit the data.")

    def once(self) -> int:
        return sum(map(self._rows, self.row.statements))

    def _rows(self, statement: str) -> int:
        self._cursor.execute(statement, {"who": self.row.who})
        return len(self._cursor.fetchall())


class WritesTurns(Turns):
    """A turn is some figures: what an event cost, all writers together."""

    row: Writes

    def prepare(self) -> None:
        words = driver_words(self.served.database_url)
        plain_table(words)
        self._connections = [psycopg2.connect(**words) for _ in range(self.row.writers)]
        for connection in self._connections:
            connection.autocommit = True

    def take(self, requests: int, connections: int) -> None:
        share = max(1, requests // FIGURES)
        jobs = [partial(events_written, one, self.row.table, share) for one in self._connections]
        for _ in range(FIGURES):
            begun = perf_counter()
            together(jobs)
            spent = (perf_counter() - begun) / (share * self.row.writers)
            self.samples.waits.append(spent * 1000)
            self.samples.seconds += spent


class CopyOutTurns(Turns):
    row: CopyOut

    def prepare(self) -> None:
        self._words = driver_words(self.served.database_url)
        enough(self._words)

    def once(self) -> None:
        """Over a connection of its own, as the verifier has one."""
        with closing(psycopg2.connect(**self._words)) as connection, connection.cursor() as cursor:
            for table in ("audit_auditevent", "audit_auditseal"):
                cursor.copy_expert(f"copy {table} to stdout", Sink())


class SweepTurns(Turns):
    """In a process of its own, which says itself how long the second of two sweeps took."""

    row: Sweep

    def prepare(self) -> None:
        with closing(psycopg2.connect(**driver_words(self.served.database_url))) as connection:
            with connection, connection.cursor() as cursor:
                work.keep_up(cursor, busiest=BUSIEST.email)
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("analyze")

    def take(self, requests: int, connections: int) -> None:
        for _ in range(requests):
            said = manage(["shell", "--no-imports", "-c", work.SWEEP], self.served.env)
            took = float(said.rpartition("took")[2])
            self.samples.waits.append(took)
            self.samples.seconds += took / 1000


class TellTurns(Turns):
    """Once: what was told is told. The figure is of all fifty thousand together."""

    row: Tell

    def prepare(self) -> None:
        with closing(psycopg2.connect(**driver_words(self.served.database_url))) as connection:
            with connection, connection.cursor() as cursor:
                work.fill(cursor, busiest=BUSIEST.email, number=work.MANY, come=work.COME)
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("vacuum analyze worklist_dueitem")

    def take(self, requests: int, connections: int) -> None:
        if not self.samples.waits:
            took = float(manage(["shell", "--no-imports", "-c", work.TELL], self.served.env).rpartition("took")[2])
            self.samples.waits.append(took)
            self.samples.seconds += took / 1000


class VerifyTurns(CopyOutTurns):
    def once(self) -> None:
        if verify(self._words, Scope()).is_broken:
            raise Trouble("The audit trail under measurement is broken.")


class PageTurns(Turns):
    """Over HTTP, with the cookies of a real sign-in."""

    row: Page

    def prepare(self) -> None:
        with client.Connection(self.served.port) as connection:
            self._asked = self._request(connection)
            self._check(connection.ask(self._asked), self.row.sees)
        for _ in range(max(1, round(WARM_UP * self.row.share))):
            with client.Connection(self.served.port) as connection:
                connection.ask(self._asked)

    def _request(self, connection: client.Connection, **extra: str) -> bytes:
        posted, cookies = dict(self.row.posted), {}
        if self.row.who:
            cookies = client.sign_in(connection, email=self.row.who, password=PASSWORD)
            if posted:
                posted["csrfmiddlewaretoken"] = client.token_of(cookies)
        elif posted:
            cookies, posted["csrfmiddlewaretoken"] = client.form_token(connection)
        path = self._path()
        extra = {counting.ASKED: self.row.sql_of or counting.ALL}
        self._counting = client.request(path, cookies=cookies, posted=posted, extra=extra)
        return client.request(path, cookies=cookies, posted=posted)

    def _path(self) -> str:
        """Deep in a list: after the key that a row so far down has, sealed as the portal seals it."""
        if not self.row.after:
            return self.row.path
        key = cases.deep_key(driver_words(self.served.database_url))
        return f"{self.row.path}?after={quote(self.served.sealed(key))}"

    def _check(self, answer: client.Answer, sees: str = "") -> None:
        if answer.status != self.row.expects:
            raise Trouble(f"The row {self.row.name} answered {answer.status}, not {self.row.expects}.")
        if sees and sees.encode() not in answer.body:
            raise Trouble(f"The row {self.row.name} does not show “{sees}”: it measures another page.")

    def take(self, requests: int, connections: int) -> None:
        share = max(1, requests // connections)
        cpu, begun = cpu_of(self.served.pid), perf_counter()
        together([lambda: self._ask(share)] * connections)
        self.samples.seconds += perf_counter() - begun
        self.samples.cpu += (cpu_of(self.served.pid) - cpu) * 1000
        self._count()

    def _ask(self, requests: int) -> None:
        ends = monotonic() + LONGEST_TURN
        with client.Connection(self.served.port) as connection:
            for _ in range(requests):
                begun = perf_counter()
                answer = connection.ask(self._asked)
                self.samples.waits.append((perf_counter() - begun) * 1000)
                self._check(answer)
                if monotonic() > ends:
                    break

    def _count(self) -> None:
        with client.Connection(self.served.port) as connection:
            for _ in range(COUNTED):
                number, spent = connection.ask(self._counting).header(counting.ANSWER).split()
                self.samples.queries.append(int(number))
                self.samples.sql.append(float(spent))


class ToolTurns(PageTurns):
    def prepare(self) -> None:
        manage(["shell", "--no-imports", "-c", tools.FILL], self.served.env)
        super().prepare()


class BoardTurns(PageTurns):
    row: OfBoard

    def prepare(self) -> None:
        manage(["shell", "--no-imports", "-c", board.FILL.format(number=self.row.number)], self.served.env)
        super().prepare()


class SavesTurns(ToolTurns):
    """The page is opened before each saving, and only the saving counts."""

    row: Saves

    def _request(self, connection: client.Connection, **extra: str) -> bytes:
        self._cookies = client.sign_in(connection, email=self.row.who, password=PASSWORD)
        return saving(connection, self.row.path, self._cookies)

    def take(self, requests: int, connections: int) -> None:
        with client.Connection(self.served.port) as connection:
            for _ in range(requests):
                asked, cpu = saving(connection, self.row.path, self._cookies), cpu_of(self.served.pid)
                self.samples.waits.append(timed(partial(self._saved, connection, asked)))
                self.samples.cpu += (cpu_of(self.served.pid) - cpu) * 1000
                self.samples.seconds += self.samples.waits[-1] / 1000
            asked = saving(connection, self.row.path, self._cookies, {counting.ASKED: counting.ALL})
            number, sql = connection.ask(asked).header(counting.ANSWER).split()
        self.samples.queries.append(int(number))
        self.samples.sql.append(float(sql))

    def _saved(self, connection: client.Connection, asked: bytes) -> None:
        self._check(connection.ask(asked))


def driver_words(database_url: str) -> dict[str, Any]:
    named = postgres(database_url)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {word: named[name] for word, name in names.items()}


def timed(once: Callable[[], Any]) -> float:
    begun = perf_counter()
    once()
    return (perf_counter() - begun) * 1000


KINDS: dict[type[Row], type[Turns]] = {
    Page: PageTurns,
    OfBoard: BoardTurns,
    OfTool: ToolTurns,
    Saves: SavesTurns,
    Sql: SqlTurns,
    Hash: HashTurns,
    Scores: ScoresTurns,
    Writes: WritesTurns,
    CopyOut: CopyOutTurns,
    Verify: VerifyTurns,
    Sweep: SweepTurns,
    Tell: TellTurns,
}


def measure(
    rows: list[Row], served: Served, *, rounds: int, requests: int, seconds: int, connections: int
) -> dict[str, Samples]:
    """Stage by stage as the portal fills with cases; what others are compared to has its turns in every stage."""
    found = {row.name: KINDS[type(row)](row, served) for row in rows}
    for stage in sorted({row.cases for row in rows}):
        note(f"With {stage:,} cases …" if stage else "Without cases …")
        cases.fill(driver_words(served.database_url), stage)
        turns = [turn for turn in found.values() if turn.row.cases == stage or turn.row.name in (NULL, SIGNED_IN)]
        for turn in turns:
            turn.prepare()
        take_turns(turns, rounds=rounds, requests=requests, seconds=seconds, connections=connections)
    return {name: turn.samples for name, turn in found.items()}


def take_turns(turns: list[Turns], *, rounds: int, requests: int, seconds: int, connections: int) -> None:
    """Every row has its turn in every round, so that a noisy minute is shared out among all."""
    ends = monotonic() + seconds
    for number in range(rounds):
        for turn in turns[number % len(turns) :] + turns[: number % len(turns)]:
            turn.take(max(2, round(requests * turn.row.share)), connections)
        if monotonic() > ends:
            break
