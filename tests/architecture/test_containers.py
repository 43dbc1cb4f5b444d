"""What the container files name exists in the project, and their commands run: no container engine needed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import resolve
from house.checks.steps import production

from cse_portal import env
from tests.architecture.containers import (
    DOCKERFILE,
    PINNED,
    command_of,
    compose,
    dockerfile,
    image_command,
    instructions,
    last,
    portal_services,
)
from tests.architecture.source import APPS, ROOT

SETTINGS = {variable.name for variable in env.VARIABLES}
BIN = Path(sys.executable).parent
READY_WITHIN = 60


def assignments(text: str) -> set[str]:
    return set(re.findall(r"\b([A-Z][A-Z_]+)=", text))


def test_every_image_names_a_major_version() -> None:
    bases = [one.rest.split()[0] for one in dockerfile() if one.word == "FROM"]
    others = [one["image"] for one in compose()["services"].values() if "build" not in one]
    assert [image for image in (*bases, *others) if not PINNED.match(image)] == []


def test_what_is_copied_exists() -> None:
    copied = [one.rest.split()[:-1] for one in dockerfile() if one.word == "COPY" and "--from" not in one.rest]
    assert [place for places in copied for place in places if not (ROOT / place).exists()] == []


def test_every_app_is_copied() -> None:
    final = dockerfile()[-1].stage
    copied = {one.rest.split()[0] for one in dockerfile() if one.word == "COPY" and one.stage == final}
    assert {app.split(".")[0] for app in APPS} <= copied


def test_nothing_copied_is_ignored() -> None:
    """.dockerignore refuses everything and then names what may in."""
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        place.split("/")[0]
        for one in dockerfile()
        if one.word == "COPY" and "--from" not in one.rest
        for place in one.rest.split()[:-1]
    }
    assert {place for place in copied if not any(fnmatch(place, pattern) for pattern in allowed)} == set()


def test_no_history_of_the_source_gets_into_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[0] == "*"
    assert not [line for line in lines if line.startswith("!") and fnmatch(".git", line[1:])]


def test_the_image_does_not_run_as_root() -> None:
    user = last("USER")
    assert user not in {"root", "0"}
    assert re.search(rf"useradd .*\b{user}\b", DOCKERFILE.read_text().replace("\\\n", " "))


def test_it_installs_by_hash() -> None:
    installs = [one.rest for one in dockerfile() if "pip install" in one.rest]
    assert installs
    assert all("--require-hashes" in line and "requirements.lock" in line for line in installs)


def test_weasyprints_libraries_are_those_that_setup_installs() -> None:
    from house.system_packages import WEASYPRINT

    apt = next(one.rest for one in dockerfile() if "apt-get install" in one.rest)
    assert set(WEASYPRINT) <= set(apt.split())


def test_every_setting_exists() -> None:
    said = {name for service in portal_services().values() for name in service.get("environment", {})}
    static = next(one.rest for one in dockerfile() if "collectstatic" in one.rest)
    assert said
    assert said | assignments(static) <= SETTINGS


def test_ports_and_health_paths_agree() -> None:
    port = last("EXPOSE")
    assert f"0.0.0.0:{port}" in image_command()
    check = last("HEALTHCHECK")
    path = re.search(rf"127\.0\.0\.1:{port}(/[^']*)", check)
    assert path is not None
    assert resolve(path[1]).view_name == "health_live"
    caddy = (ROOT / "docs/operating/proxy/Caddyfile").read_text()
    assert f"port {port}" in caddy
    hidden = re.search(r"@inside path (.+)", caddy)
    assert hidden is not None
    assert "health_ready" in {resolve(place).view_name for place in hidden[1].split()}


def test_the_proxy_names_a_service() -> None:
    caddy = (ROOT / "docs/operating/proxy/Caddyfile").read_text()
    name = re.search(r"^\s*name (\w+)", caddy, re.M)
    assert name is not None
    assert name[1] in compose()["services"]


def test_mounted_files_exist_and_folders_are_the_images() -> None:
    for service in compose()["services"].values():
        for volume in service.get("volumes", ()):
            source, target = volume.split(":")[:2]
            assert (ROOT / source).is_file() if source.startswith(".") else source in compose()["volumes"]
            assert target.startswith("/")
    folders = {volume.split(":")[1] for one in portal_services().values() for volume in one["volumes"]}
    assert all(folder in DOCKERFILE.read_text() for folder in folders)


def test_secrets_are_ignored_by_git() -> None:
    files = [secret["file"] for secret in compose()["secrets"].values()]
    for file in [*files, ".env"]:
        assert subprocess.run(["git", "check-ignore", "-q", file], cwd=ROOT).returncode == 0, file


def test_there_are_two_webs_and_one_beat() -> None:
    services = compose()["services"]
    assert services["web"]["deploy"]["replicas"] >= 2
    assert "deploy" not in services["beat"]


def test_everything_says_whether_it_is_well() -> None:
    silent = [name for name, one in compose()["services"].items() if "healthcheck" not in one]
    assert silent == ["web"]  # the image has its own


def test_dependencies_are_services() -> None:
    services = compose()["services"]
    needed = {other for one in services.values() for other in one.get("depends_on", {})}
    assert needed <= set(services)


def test_management_commands_exist() -> None:
    named = [command_of(one) for one in portal_services().values() if "manage.py" in command_of(one)]
    names = [command[command.index("manage.py") + 1] for command in named]
    names += re.findall(
        r"python manage\.py (\w+)", DOCKERFILE.read_text() + (ROOT / "docs/operating/containers.md").read_text()
    )
    assert "prepare" in names
    assert set(names) <= set(get_commands())


# --- The same commands, natively --------------------------------------------------------------------


def natively(command: list[str]) -> list[str]:
    return [str(BIN / command[0]), *command[1:]]


def live(**changes: str) -> dict[str, str]:
    """Production, on the tests' own Postgres and Redis."""
    services = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    return os.environ | production() | services | changes


