"""Processes that are killed without warning, one by one and all at once."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import uuid

import psutil
import pytest
from house.redis_server import Redis, binary

from tests.system.portal import NAMES, Portal, eventually, gone

pytestmark = pytest.mark.system


def keep_a_row(portal: Portal) -> str:
    """Write something, have it acknowledged, and say what must still be there."""
    word = uuid.uuid4().hex
    assert portal.sql(f"CREATE TABLE drill_{word} AS SELECT '{word}' AS word") == ""
    return word


def row(portal: Portal, word: str) -> str:
    return portal.sql(f"SELECT word FROM drill_{word}")


def ask_redis(portal: Portal, command: str) -> str:
    server = Redis(home=portal.data, server=binary())
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        client.connect(str(server.socket))
        client.sendall(command.encode() + b"\r\n")
        return client.recv(1000).decode().strip()


def signal_each(processes: list[psutil.Process], number: signal.Signals) -> None:
    """A process that ended since it was listed (the database starts short-lived ones) needs no signal."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def test_killed_supervisor_takes_all_with_it_and_the_next_start_works(portal: Portal) -> None:
    portal.start()
    word, port, everything = keep_a_row(portal), portal.port, portal.everything()
    portal.signal(signal.SIGKILL)
    eventually(lambda: all(map(gone, everything)), 15, "the end of what the supervisor started")
    portal.process.wait()
    portal.start()
    assert portal.port == port
    assert row(portal, word) == word
    assert portal.answers()


def test_start_right_after_a_killed_supervisor_waits_for_what_is_left(portal: Portal) -> None:
    portal.start()
    portal.signal(signal.SIGKILL)
    portal.process.wait()
    portal.start()
    assert portal.answers()


def test_start_after_everything_was_killed_has_every_acknowledged_row(portal: Portal) -> None:
    portal.start()
    word, everything = keep_a_row(portal), portal.everything()
    signal_each(everything, signal.SIGSTOP)  # none may tidy up after another
    signal_each(everything, signal.SIGKILL)
    portal.process.wait()
    portal.start()
    assert row(portal, word) == word
    assert portal.answers()


@pytest.mark.parametrize("name", NAMES)
def test_killed_process_comes_back_by_itself(running: Portal, name: str) -> None:
    word, killed = keep_a_row(running), running.pids()[name]
    assert ask_redis(running, f"SET {word} kept") == "+OK"
    children = psutil.Process(killed).children(recursive=True)
    os.kill(killed, signal.SIGKILL)

    def back() -> bool:
        new = running.pids()[name]
        return new != killed and psutil.pid_exists(new) and running.answers() and row(running, word) == word

    assert eventually(back, 10, f"{name} after kill -9") <= 10
    eventually(lambda: all(map(gone, children)), 10, f"the end of the children of the killed {name}")
    eventually(lambda: "kept" in ask_redis(running, f"GET {word}"), 10, "Redis' data")
    assert f"The {name} process ended by itself and is started again" in running.said


def test_killed_worker_takes_up_work_again(running: Portal) -> None:
    log = running.data / "worker.log"
    starts = log.read_text().count(" ready.")
    os.kill(running.pids()["worker"], signal.SIGKILL)
    eventually(lambda: log.read_text().count(" ready.") > starts, 20, "a worker that takes work")
