"""Everything is killed at random while work falls due: nothing is lost, and nobody is told twice."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.system.conftest import FirstStart
from tests.system.mail_stub import MailStub
from tests.system.portal import NAMES, Portal, eventually

pytestmark = pytest.mark.system
SEED = int(os.environ.get("CHAOS_SEED", "20261122"))
ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "5"))
A_ROUND = 4  # pieces of work that fall due in it
WORKER = "priya.nair@larkmere.example"
MANAGERS = ("helen.marsh@larkmere.example", "hakan.mensah@larkmere.example")

# A clock that ends now: whoever has to do it is told twice at once, as new and as late, and managers with them.
# What Postgres took, and died before it said so, is there when it is asked again.
PUT = """
with wanted as (select md5('{round}.' || n) as mark from generate_series(1, {number}) n), named as (
  select upper(substr(mark, 1, 4) || '-' || substr(mark, 5, 4) || '-' || substr(mark, 9, 4)) as ref from wanted
), made as (
  insert into worklist_dueitem (ref, version, created_at, updated_at, kind, task, detail, button, url, person_id,
    agency_id, role, source_ref, case_ref, opened_at, due_at, next_step_at, step_failures)
  select named.ref, 1, now(), now(), 'missing_now', 'Chaos', '', 'Open', '/', u.id,
    m.agency_id, '', '', '', now(), now(), now(), 0
  from named, agencies_user u join agencies_membership m on m.user_id = u.id where u.email = '{worker}'
  on conflict do nothing
) select ref from named
"""
TOLD = """
select i.ref || ' ' || n.step || ' ' || u.email from notices_notice n
join worklist_dueitem i on i.id = n.item_id join agencies_user u on u.id = n.recipient_id where i.task = 'Chaos'
"""
log = logging.getLogger(__name__)


@pytest.fixture
def random() -> Random:
    return Random(SEED)


@pytest.fixture
def stub(random: Random) -> Iterator[MailStub]:
    with MailStub(random, hangs_up_one_in=6) as server:
        yield server


@pytest.fixture
def portal(drills: Path, first_start: FirstStart, stub: MailStub) -> Iterator[Portal]:
    data = Path(tempfile.mkdtemp(dir=drills))
    data.chmod(0o711)
    subprocess.run(["cp", "-a", f"{first_start.data}/.", data], check=True)
    portal = Portal(data, env={"EMAIL_URL": stub.url})
    yield portal
    portal.stop()
    shutil.rmtree(data, ignore_errors=True)


def put(portal: Portal, number: int) -> list[str]:
    """Until Postgres has acknowledged it: what was never acknowledged was never promised."""
    said = ""

    def is_there() -> bool:
        nonlocal said
        said = portal.sql(PUT.format(round=number, number=A_ROUND, worker=WORKER))
        return not said.startswith("failed")

    eventually(is_there, 90, "an acknowledged row", every=0.2)
    return said.split()


def test_whatever_is_killed_each_is_told_each_thing_once(portal: Portal, stub: MailStub, random: Random) -> None:
    portal.start()
    between = threading.Event()
    refs: list[str] = []
    killed: Counter[str] = Counter()
    for number in range(ROUNDS):
        refs += put(portal, number)
        between.wait(random.uniform(0.5, 9))
        name = random.choice(NAMES)
        with suppress(ProcessLookupError):  # it is just being started again
            os.kill(portal.pids()[name], signal.SIGKILL)
            killed[name] += 1
    eventually(lambda: is_settled(portal, len(refs)), 240, "every piece of work told and every letter sent", every=1)
    steps = (("opened", WORKER), ("due", WORKER), *(("manager", who) for who in MANAGERS))
    wanted = Counter(f"{ref} {step} {who}" for ref in refs for step, who in steps)
    assert Counter(portal.sql(TOLD).splitlines()) == wanted
    letters = stub.distinct().values()
    told = Counter((ref, str(one["To"])) for one in letters for ref in refs if ref in one.get_content())
    assert told == Counter((ref, who) for ref in refs for who in (WORKER, *MANAGERS))
    log.warning(
        "killed %s; %d due; %d letters, taken %d times", dict(killed), len(refs), len(letters), len(stub.taken)
    )


def is_settled(portal: Portal, number: int) -> bool:
    told = portal.sql(
        "select count(distinct item_id) from notices_notice n join worklist_dueitem i on i.id = n.item_id"
        " where i.task = 'Chaos' and n.step = 'manager'"
    )
    waiting = portal.sql(
        "select (select count(*) from notices_letter where state = 'waiting')"
        " + (select count(*) from notices_notice where mail_after <= now() and letter_id is null and kept_back = '')"
    )
    return (told, waiting) == (str(number), "0")