def test_gunicorn_takes_the_images_command() -> None:
    command = natively([*image_command(), "--check-config"])
    done = subprocess.run(command, cwd=ROOT, env=live(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_health_check_of_the_image_is_python() -> None:
    check = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    compile(check[2], "HEALTHCHECK", "exec")
    refused = subprocess.run(natively(check), env=live(), capture_output=True, text=True)
    assert "refused" in refused.stderr  # nothing answers here, and it says so by failing
    assert refused.returncode != 0


@pytest.mark.parametrize(("service", "sign"), [("worker", "ready."), ("beat", "celery.beat.PersistentScheduler")])
def test_celery_takes_the_command(service: str, sign: str, tmp_path: Path) -> None:
    command = [part.replace("/tmp/", f"{tmp_path}/") for part in command_of(portal_services()[service])]
    if service == "beat":
        # it must not put work into the tests' own Redis; what it says of itself comes before it tries
        environment = live(REDIS_URL="redis://127.0.0.1:9/0", LOG_FORMAT="lines")
    else:
        environment = live(LOG_FORMAT="lines")
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(natively(command), cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + READY_WITHIN
        while sign not in log.read_text() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert sign in log.read_text(), log.read_text()
    finally:
        process.kill()  # how they stop in order is the drills' affair
        process.wait(30)


def test_static_files_are_collected_with_hashes(tmp_path: Path) -> None:
    collect = (
        "import django; django.setup(); from django.conf import settings;"
        "from django.core.management import call_command;"
        f"settings.STATIC_ROOT = {str(tmp_path)!r}; call_command('collectstatic', interactive=False, verbosity=0)"
    )
    environment = live(DJANGO_SETTINGS_MODULE="cse_portal.settings")
    done = subprocess.run([sys.executable, "-c", collect], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert all((tmp_path / hashed).exists() for hashed in manifest.values())
    assert "css/govuk.css" in manifest


def test_a_floating_tag_is_caught() -> None:
    assert not PINNED.match("python:latest")
    assert not PINNED.match("python")
    assert PINNED.match("python:3.11-slim-bookworm")


def test_continued_lines_belong_together() -> None:
    read = instructions("FROM a:1\n# why\nRUN one \\\n && two\nFROM b:2\nUSER portal\n")
    assert [(one.stage, one.word, one.rest) for one in read] == [
        (1, "FROM", "a:1"),
        (1, "RUN", "one && two"),
        (2, "FROM", "b:2"),
        (2, "USER", "portal"),
    ]
