"""The command line: check, build, values, trace, explain, catalogue, kinds, templates, fetch, demo."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.contracts.columns import Column
from pipelines.fetch import FetchError
from pipelines.fetch.command import add_parser as add_fetch
from pipelines.indicators.catalogue import Indicator
from pipelines.workspace import BuildError, WorkspaceError, open_workspace

DATA = Path(__file__).resolve().parent.parent / "data"
DEFAULT_WORKSPACE, TEMPLATES = DATA / "demo", DATA / "templates"
DONE, NOTHING_LOADED, WRONG_USE = 0, 1, 2
AUDIENCES = ("team", "evaluator", "donor")
TRACED = "INDICATOR[/CLUSTER[/PERIOD_START[/GROUP_BY=GROUP]]]; what is left out: all of the response, its latest time, everybody"


def main(arguments: Sequence[str]) -> int:
    """Run one command. Returns 0 when done, 1 when nothing could be loaded, 2 for wrong usage or workspace."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except WorkspaceError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except (BuildError, FetchError) as error:
        print(error, file=sys.stderr)
        return NOTHING_LOADED
    except BrokenPipeError:  # `python -m pipelines values | head`
        sys.stderr.close()
        return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipelines", description="From a folder of files to numbers you can trust."
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--workspace", type=Path, help="folder with the files (default: the demo)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[shared], help="recognise and validate files; change nothing")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    check.add_argument("--json", action="store_true")
    check.add_argument(
        "--preview", type=int, default=0, metavar="N", help="with --json: the first N rows, as found and as loaded"
    )
    check.set_defaults(run=_check)

    build = commands.add_parser("build", parents=[shared], help="turn a folder into a build")
    build.add_argument("folder", nargs="?", type=Path, metavar="WORKSPACE")
    build.add_argument("--json", action="store_true")
    build.set_defaults(run=_build)

    values = commands.add_parser("values", parents=[shared], help="the numbers of the current build")
    values.add_argument("--indicator", metavar="ID")
    values.add_argument("--audience", choices=AUDIENCES, default="team")
    values.add_argument("--format", choices=("csv", "json"), default="csv")
    values.set_defaults(run=_values)

    trace = commands.add_parser(
        "trace", parents=[shared], help="what a number is made of: unit rows, files, sheets, rows"
    )
    trace.add_argument("value", metavar="VALUE", help=TRACED)
    trace.add_argument("--audience", choices=AUDIENCES, default="team")
    trace.add_argument("--all", action="store_true", help="every row, not the first few")
    trace.add_argument("--json", action="store_true")
    trace.set_defaults(run=_trace)

    explain = commands.add_parser("explain", parents=[shared], help="what an indicator means, and its SQL")
    explain.add_argument("id", metavar="ID")
    explain.set_defaults(run=_explain)

    listing = commands.add_parser("catalogue", parents=[shared], help="every indicator")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_catalogue)

    kinds = commands.add_parser("kinds", help="what a file can be mapped to, for files of a shape that is not known")
    kinds.add_argument("--json", action="store_true")
    kinds.set_defaults(run=_kinds)

    templates = commands.add_parser("templates", help="write the workbooks a cluster can fill in")
    templates.add_argument("folder", type=Path, nargs="?", default=TEMPLATES, metavar="DIR")
    templates.add_argument("--example", action="store_true", help="with the example row as if it were data")
    templates.set_defaults(run=_templates)

    add_fetch(commands, shared)

    demo = commands.add_parser("demo", help="write a fictional workspace")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--seed", type=int, default=7)
    demo.set_defaults(run=_demo)
    return parser


def _check(options: argparse.Namespace) -> int:
    from pipelines.checking import check_paths

    for path in options.paths:
        if not path.exists():
            raise WorkspaceError(f"{path} does not exist.")
    reports = check_paths(options.paths, options.workspace, options.preview)
    if options.json:
        print(json.dumps(reports, ensure_ascii=False, indent=1))
    else:
        for report in reports:
            _print_report(report)
    return DONE if any(report["rows_accepted"] for report in reports) else NOTHING_LOADED


def _print_report(report: dict[str, Any]) -> None:
    known = report["recognised_as"] or "not recognised"
    print(f"{report['path']}: {known} ({report['evidence']})")
    print(
        f"  {report['rows_read']} rows read = {report['rows_accepted']} accepted + {report['rows_quarantined']} quarantined"
    )
    for finding in report["findings"]:
        place = ", ".join(
            part
            for part in (finding["sheet"] and f"sheet {finding['sheet']}", finding["row"] and f"row {finding['row']}")
            if part
        )
        print(f"  {finding['severity']}{': ' + place if place else ''}: {finding['message']}")


