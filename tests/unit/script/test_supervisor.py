"""Processes are restarted, ended in reverse order, and never mistaken for somebody else's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import supervisor as module
from house.processes import Programme, spawn, started_at, stop, wait_until
from house.says import Trouble
from house.supervisor import Supervisor, reap

LASTING = "import time; time.sleep(60)"


def programme(name: str, code: str = LASTING, **more: object) -> Programme:
    return Programme(name=name, argv=[sys.executable, "-c", code], **more)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path)
    yield supervisor
    supervisor.end()


def alive(pid: int) -> bool:
    return started_at(pid) is not None


def test_killed_process_is_started_again(supervisor: Supervisor) -> None:
    supervisor.start(programme("one"))
    first = supervisor.kept[0].process.pid
    os.kill(first, signal.SIGKILL)

    def back() -> bool:
        supervisor.tend()
        return supervisor.kept[0].process.pid != first

    assert wait_until(back, 5)
    assert alive(supervisor.kept[0].process.pid)


def test_pause_grows_while_a_process_dies_young(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHORTEST_WAIT", 0.01)
    supervisor.start(programme("hasty", "raise SystemExit(3)"))
    kept, pauses = supervisor.kept[0], []

    def died_four_times() -> bool:
        before = kept.failures
        supervisor.tend()
        if kept.failures > before and kept.again_at is not None:
            pauses.append(0.01 * 2 ** (kept.failures - 1))
        return kept.failures == 4

    assert wait_until(died_four_times, 20)
    assert pauses == sorted(pauses)
    with pytest.raises(Trouble, match="The hasty process did not finish"):
        supervisor.wait("The portal", lambda: False, 5)


def test_waiting_ends_when_ready_and_gives_up_in_time(supervisor: Supervisor) -> None:
    supervisor.start(programme("one"))
    supervisor.wait("The portal", lambda: True, 5)
    with pytest.raises(Trouble, match="The portal did not answer within 0 seconds"):
        supervisor.wait("The portal", lambda: False, 0)


def test_end_goes_backwards_and_forgets_the_record(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    for name in ("first", "second"):
        code = (
            "import signal, time\n"
            f"def end(*_):\n    open({str(order)!r}, 'a').write({name!r} + ' ')\n    raise SystemExit\n"
            f"signal.signal(signal.SIGTERM, end)\nopen({str(tmp_path / name)!r}, 'w')\ntime.sleep(60)"
        )
        supervisor.start(programme(name, code))
    assert wait_until(lambda: (tmp_path / "first").exists() and (tmp_path / "second").exists(), 10)
    supervisor.end()
    assert order.read_text() == "second first "
    assert not reap(tmp_path)


def test_one_that_will_not_end_is_made_to(tmp_path: Path) -> None:
    code = (
        f"import signal, time; signal.signal(15, signal.SIG_IGN); open({str(tmp_path / 'up')!r}, 'w'); time.sleep(60)"
    )
    stubborn = programme("stubborn", code, stop_within=0.2)
    process = spawn(stubborn)
    assert wait_until((tmp_path / "up").exists, 10)
    stop(stubborn, process)
    assert process.returncode == -signal.SIGKILL


def test_reaping_ends_what_a_killed_supervisor_left(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(programme("left"))
    assert reap(tmp_path)
    assert supervisor.kept[0].process.wait(5) == -signal.SIGTERM
    assert not reap(tmp_path)


def test_reaping_spares_a_stranger_with_the_same_number(tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", LASTING])
    try:
        left = [{"name": "web", "pid": stranger.pid, "started": "0", "signal": int(signal.SIGTERM)}]
        (tmp_path / "processes.json").write_text(json.dumps(left))
        assert reap(tmp_path)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_written_record_does_not_stop_a_start(tmp_path: Path) -> None:
    (tmp_path / "processes.json").write_text('[{"name": "we')
    assert reap(tmp_path)
    assert not reap(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_child_ends_with_a_killed_parent(tmp_path: Path) -> None:
    script = Path(module.__file__).parents[1]
    parent_code = (
        f"import sys, time; sys.path.insert(0, {str(script)!r})\n"
        "from house.processes import Programme, spawn\n"
        f"child = spawn(Programme(name='c', argv=[sys.executable, '-c', {LASTING!r}]))\n"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent_code], stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    assert wait_until(lambda: not alive(child), 5)
