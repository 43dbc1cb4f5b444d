"""script/server: the whole portal on this machine, with its demo, in one terminal."""

import argparse
import contextlib
import errno
import fcntl
import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from house import setup
from house.places import LOCAL, PYTHON, ROOT, ensure_folder, kept_secret
from house.postgres import Postgres
from house.processes import Programme, wait_until
from house.redis_server import Redis, binary, without_redis
from house.says import Trouble, note, plainly, trouble
from house.supervisor import Supervisor, reap

DESCRIPTION = """\
Start the portal with its demo: set-up when something is out of date, a Postgres and a Redis of its
own (unless DATABASE_URL and REDIS_URL name others), the web server, the worker and the scheduler.
Ctrl-C stops everything."""

DEMO_SECRET_MARK = "demo-only-"  # noqa: S105 - the mark is no secret
READY_WITHIN = 60.0
NOT_PRODUCTION = "script/server runs the demo, never real records: see the operating guide to run production."


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the command line asked for."""

    host: str
    port: int
    data: Path
    demo: bool


def wishes(arguments: list[str]) -> Wishes:
    parser = argparse.ArgumentParser(
        prog="script/server", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=8000, help="port of the web server (8000); 0 takes any free one")
    parser.add_argument("--host", default="127.0.0.1", help="address to answer on (127.0.0.1: this machine only)")
    parser.add_argument("--data", type=Path, default=LOCAL, help="folder for database, files and logs (.local)")
    parser.add_argument("--no-demo", action="store_true", help="start without the demo's people and records")
    chosen = parser.parse_args(arguments)
    return Wishes(host=chosen.host, port=chosen.port, data=chosen.data.absolute(), demo=not chosen.no_demo)


@plainly
def main(arguments: list[str]) -> int:
    wished = wishes(arguments)
    if os.environ.get("PORTAL_ENV") == "production":
        raise Trouble(NOT_PRODUCTION)
    ensure_folder(wished.data)
    with only_one(wished.data) as address_file:
        setup.ensure()
        after_a_kill = reap(wished.data)
        with listening(wished.host, wished.port, patient=after_a_kill) as listener:
            address = address_of(listener)
            address_file.write_text(address)
            run(wished, listener, address)
    return 0


def run(wished: Wishes, listener: socket.socket, address: str) -> None:
    """Services, database, programmes; then watch until somebody asks us to end."""
    supervisor = Supervisor(wished.data)
    with supervisor.until_asked():
        env = environment(wished, address)
        start_services(supervisor, wished.data, env)
        # The web server takes two seconds to import and asks the database nothing meanwhile.
        supervisor.start(web(wished.data, env, listener))
        cast = prepare(wished, env)
        supervisor.start(worker(wished.data, env))
        supervisor.start(beat(wished.data, env))
        supervisor.wait("The portal", lambda: answers(listener), READY_WITHIN)
        note(welcome(address, cast))
        supervisor.watch()


# --- One at a time, on a port of its own ---------------------------------------------------------


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[Path]:
    """Hold the folder; a second start is told where the first one answers."""
    address = data / "address"
    with (data / "server.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(already_running(address)) from None
        address.unlink(missing_ok=True)
        yield address
        address.unlink(missing_ok=True)


def already_running(address: Path) -> str:
    try:
        return f"The portal is already running at {address.read_text().strip()}: stop that one with Ctrl-C first."
    except FileNotFoundError:
        return "The portal is being started by another window just now: its address will stand there."


def listening(host: str, port: int, *, patient: bool) -> socket.socket:
    """The web server's socket. We hold it, so that requests wait while the web server is restarted."""
    found: list[socket.socket] = []

    def bound() -> bool:
        try:
            found.append(_bind(host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Trouble(_why_not(host, port, error)) from None
        return bool(found)

    # The web server of a killed supervisor may need a moment to let go.
    if not wait_until(bound, 5 if patient else 0):
        other = 8001 if port == 8000 else 8000
        raise Trouble(
            f"Port {port} is taken by another programme: run “script/server --port {other}”, or stop that programme."
        )
    return found[0]


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(512)
    except BaseException:
        listener.close()
        raise
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"This user may not use port {port}: run “script/server --port 8000”."
    return f"The portal cannot answer on {host}: leave out --host, or name an address of this machine."


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = "localhost" if host in ("0.0.0.0", "::") else host  # noqa: S104 - only compared
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def answers(listener: socket.socket) -> bool:
    """Whether the portal calls itself ready."""
    host, port = listener.getsockname()[:2]
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    client = http.client.HTTPConnection(there, port, timeout=5)
    try:
        client.request("GET", "/health/ready", headers={"Host": "localhost"})
        return client.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()


# --- What runs -----------------------------------------------------------------------------------


def environment(wished: Wishes, address: str) -> dict[str, str]:
    """What every process of the demo is told. A demo's secret is marked, and production refuses it."""
    hosts = [
        "localhost",
        "127.0.0.1",
        "[::1]",
        socket.gethostname(),
        address.removeprefix("http://").rpartition(":")[0],
    ]
    told = {
        "DJANGO_SETTINGS_MODULE": "cse_portal.settings",
        "PORTAL_ENV": "demo",
        "SECRET_KEY": DEMO_SECRET_MARK + kept_secret(wished.data / "secret_key"),
        "PORTAL_URL": address,
        "COOKIES_SECURE": "no",  # plain http on this machine
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    usual = {
        "PORTAL_HOSTS": ",".join(dict.fromkeys(hosts)),
        "PORTAL_MFA": "optional",
        "FILES_DIR": str(wished.data / "files"),
        "BACKUP_DIR": str(wished.data / "backups"),
        "AUDIT_ANCHOR_DIR": str(wished.data / "anchors"),
    }
    return usual | dict(os.environ) | told


def start_services(supervisor: Supervisor, data: Path, env: dict[str, str]) -> None:
    """A Postgres and a Redis of our own, unless the environment names others."""
    if not env.get("DATABASE_URL"):
        postgres = Postgres(home=data)
        supervisor.adopt(postgres.programme(), postgres.start)
        env["DATABASE_URL"] = postgres.url()
    if not env.get("REDIS_URL"):
        server = binary()
        if server is None:
            note(without_redis(data, env))
            return
        redis = Redis(home=data, server=server)
        supervisor.adopt(redis.programme(), redis.start)
        env["REDIS_URL"] = redis.url()


def prepare(wished: Wishes, env: dict[str, str]) -> str:
    """Migrations, reference data and the demo in one process; the list of its people comes back."""
    log = wished.data / "prepare.log"
    if not log.exists():
        note("Making the database …")
    done = subprocess.run(
        [PYTHON, "manage.py", "prepare", *(["--demo"] if wished.demo else [])],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    log.write_text(done.stderr)
    if done.returncode:
        raise trouble("Preparing the database", done.stderr)
    return done.stdout.rstrip()


def working_folder(env: dict[str, str]) -> Path:
    """Without Redis, messages are files beneath the folder in which a process works."""
    return Path(env.get("BROKER_FOLDER", ROOT))


def web(data: Path, env: dict[str, str], listener: socket.socket) -> Programme:
    return Programme(
        name="web",
        argv=[
            *(str(PYTHON), "-m", "gunicorn", "cse_portal.wsgi:application"),
            *("--config", "python:cse_portal.gunicorn", "--graceful-timeout", "5"),
            *("--bind", f"fd://{listener.fileno()}"),
        ],
        env=env,
        cwd=working_folder(env),
        log=data / "web.log",
        pass_fds=(listener.fileno(),),
    )


def worker(data: Path, env: dict[str, str]) -> Programme:
    return Programme(
        name="worker",
        argv=[
            *(str(PYTHON), "-m", "celery", "-A", "cse_portal", "worker", "--loglevel", "INFO"),
            *("--concurrency", "2", "--without-gossip", "--without-mingle"),
        ],
        env=env,
        cwd=working_folder(env),
        log=data / "worker.log",
    )


def beat(data: Path, env: dict[str, str]) -> Programme:
    return Programme(
        name="beat",
        argv=[
            *(str(PYTHON), "-m", "celery", "-A", "cse_portal", "beat", "--loglevel", "INFO"),
            *("--pidfile=", "--schedule", str(data / "beat.db")),
        ],
        env=env,
        cwd=working_folder(env),
        log=data / "beat.log",
    )


def welcome(address: str, cast: str) -> str:
    people = f"\n\nSign in as one of the demo's people:\n{cast}" if cast else ""
    return f"\nThe portal is ready: {address}{people}\n\nCtrl-C stops it."
