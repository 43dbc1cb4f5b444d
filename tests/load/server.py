"""The portal as production runs it, on services of its own that hold the demo borough and are thrown away."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from house import server
from house.bench import Wishes
from house.places import PYTHON, ROOT
from house.processes import Programme
from house.says import note, trouble
from house.supervisor import Supervisor

READY_WITHIN = 60.0


@dataclass(frozen=True)
class Served:
    """A web server under measurement."""

    port: int
    database_url: str
    pid: int
    env: Mapping[str, str] = field(default_factory=dict)

    def sealed(self, key: tuple[int, str, int]) -> str:
        """Where a list goes on, sealed with the portal's own secret."""
        said = f"from cse_portal.cases.presenters.listing import sealed; print(sealed('urgency', {list(key)!r}))"
        return manage(["shell", "--no-imports", "-c", said], self.env).strip()


@contextlib.contextmanager
def served(wished: Wishes) -> Iterator[Served]:
    """Neither DATABASE_URL nor REDIS_URL is looked at: nobody's own database is measured by mistake."""
    data = Path(tempfile.mkdtemp(prefix="cse-bench-"))
    data.chmod(0o711)  # Postgres' own user walks through when we are root
    supervisor = Supervisor(data)
    try:
        with supervisor.until_asked(), contextlib.closing(server.listening("127.0.0.1", 0, patient=False)) as listener:
            env = environment(data, server.address_of(listener))
            server.start_services(supervisor, data, env)
            load(wished, env)
            supervisor.start(web(wished, data, env, listener.fileno()))
            port = listener.getsockname()[1]
            supervisor.wait("The web server", lambda: answers(port), READY_WITHIN)
            yield Served(port, env["DATABASE_URL"], supervisor.kept[-1].process.pid, env)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def environment(data: Path, address: str) -> dict[str, str]:
    """The demo's, because production starts only with TLS and a second factor; DEBUG is off in both."""
    wished = server.Wishes(host="127.0.0.1", port=0, data=data, demo=True)
    env = server.environment(wished, address)
    env |= {"DJANGO_SETTINGS_MODULE": "tests.load.settings", "DEBUG": "no", "PORTAL_MFA": "optional"}
    env |= {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO", "FILES_DIR": str(data / "files")}
    return {name: value for name, value in env.items() if name not in ("DATABASE_URL", "REDIS_URL")}


def load(wished: Wishes, env: dict[str, str]) -> None:
    note(f"Loading the demo borough, size {wished.size:,} …")
    for command in (["migrate", "-v0"], ["load_reference"], ["seed_demo", "--size", str(wished.size)]):
        manage(command, env)


def manage(command: list[str], env: Mapping[str, str]) -> str:
    done = subprocess.run(
        [PYTHON, "manage.py", *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise trouble(f"manage.py {command[0]}", done.stdout + done.stderr)
    return done.stdout


def web(wished: Wishes, data: Path, env: dict[str, str], listener: int) -> Programme:
    """As script/server starts it; what the command line names comes last and counts."""
    return Programme(
        name="web",
        argv=[
            *(
                str(PYTHON),
                "-m",
                "gunicorn",
                "cse_portal.wsgi:application",
                "--config",
                "python:cse_portal.gunicorn",
            ),
            *("--bind", f"fd://{listener}", "--worker-class", wished.worker_class),
            *("--workers", str(wished.workers), "--threads", str(wished.threads)),
        ],
        env=env,
        cwd=ROOT,
        log=data / "web.log",
        pass_fds=(listener,),
    )


def answers(port: int) -> bool:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        client.request("GET", "/null/", headers={"Host": "localhost"})
        return client.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        client.close()