def _build(options: argparse.Namespace) -> int:
    from pipelines.build import build
    from pipelines.published import summary

    workspace = open_workspace(options.folder or options.workspace or DEFAULT_WORKSPACE)
    quiet = options.json
    if not quiet:
        for line in _stated(workspace.stated):
            print(line, flush=True)
    pointer = build(workspace, lambda line: None if quiet else print(line, flush=True))
    result = summary(workspace.build_folder / pointer.file)
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=1))
        return DONE
    for file in result["files"]:
        print(f"{file['file']}: {file['status']}, {file['rows_accepted']} of {file['rows_read']} rows loaded")
    print(
        f"Build {result['build']}: {result['rows_read']} rows read = {result['rows_accepted']} loaded + "
        f"{result['rows_quarantined']} quarantined; {result['not_recognised']} files not recognised or not readable"
    )
    return DONE


def _stated(stated: frozenset[str]) -> list[str]:
    from pipelines.workspace import DEFAULTS

    if stated:
        return []
    defaults = ", ".join(f"{key} = {json.dumps(value)}" for key, value in DEFAULTS.items() if value not in ("", [], {}))
    return [
        "There is no workspace.toml with settings; these defaults are used: " + defaults + ".",
        "Without response.country nobody can be called local or international.",
    ]


def _values(options: argparse.Namespace) -> int:
    from pipelines.indicators.catalogue import catalogue
    from pipelines.published import COLUMNS, values

    if options.indicator and options.indicator not in catalogue():
        raise WorkspaceError(_unknown_indicator(options.indicator))
    rows = values(
        open_workspace(options.workspace or DEFAULT_WORKSPACE).build_folder, options.indicator, options.audience
    )
    if options.format == "json":
        print(
            json.dumps(
                [dict(zip(COLUMNS, row, strict=True)) for row in rows], default=str, ensure_ascii=False, indent=1
            )
        )
        return DONE
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return DONE


def _trace(options: argparse.Namespace) -> int:
    from pipelines.pointer import current_build
    from pipelines.trace import parse_address, trace
    from pipelines.tracing_words import traced_text

    address = parse_address(options.value)
    folder = open_workspace(options.workspace or DEFAULT_WORKSPACE).build_folder
    build = current_build(folder)
    if build is None:
        raise WorkspaceError(f"There is no build in {folder}. Make one first: python -m pipelines build WORKSPACE")
    found = trace(build, address, options.audience)
    if options.json:
        told = {
            "address": str(found.address),
            "value": found.value,
            "made_of": found.made_of,
            "withheld": found.withheld,
        }
        print(json.dumps({**told, "rows": found.rows}, default=str, ensure_ascii=False, indent=1))
    else:
        print(traced_text(found, everything=options.all))
    return DONE


def _harmless(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _explain(options: argparse.Namespace) -> int:
    from pipelines.explaining import explanation
    from pipelines.indicators.catalogue import catalogue

    indicator = catalogue().get(options.id)
    if indicator is None:
        raise WorkspaceError(_unknown_indicator(options.id))
    print(explanation(indicator))
    return DONE


def _unknown_indicator(id_: str) -> str:
    import difflib

    from pipelines.indicators.catalogue import catalogue

    near = difflib.get_close_matches(id_, catalogue(), n=1)
    return (
        f"There is no indicator {id_!r}."
        + (f" Did you mean {near[0]}?" if near else "")
        + " `python -m pipelines catalogue` lists all."
    )


def _catalogue(options: argparse.Namespace) -> int:
    from pipelines.indicators.catalogue import catalogue

    indicators = catalogue().values()
    if options.json:
        print(json.dumps([_listed(i) for i in indicators], ensure_ascii=False, indent=1))
        return DONE
    for i in indicators:
        print(f"  {i.id:46} {i.title}" if i.part else f"{i.id:48} {i.title} — answers {', '.join(i.seeds)}")
    return DONE


def _listed(indicator: Indicator) -> dict[str, Any]:
    names = (
        "id", "part", "title", "question", "principle", "lens", "kind", "unit", "direction", "frame", "disclosure",
        "audiences", "needs", "numerator", "denominator", "thresholds", "known_bias", "when_weak", "seeds",
    )  # fmt: skip
    return {name: getattr(indicator, name) for name in names}


def _kinds(options: argparse.Namespace) -> int:
    from pipelines.sources.profiles import KINDS, fields

    if options.json:
        kinds = {kind: [_field(column) for column in fields(kind)] for kind in KINDS}
        print(json.dumps(kinds, ensure_ascii=False, indent=1))
        return DONE
    for kind in KINDS:
        print(f"{kind}: {', '.join(column.name + ('*' if column.required else '') for column in fields(kind))}")
    print("* every row needs it")
    return DONE


def _field(column: Column) -> dict[str, Any]:
    return {"name": column.name, "required": column.required, "kind": column.kind, "choices": list(column.choices)}


def _templates(options: argparse.Namespace) -> int:
    from pipelines.templates import write_templates

    written = write_templates(options.folder, example=options.example)
    print(f"Wrote {len(written)} workbooks to {options.folder}.")
    return DONE


def _demo(options: argparse.Namespace) -> int:
    from pipelines import demo

    demo.write(options.folder, options.seed)
    print(f"Wrote a fictional workspace to {options.folder}. Build it: python -m pipelines build {options.folder}")
    return DONE
