"""The demo workspace: a fictional response, in the formats that real files come in, from a seed.

`write` fills a folder with a workspace for the country of Nandoria, which does not exist: three clusters,
two years of meetings, two survey rounds, three years of money. What there is to find is in `story`.
The same seed gives the same bytes on every machine: no clock, no compression, one stream of random numbers
for each part.

Some rows are wrong on purpose, for the quarantine to catch. `QUARANTINE` is how many of each file:

    registers: an unknown organisation type, and someone who joined on 31/02/2025          2 (WASH)
    meetings lists: a meeting on 31/02/2025, a status nobody knows                         1 + 1
    sign-in sheets: a person without an organisation                                       1 (WASH, Keldou)
    survey: the same submission twice (2025), an answer outside the scale (2026)           1 + 1
    FTS: words for an amount (2024), a status nobody knows (2025-2026)                     1 + 1
    pooled fund: TBC for a budget                                                          1 (2025)

`NOT_RECOGNISED` names the file that is no table anybody needs. All other rows load. Besides, and not for
the quarantine: misspelt and shared names, guests without an organisation, a rounded amount (1E+06), the
same flows in two formats, a flow repeated for three countries, reports re-saved in another encoding.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.demo import dirt, fts, lists, pooled_fund, registers, reports, settings, signin, survey
from pipelines.demo.dirt import NOT_RECOGNISED, QUARANTINE
from pipelines.demo.funding import Ledger
from pipelines.demo.meetings import attendance, schedule
from pipelines.demo.organisations import members_of, roster
from pipelines.demo.story import CLUSTERS

__all__ = ["NOT_RECOGNISED", "QUARANTINE", "files", "write"]


def write(directory: Path, seed: int) -> None:
    """Write the demo workspace into a folder, which need not exist yet."""
    for name, data in files(seed).items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def files(seed: int) -> dict[str, bytes]:
    """Every file of the workspace: its path inside it, and its bytes."""
    organisations = roster(seed)
    meetings = schedule()
    came = attendance(meetings, organisations, seed)
    members = {cluster.id: members_of(organisations, cluster.id) for cluster in CLUSTERS}
    projects = pooled_fund.projects(organisations, seed)
    return {
        "workspace.toml": settings.toml(),
        "decisions/organisations.csv": settings.decisions(),
        dirt.NOT_A_TABLE_WE_KNOW: dirt.SHOPPING_LIST.encode("utf-8"),
        **registers.files(organisations),
        **lists.files(meetings),
        **signin.workbooks(came, members, seed),
        **reports.files(came, seed),
        **survey.files(organisations, seed),
        **fts.files(Ledger(organisations, projects, seed)),
        **pooled_fund.files(projects),
    }
