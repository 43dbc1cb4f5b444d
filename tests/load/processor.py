"""What the web server's processes have cost so far."""

from __future__ import annotations

from pathlib import Path

from house.processes import started_at

TICKS_A_SECOND = 100  # of /proc/PID/stat, on every Linux that the portal runs on


def cpu_of(pid: int) -> float:
    """Processor seconds of a process and all that descend from it; nothing where there is no /proc."""
    if started_at(pid) is None or not Path("/proc/self/stat").exists():
        return 0.0
    found: dict[int, tuple[int, float]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        found[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15])) / TICKS_A_SECOND
    family, grown = {pid}, True
    while grown:
        more = {one for one, (parent, _) in found.items() if parent in family} - family
        family, grown = family | more, bool(more)
    return sum(found[one][1] for one in family if one in found)
