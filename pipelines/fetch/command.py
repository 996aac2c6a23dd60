"""`python -m pipelines fetch kobo|fts|cbpf`: which question is put to which server, and where does the answer go?"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from pipelines.fetch import FetchError

WHAT = ("projects", "allocations", "contributions", "subgrants", "funds")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser) -> None:
    """Add `fetch` with its three services."""
    fetch = commands.add_parser("fetch", help="download from KoBoToolbox, FTS or the pooled funds into a workspace")
    services = fetch.add_subparsers(required=True, metavar="SERVICE")

    kobo = services.add_parser("kobo", parents=[shared], help="the answers of a form; needs a token, KOBO_TOKEN")
    kobo.add_argument("--form", required=True, metavar="ID", help="the code in the form's address")
    kobo.add_argument("--server", metavar="URL", help="default: KOBO_SERVER, or https://kf.kobotoolbox.org")
    kobo.add_argument("--into", default="survey", metavar="FOLDER", help="default: survey")
    kobo.set_defaults(run=_run, fetch=_kobo)

    fts = services.add_parser("fts", parents=[shared], help="the funding flows of a country and year, or of a plan")
    about = fts.add_mutually_exclusive_group(required=True)
    about.add_argument("--country", default="", metavar="ISO3")
    about.add_argument("--plan", default="", metavar="NUMBER")
    fts.add_argument("--year", type=_year)
    fts.add_argument("--server", metavar="URL", help="default: https://api.hpc.tools")
    fts.add_argument("--into", default="funding", metavar="FOLDER", help="default: funding")
    fts.set_defaults(run=_run, fetch=_fts)

    cbpf = services.add_parser("cbpf", parents=[shared], help="a table of the country-based pooled funds")
    cbpf.add_argument("--fund", default="", metavar="NAME", help="its name, number or code; or all")
    cbpf.add_argument("--year", type=_year)
    cbpf.add_argument("--what", choices=WHAT, default="projects")
    cbpf.add_argument("--server", metavar="URL", help="default: https://cbpfapi.unocha.org")
    cbpf.add_argument("--into", default="funding", metavar="FOLDER", help="default: funding")
    cbpf.set_defaults(run=_run, fetch=_cbpf)


def _run(options: argparse.Namespace) -> int:
    from pipelines.fetch.places import place
    from pipelines.workspace import WorkspaceError, open_workspace

    if options.workspace is None:
        raise WorkspaceError("Say into which workspace the files go: --workspace FOLDER.")
    workspace = open_workspace(options.workspace).folder
    try:
        paths = options.fetch(options, workspace, place(workspace, options.into))
    except KeyboardInterrupt:
        raise FetchError("Stopped. Complete pages are kept: the same command goes on after them.") from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FetchError(
            f"The files cannot be written: {error.strerror or error}. Is there room on the disk?"
        ) from None
    for path in paths:
        print(f"Saved {path}")
    return 0


def _kobo(options: argparse.Namespace, workspace: Path, folder: Path) -> list[Path]:
    from pipelines.fetch import kobo
    from pipelines.fetch.http import Patience

    server = options.server or os.environ.get("KOBO_SERVER") or kobo.SERVER
    return kobo.fetch(workspace, folder, options.form, server, _say, Patience())


def _fts(options: argparse.Namespace, workspace: Path, folder: Path) -> list[Path]:
    from pipelines.fetch import fts
    from pipelines.fetch.http import Patience

    server = options.server or fts.SERVER
    return fts.fetch(workspace, folder, options.country, options.plan, options.year or "", server, _say, Patience())


def _cbpf(options: argparse.Namespace, workspace: Path, folder: Path) -> list[Path]:
    from pipelines.fetch import cbpf
    from pipelines.fetch.http import Patience

    server = options.server or cbpf.SERVER
    return cbpf.fetch(folder, options.fund, options.year or "", options.what, server, _say, Patience())


def _year(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"{text!r} is not a year of four digits, such as 2025")
    return text


def _say(line: str) -> None:
    print(line, flush=True)
