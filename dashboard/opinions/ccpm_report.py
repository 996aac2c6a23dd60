"""How well does the cluster do each of its functions? The report table of CCPM, as the field knows it.

Six core functions and accountability to affected people, each with its sub-functions; bands by colour and by word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard import words
from dashboard.figures.answers import level
from dashboard.figures.picture import Table
from dashboard.languages import N_, _
from dashboard.queries import Reader, Value

FUNCTIONS = {
    "1": N_("Supporting service delivery"),
    "1.1": N_("A platform that keeps delivery driven by the response plan and its priorities"),
    "1.2": N_("Ways to remove duplication"),
    "2": N_("Informing strategic decisions of the HC and HCT"),
    "2.1": N_("Needs assessment and gap analysis"),
    "2.2": N_("Finding and solving gaps, obstacles, duplication and cross-cutting issues"),
    "2.3": N_("Priorities that rest on the analysis"),
    "3": N_("Planning and implementing cluster strategies"),
    "3.1": N_("Sector plans, objectives and indicators that serve the overall strategy"),
    "3.2": N_("Use of common standards"),
    "3.3": N_("Funding needs, priorities, and contribution to funding proposals"),
    "4": N_("Monitoring and evaluating performance"),
    "4.1": N_("Reporting activities and needs"),
    "4.2": N_("Measuring progress against the strategy and agreed results"),
    "4.3": N_("Corrective action where it is needed"),
    "5": N_("Building national capacity in preparedness and contingency planning"),
    "6": N_("Robust advocacy"),
    "6.1": N_("Identifying concerns and contributing key messages"),
    "6.2": N_("Advocating on behalf of the cluster, its members and affected people"),
    "7": N_("Accountability to affected people"),
    "7.1": N_("Ways to consult affected people and to take their feedback"),
    "7.2": N_("Ways to receive complaints, also of sexual exploitation and abuse, and to act on them"),
}
# Green, yellow, orange and red as in the reports; light to dark is not their order, so the word always stands beside them.
COLOURS = {"good": "#3A9D5D", "satisfactory": "#E3C13B", "unsatisfactory": "#E08A2E", "weak": "#C8372D"}
STYLE = """<style>
.ccpm { border-collapse: collapse; width: 100%; min-width: 42rem; font-size: 0.875rem; }
.ccpm caption { text-align: start; padding-bottom: 0.4rem; }
.ccpm th, .ccpm td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid rgba(127, 140, 153, 0.4); }
.ccpm thead th { vertical-align: bottom; }
.ccpm .whole > * { font-weight: 600; border-top: 2px solid rgba(127, 140, 153, 0.6); }
.ccpm tbody th { width: 38%; min-width: 11rem; vertical-align: top; }
.ccpm .part th { font-weight: 400; padding-inline-start: 1.6rem; }
.ccpm .number, .ccpm .status { white-space: nowrap; }
.ccpm small { display: block; font-weight: 400; font-size: 0.8rem; }
.ccpm .colour { display: inline-block; width: 0.8rem; height: 0.8rem; border: 1px solid rgba(60, 60, 60, 0.6); border-radius: 2px;
  margin-inline-end: 0.4rem; vertical-align: -0.08rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { .ccpm { min-width: 0; } .ccpm tr { break-inside: avoid; } }
</style>"""


@dataclass(frozen=True)
class Line:
    """One function or sub-function: what partners and the coordinator say of it, and how far they lie apart."""

    code: str
    partners: Value | None
    coordinator: Value | None
    gap: Value | None
    unsure: Value | None

    @property
    def name(self) -> str:
        """Return its number and its name."""
        return f"{self.code} {function(self.code)}"

    @property
    def whole(self) -> bool:
        """Whether it is one of the seven, not a part of one."""
        return "." not in self.code


def function(code: str) -> str:
    """Name a function or sub-function of CCPM by its number."""
    return _(FUNCTIONS[code]) if code in FUNCTIONS else code


def read(reader: Reader, cluster: str, round_start: object) -> list[Line]:
    """Return every function with what is published of it in one round, in the order of the report."""

    def found(indicator: str, group_by: str = "function") -> Mapping[str, Value]:
        values = reader.values(indicator, cluster, group_by=group_by)
        return {value.group: value for value in values if value.period_start == round_start}

    partners, coordinator = found("ccpm_function_score"), found("ccpm_function_score.coordinator")
    gaps, unsure = found("coordinator_partner_gap"), found("ccpm_dont_know_rate", "sub_function")
    seen = [code for code in FUNCTIONS if code in partners or code in coordinator]
    return [Line(code, partners.get(code), coordinator.get(code), gaps.get(code), unsure.get(code)) for code in seen]


def table(lines: Sequence[Line]) -> Table:
    """Return the report as rows of words, to copy or to keep."""
    return [
        {
            _("Function"): line.name,
            _("Partners"): score(line.partners), _("Range"): range_of(line.partners), _("Answered"): answered(line.partners),
            _("Status, partners"): status(line.partners),
            _("Coordinator"): score(line.coordinator), _("Status, coordinator"): status(line.coordinator),
            _("Difference"): difference(line.gap), _("Don’t know"): unsure(line.unsure),
        }
        for line in lines
    ]  # fmt: skip


def markup(lines: Sequence[Line], caption: str) -> str:
    """Return the report as a real table, for a screen and for paper."""
    names = [
        _("Function"), _("Partners"), _("Status"), _("Coordinator"), _("Status"), _("Difference"), _("Don’t know"),
    ]  # fmt: skip
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(map(_row, lines))
    return (
        f'{STYLE}<table class="ccpm"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def reading(lines: Sequence[Line]) -> str:
    """Say how many of the seven partners find weak, and on which coordinator and partners differ; by number, as below."""
    whole = [(line, line.partners) for line in lines if line.whole]
    shown = [(line, value) for line, value in whole if value is not None and value.status == "ok"]
    if not shown:
        return _("**Too few partners answered: no score can be shown without revealing who said what.**")
    low = [line.code for line, value in shown if value.band in ("weak", "unsatisfactory")]
    if low:
        said = _("**Partners find {n} of {all} functions weak or unsatisfactory** (number {numbers}).")
    else:
        said = _("**Partners find all {all} functions satisfactory or good.**")
    first = said.format(n=words.count(len(low)), all=words.count(len(shown)), numbers=words.listed(low))
    return " ".join(part for part in (first, _apart(lines)) if part)


def _apart(lines: Sequence[Line]) -> str:
    """Name the functions on which coordinator and partners lie far apart."""
    gaps = [(line.code, line.gap) for line in lines if line.whole and line.gap and line.gap.status == "ok"]
    far = [code for code, gap in gaps if gap.band == "caution"]
    if not far:
        return ""
    said = _("Coordinator and partners lie far apart on number {numbers}: let partners speak first about them.")
    return said.format(numbers=words.listed(far))


def score(value: Value | None) -> str:
    """Write a score from 0 to 100; a hidden one is named in words."""
    if value is None:
        return "–"
    return words.number(value.value) if value.status == "ok" else {"suppressed": _("hidden")}.get(value.status, "–")


def range_of(value: Value | None) -> str:
    """Write the 95 % range of a score."""
    return words.interval(value.low, value.high) or "–" if value and value.status == "ok" else "–"


def answered(value: Value | None) -> str:
    """Say how many organisations a score speaks for, of how many members."""
    if value is None or value.status != "ok" or value.n is None:
        return "–"
    if value.population is None:
        return words.count(value.n)
    return _("{n} of {population}").format(n=words.count(value.n), population=words.count(value.population))


def status(value: Value | None) -> str:
    """Write the word of a band as the reports have it; why there is none, where it is hidden."""
    if value is None or value.status == "not_computable":
        return _("not asked, or not answered")
    if value.status != "ok":
        return words.reason(value.reason)
    return level(value.band)


def difference(gap: Value | None) -> str:
    """Write how many points the coordinator's score lies above the partners'."""
    return words.signed(gap.value) if gap and gap.status == "ok" and gap.value is not None else "–"


def unsure(value: Value | None) -> str:
    """Write the share of answers that are "don't know"."""
    return words.number(value.value, "%") if value and value.status == "ok" else "–"


def _row(line: Line) -> str:
    counted = [text for text in (range_of(line.partners), answered(line.partners)) if text != "–"]
    cells = [
        _cell("number", score(line.partners), " · ".join(counted)),
        _cell("status", status(line.partners), value=line.partners),
        _cell("number", score(line.coordinator)),
        _cell("status", status(line.coordinator), value=line.coordinator),
        _cell("number", difference(line.gap)),
        _cell("number", unsure(line.unsure)),
    ]
    kind = "whole" if line.whole else "part"
    return f'<tr class="{kind}"><th scope="row">{escape(line.name)}</th>{"".join(cells)}</tr>'


def _cell(kind: str, text: str, below: str = "", value: Value | None = None) -> str:
    colour = COLOURS.get(value.band or "") if value and value.status == "ok" else None
    sign = f'<span class="colour" style="background:{colour}" aria-hidden="true"></span>' if colour else ""
    small = f"<small>{escape(below)}</small>" if below else ""
    return f'<td class="{kind}">{sign}{escape(text)}{small}</td>'
