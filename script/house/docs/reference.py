"""Reference pages: roles and what they may do, settings, and addresses."""

from collections.abc import Iterable, Sequence

from house.docs.addresses import Address, addresses

MADE = "<!-- Made by script/docs: change the source that it names, not this file. -->\n"


def page(title: str, *parts: str) -> str:
    return "\n".join((MADE, f"# {title}\n", *(part.rstrip("\n") + "\n" for part in parts)))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def env_example() -> str:
    from cse_portal.env import example_file

    return example_file()


def roles() -> str:
    from cse_portal.agencies.roles import MAY, PARTS, TITLES, WHY, Permission

    intro = (
        "From `cse_portal/agencies/roles.py`. A person may do what any of their live memberships allows, "
        "and nothing else: there is no superuser. The portal shows the same under *What each role can do*."
    )
    parts = [[title, PARTS[role].sees, PARTS[role].does] for role, title in TITLES.items()]
    heads = ["Role", *(str(number) for number in range(1, len(Permission) + 1))]
    ticks = [
        [title, *("yes" if permission in MAY[role] else "" for permission in Permission)]
        for role, title in TITLES.items()
    ]
    whys = [f"{number}. **{capital(one.value)}.** {WHY[one]}" for number, one in enumerate(Permission, start=1)]
    return page(
        "Roles",
        intro,
        "## What each role sees and does",
        "What of this the portal holds already, its change log says; the rest comes with its stage.",
        table(["Role", "Sees", "Does"], parts),
        "## What each role may do in the portal",
        "\n".join(whys),
        table(heads, ticks),
    )


def settings() -> str:
    from cse_portal.env import VARIABLES
    from cse_portal.env_unsafe import UNSAFE_IN_PRODUCTION

    intro = "From `cse_portal/env.py`. Each is an environment variable; a value that does not fit is refused at start."
    rows = [[f"`{one.name}`", one.why, _code(_plain(one.default)) or "empty", _code(one.example)] for one in VARIABLES]
    refused = [f"* `{name}` {why}." for name, _, why in UNSAFE_IN_PRODUCTION]
    return page(
        "Settings",
        intro,
        table(["Name", "What it does", "When nobody says", "Example"], rows),
        "## What production refuses to start with\n\n" + "\n".join(refused),
    )


def _plain(default: str) -> str:
    """The default without the folder of the machine that makes this page."""
    from cse_portal.env import ROOT

    return default.replace(f"{ROOT}/", "")


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def urls() -> str:
    intro = (
        "From the URL table itself. Whoever is outside gets 404 for a record, whoever is inside without the "
        "permission gets 403; `tests/architecture/access_table.py` holds the answer for every role."
    )
    rows = [[f"`{one.path}`", f"`{one.name}`", needs(one)] for one in addresses()]
    return page("Addresses", intro, table(["Path", "Name", "Who may"], sorted(rows)))


def needs(address: Address) -> str:
    from cse_portal.agencies.access import OWN_ACCOUNT, PUBLIC

    if address.permission:
        return f"may {address.permission.value}"
    if address.name in PUBLIC:
        return "anyone"
    return "anyone signed in, for their own account" if address.name in OWN_ACCOUNT else "nobody: it names nothing"
