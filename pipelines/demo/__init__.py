"""The demo workspace: a fictional response, in the formats that real files come in, from a seed.

`write` fills a folder with a workspace for the country of Nandoria, which does not exist: three clusters, two
years of meetings and logs, surveys, 5W lists, three years of money and an old download. What there is to find
is in `story` and `story_practice`. The same seed gives the same bytes on every machine: no clock, no
compression, one stream of random numbers for each part.

Some rows are wrong on purpose, for the quarantine to catch: `dirt` lists them, `QUARANTINE` is how many of each
file. `NOT_RECOGNISED` names the file that is no table anybody needs. All other rows load. Besides, and not for
the quarantine: misspelt, shared and former names, guests without an organisation, a rounded amount (1E+06), the
same flows in two formats, a flow repeated for three countries, P-codes without a country, the same meetings in
two lists, files re-saved in another encoding.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.demo import (
    ccpm,
    dirt,
    fts,
    fts_past,
    fund_reports,
    lists,
    log_actions,
    log_agendas,
    log_consultations,
    log_decisions,
    log_documents,
    log_money,
    log_needs,
    log_outreach,
    log_roles,
    log_support,
    pooled_fund,
    presence,
    pulse,
    registers,
    reports,
    settings,
    signin,
    survey,
)
from pipelines.demo.dirt import NOT_RECOGNISED, QUARANTINE
from pipelines.demo.funding import YEARS, Ledger
from pipelines.demo.logbook import Response
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
    ledger = Ledger(organisations, projects, seed)
    flows = {year: ledger.year(year) for year in YEARS}
    response = Response(seed, organisations, meetings, came, projects)
    return {
        "workspace.toml": settings.toml(),
        "decisions/organisations.csv": settings.decisions(),
        dirt.NOT_A_TABLE_WE_KNOW: dirt.SHOPPING_LIST.encode("utf-8"),
        **registers.files(organisations, seed),
        **lists.files(meetings),
        **signin.workbooks(came, members, seed),
        **reports.files(came, seed),
        **survey.files(organisations, seed),
        **pulse.files(organisations, seed),
        **ccpm.files(organisations, seed),
        **presence.files(organisations, seed),
        **fts.files(flows),
        **fts_past.files(organisations, seed),
        **fund_reports.files(flows, projects),
        **pooled_fund.files(projects),
        **_logs(response),
    }


def _logs(response: Response) -> dict[str, bytes]:
    """What the coordination teams write down, in templates of ours."""
    written = (
        log_roles, log_actions, log_documents, log_consultations, log_outreach, log_support, log_money, log_needs,
        log_decisions, log_agendas,
    )  # fmt: skip
    return {name: data for log in written for name, data in log.files(response).items()}
