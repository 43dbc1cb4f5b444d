"""Starting, starting twice, and stopping."""

from __future__ import annotations

import signal

import pytest
from house.supervisor import reap

from tests.system.conftest import FirstStart
from tests.system.portal import NAMES, SERVER, Portal, eventually, gone, one_sentence, run

pytestmark = pytest.mark.system


def test_first_start_prints_address_and_people(first_start: FirstStart) -> None:
    assert "The portal is ready: http://127.0.0.1:" in first_start.said
    assert "Single point of contact" in first_start.said
    assert "Everyone’s password:" in first_start.said
    assert "Making the database" in first_start.said


def test_next_start_takes_up_what_is_there(portal: Portal) -> None:
    """How long starting takes is measured where nothing runs beside it."""
    portal.start()
    assert "Making the database" not in portal.said
    assert portal.answers()


def test_ctrl_c_stops_everything_in_reverse_order(portal: Portal) -> None:
    portal.start()
    everything, names = portal.everything(), portal.pids()
    left = {process.pid: process for process in everything}
    ended: list[str] = []

    def watch() -> bool:
        # Two that end between two looks count as in order.
        ended.extend(name for name in reversed(NAMES) if name not in ended and gone(left[names[name]]))
        return portal.process.poll() is not None

    portal.signal(signal.SIGINT)
    eventually(watch, 30, "stopping", every=0.001)
    assert ended == list(reversed(NAMES))
    assert portal.process.returncode == 0
    assert all(gone(process) for process in everything)
    assert not reap(portal.data), "an orderly end leaves no record of processes"


def test_being_asked_to_end_stops_everything(portal: Portal) -> None:
    portal.start()
    everything = portal.everything()
    portal.signal(signal.SIGTERM)
    eventually(lambda: portal.process.poll() is not None, 30, "stopping")
    assert portal.process.returncode == 0
    assert all(gone(process) for process in everything)


def test_second_start_says_where_the_first_one_is(running: Portal) -> None:
    done = run(SERVER, "--port", "0", "--data", running.data, within=10)
    sentence = one_sentence(done)
    assert "already running" in sentence
    assert running.address in sentence
    assert running.answers()


def test_taken_port_names_the_way_out(running: Portal, portal: Portal) -> None:
    done = run(SERVER, "--port", running.port, "--data", portal.data, within=15)
    assert f"Port {running.port} is taken" in one_sentence(done)
    assert "--port" in done.stdout
    assert not (portal.data / "processes.json").exists()
