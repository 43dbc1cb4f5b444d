"""What script/bench runs, inside the portal's own Python environment."""

from __future__ import annotations

import json
import sys

from house.bench import Wishes, wishes
from house.says import Trouble, note, plainly

from tests.load.measure import measure
from tests.load.results import report, results, table, verdicts
from tests.load.row_kinds import Row
from tests.load.rows import ROWS, chosen
from tests.load.server import served


@plainly
def main(arguments: list[str]) -> int:
    wished = wishes(arguments)
    try:
        rows = chosen(wished.rows, wished.cases)
    except LookupError as problem:
        raise Trouble(str(problem.args[0])) from None
    if wished.listing:
        note(listing())
        return 0
    return run(rows, wished)


def run(rows: list[Row], wished: Wishes) -> int:
    with served(wished) as server:
        note(f"Measuring {len(rows)} rows, {wished.rounds} rounds of {wished.requests} requests …")
        samples = measure(
            rows,
            server,
            rounds=wished.rounds,
            requests=wished.requests,
            seconds=wished.seconds,
            connections=wished.connections,
        )
    found = results(rows, samples)
    note(f"\nMilliseconds; CPU is the web server’s for one request.\n\n{table(found)}\n\n{verdicts(found)}")
    if wished.json:
        wished.json.write_text(json.dumps(report(found, wished), indent=2) + "\n")
    missed = any(not verdict.is_met for result in found for verdict in result.verdicts)
    return 1 if missed and wished.strict else 0


def listing() -> str:
    width = max(len(row.name) for row in ROWS)
    lines = []
    for row in ROWS:
        targets = "; ".join(f"{one.measure} at most {one.at_most:g} x {one.times}" for one in row.targets)
        lines.append(f"  {row.name:<{width}}  {row.title}{f' ({targets})' if targets else ''}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
