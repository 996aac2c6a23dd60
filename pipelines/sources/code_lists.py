"""Which code list of a publisher is this, and what does each code mean?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.sources.pooled_fund_answer import answer, fit
from pipelines.sources.reading import Claim, DateRules, Reading, Record
from pipelines.sources.sheets import Sheet

NAME = "code_list"
TITLE = "Code list of a publisher"


@dataclass(frozen=True)
class CodeList:
    """One published list: its headings for the code, its name and what it belongs to; `mark` sets it apart from others."""

    name: str
    title: str
    code: str
    meaning: str
    belongs_to: str = ""
    mark: tuple[str, ...] = ()

    @property
    def headings(self) -> dict[str, str]:
        columns = {"code": self.code, "name": self.meaning}
        return columns | ({"belongs_to": self.belongs_to} if self.belongs_to else {})


LISTS = (
    CodeList("pooled_fund", "pooled funds", "PFId", "PFName", "ParentPFId", ("PFAbbrv",)),
    CodeList("cbpf_cluster", "clusters of the pooled funds", "ClustId", "ClustNm", mark=("ClustCode",)),
    CodeList("cbpf_partner_type", "partner types of the pooled funds", "OrgTypeId", "OrgTypeNm", mark=("OrgTypeCode",)),
    CodeList("cbpf_allocation_source", "allocation sources of the pooled funds", "AllSrcId", "AllNm", mark=("AllSrcCode",)),
    CodeList("cbpf_sub_partner_type", "sub-partner types of the pooled funds", "Code", "Public SubIPName", "GenericPartnerTypeName"),
    CodeList("cbpf_sub_partner_type", "sub-partner types of the pooled funds", "PublicSubIPCode", "PublicSubIPName", "GenericPartnerTypeName"),
    CodeList("fts_global_cluster", "global clusters of FTS", "id", "name", "parentId", ("code", "type", "parentId")),
    CodeList("ocha_organisation_type", "organisation types of OCHA", "HR.info ID", "Preferred Term", "RW Alt Term", ("RW API ID",)),
)  # fmt: skip
# Numbers of organisations that stand for another: a list of numbers, and the one that replaces them.
MERGED = CodeList(
    "cbpf_merged_organisation", "merged organisation numbers", "idsList", "description", "changesTo", ("changesTo",)
)


def recognise(sheet: Sheet) -> Claim:
    """Accepted when the headings are those of one known list."""
    if listed := _iati(sheet.payload):
        return Claim(True, 1, f"IATI code list {listed.title}")
    return max(
        (_fit(sheet, listed) for listed in (*LISTS, MERGED)), key=lambda claim: (claim.accepted, claim.closeness)
    )


def read(sheet: Sheet, claim: Claim, dates: DateRules) -> Reading:
    """A record for each code; an entry of the merged numbers has several."""
    found = answer(sheet, claim)
    listed = _iati(sheet.payload) or next(known for known in (*LISTS, MERGED) if _fit(sheet, known).accepted)
    records: list[Record] = [
        {"row": number, "list": listed.name, **cells, "code": code}
        for number, cells in found.cells(listed.headings)
        for code in (_numbers(cells["code"]) if listed is MERGED else [cells["code"]])
    ]
    return Reading(found.numbers, {"code_list": records}, found.findings)


def _fit(sheet: Sheet, listed: CodeList) -> Claim:
    others = [listed.belongs_to] if listed.belongs_to and listed.belongs_to not in listed.mark else []
    claim = fit(sheet, (listed.code, listed.meaning, *listed.mark), others, "code list")
    # Many tables have a code and a name: a list that is not sure stands behind what else a sheet is near to.
    closeness = claim.closeness if claim.accepted else claim.closeness / 2
    return Claim(claim.accepted, closeness, f"code list “{listed.title}”: {claim.evidence}", claim.header_row)


def _iati(payload: Any) -> CodeList | None:
    """Every code list of IATI is built alike, and says its own name."""
    if not isinstance(payload, dict) or not isinstance(payload.get("data"), list):
        return None
    about = payload.get("attributes")
    name = str(about.get("name") or "") if isinstance(about, dict) else ""
    return CodeList(name, name, "code", "name") if name and "metadata" in payload else None


def _numbers(text: str) -> list[str]:
    """The numbers in a JSON list that was turned to text."""
    return [number.strip() for number in text.strip("[]").split(",")]
