"""What script/server tells its processes, and where it answers."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from house import server
from house.places import LOCAL
from house.says import Trouble

from cse_portal.env import read_environment
from cse_portal.env_unsafe import DEMO_SECRET_MARK


def test_wishes_have_the_defaults_that_help_names() -> None:
    assert server.wishes([]) == server.Wishes(host="127.0.0.1", port=8000, data=LOCAL, demo=True)
    assert server.wishes(["--no-demo"]).demo is False


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    for name in ("PORTAL_ENV", "PORTAL_HOSTS", "SECRET_KEY", "COOKIES_SECURE", "PORTAL_MFA"):
        monkeypatch.delenv(name, raising=False)
    return server.environment(server.wishes(["--data", str(tmp_path)]), "http://127.0.0.1:8123")


def test_the_portal_accepts_what_it_is_told(told: dict[str, str]) -> None:
    env = read_environment(told)
    assert env["PORTAL_ENV"] == "demo"
    assert env["PORTAL_URL"] == "http://127.0.0.1:8123"
    assert {"localhost", "127.0.0.1"} <= set(env["PORTAL_HOSTS"])


def test_production_would_refuse_the_secret_of_the_demo(told: dict[str, str]) -> None:
    assert told["SECRET_KEY"].startswith(DEMO_SECRET_MARK)
    assert len(told["SECRET_KEY"]) > len(DEMO_SECRET_MARK) + 40


def test_real_records_are_not_for_this_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORTAL_ENV", "production")
    assert server.main(["--data", str(tmp_path / "data")]) == 1
    assert "never real records" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_free_port_is_found_and_named() -> None:
    with server.listening("127.0.0.1", 0, patient=False) as listener:
        port = listener.getsockname()[1]
        assert server.address_of(listener) == f"http://127.0.0.1:{port}"
        with pytest.raises(
            Trouble, match=f"Port {port} is taken by another programme: run “script/server --port 8000”"
        ):
            server.listening("127.0.0.1", port, patient=False)


def test_every_address_is_shown_as_this_machine() -> None:
    with server.listening("0.0.0.0", 0, patient=False) as listener:
        assert server.address_of(listener).startswith("http://localhost:")


def test_strange_host_is_named() -> None:
    with pytest.raises(Trouble, match=r"cannot answer on 192\.0\.2\.1"):
        server.listening("192.0.2.1", 0, patient=False)


def test_silent_port_is_not_ready() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert not server.answers(silent)


def test_second_start_in_a_folder_is_refused(tmp_path: Path) -> None:
    with server.only_one(tmp_path) as address:
        with pytest.raises(Trouble, match="being started by another window"), server.only_one(tmp_path):
            pytest.fail("two at once")
        address.write_text("http://localhost:8000")
        with pytest.raises(Trouble, match="already running at http://localhost:8000"), server.only_one(tmp_path):
            pytest.fail("two at once")
    with server.only_one(tmp_path):
        assert not (tmp_path / "address").exists()


def test_given_services_are_used(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://redis/0"}
    supervisor = server.Supervisor(tmp_path)
    server.start_services(supervisor, tmp_path, env)
    assert not supervisor.kept
    assert env == {"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://redis/0"}


def test_welcome_without_a_demo_names_no_people() -> None:
    assert "Sign in as" in server.welcome("http://x", "  someone@example")
    assert "Sign in as" not in server.welcome("http://x", "")
