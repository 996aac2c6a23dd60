"""What does the user's folder say about itself? workspace.toml with stated defaults, and the files to read."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pycountry

from pipelines.sources.reading import DateRules

# Each with its unit, where it comes from, and what it means; workspace.toml may change any.
THRESHOLDS = Path(__file__).resolve().parent.parent / "data" / "reference" / "thresholds.csv"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@cache
def _threshold_rows() -> tuple[dict[str, str], ...]:
    with THRESHOLDS.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def _thresholds() -> dict[str, int | float]:
    texts = {row["key"]: row["value"] for row in _threshold_rows()}
    return {key: float(text) if "." in text else int(text) for key, text in texts.items()}


def threshold_meanings() -> dict[str, str]:
    """What each threshold means, with its unit: "Survey response: caution at or below (%)"."""
    return {row["key"]: f"{row['meaning']} ({row['unit']})" for row in _threshold_rows()}


# What may be called local (organisations/locality.py).
LOCALITY_DEFINITIONS = ("grand_bargain", "with_affiliated", "non_state", "fts_subtype")
DEFAULTS: dict[str, Any] = {
    "response.name": "",
    "response.country": "",
    "response.country_name": "",
    "response.country_other_names": [],
    "calendar.period_months": 6,
    "locality.definition": "grand_bargain",
    "dates.order": "dmy",
    "dates.files": {},
    "calendar.weekend": ["saturday", "sunday"],
    "languages.working": [],
    "indicators.off": [],
    "indicators.one_score": False,
    "ccpm.coordinator_weight": 0,
    **_thresholds(),
}
_QUOTED = ", ".join(f'"{name}"' for name in LOCALITY_DEFINITIONS)
CHECKS = {
    "response.name": (str, "a text"),
    "response.country": (str, 'three letters such as "AFG"'),
    "response.country_name": (str, "a text"),
    "response.country_other_names": (list, "a list of names"),
    "calendar.period_months": (int, "1, 2, 3, 4, 6 or 12"),
    "locality.definition": (str, f"one of: {_QUOTED}"),
    "dates.order": (str, '"dmy" or "mdy"'),
    "dates.files": (dict, 'lines such as "attendance/report.csv" = "mdy"'),
    "calendar.weekend": (list, 'a list of days such as ["friday", "saturday"]'),
    "languages.working": (list, 'a list of languages such as ["French", "Arabic"]'),
    "indicators.off": (list, "a list of indicators, as `python -m pipelines catalogue` names them"),
    "indicators.one_score": (bool, "true or false"),
    "ccpm.coordinator_weight": (int | float, "a number from 0 (shown apart) to 1"),
    **dict.fromkeys(_thresholds(), (int | float, "a number, 0 or more")),
    "thresholds.minimum_group": (int, "a whole number, 5 or more"),
}
CLUSTER_KEYS = {"id", "name", "other_names", "lead"}
NOT_DATA = {"decisions", "__pycache__"}
ENTRY_FILES = ("actions.csv", "outreach.csv", "texts.csv")


class WorkspaceError(Exception):
    """The folder or its workspace.toml cannot be used; the message says what to change."""


class BuildError(Exception):
    """No build was made; the last one stays in place. The message says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """A cluster or sector the workspace reports on."""

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Workspace:
    """A folder of files and the settings it was given."""

    folder: Path
    settings: Mapping[str, Any]
    stated: frozenset[str]
    clusters: tuple[Cluster, ...] = ()
    toml_bytes: bytes = field(default=b"", repr=False)

    @classmethod
    def without_settings(cls) -> Workspace:
        """For files that belong to no folder: every default."""
        return cls(Path(), DEFAULTS, frozenset())

    def __getitem__(self, key: str) -> Any:
        return self.settings[key]

    @property
    def date_rules(self) -> DateRules:
        """How dates are to be read where a file does not settle it."""
        return DateRules(self["dates.order"], dict(self["dates.files"]))

    @property
    def build_folder(self) -> Path:
        """Where builds go: PARTNERSHIP_BUILD_DIR, or `.build` inside the workspace."""
        return Path(os.environ.get("PARTNERSHIP_BUILD_DIR") or self.folder / ".build")

    def files(self) -> list[Path]:
        """Every data file, in an order that does not depend on the machine."""
        return sorted(
            path for path in self.folder.rglob("*") if path.is_file() and not _is_ours(path.relative_to(self.folder))
        )

    def decision_files(self) -> list[Path]:
        """The files of human judgements."""
        return sorted((self.folder / "decisions").glob("*.csv"))

    def entry_files(self) -> list[Path]:
        """The files of decisions that are read as logs: calls, agreed actions and reviewed texts."""
        return [path for path in self.decision_files() if path.name in ENTRY_FILES]

    def mapping_files(self) -> list[Path]:
        """The mapping profiles: what a person taught us about files of a shape nobody foresaw."""
        return sorted((self.folder / "decisions" / "mappings").glob("*.toml"))


def open_workspace(folder: Path) -> Workspace:
    """Read workspace.toml; a folder without one gets the defaults.

    Raises WorkspaceError naming the key, what was found and what is expected.
    """
    if not folder.is_dir():
        raise WorkspaceError(f"{folder} is not a folder. Give the folder that holds your files.")
    toml = folder / "workspace.toml"
    data = toml.read_bytes() if toml.is_file() else b""
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(
            f"workspace.toml cannot be read: {error}. Compare it with data/demo/workspace.toml."
        ) from error
    stated = _flatten(found)
    _check_keys(stated)
    settings = {**DEFAULTS, **stated}
    settings["response.name"] = settings["response.name"] or folder.resolve().name
    return Workspace(folder, settings, frozenset(stated), _clusters(found.get("clusters", [])), data)


def deciding(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that may decide about a number: all but how the response is called, which may be its folder's name."""
    return {key: value for key, value in settings.items() if key != "response.name"}


@lru_cache(maxsize=65536)  # a build asks for the same names many times over
def slug(text: str) -> str:
    """A short id from a name: `Sécurité alimentaire` gives `securite-alimentaire`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    short = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    return short or "x" + hashlib.sha256(text.encode()).hexdigest()[:8]


def country_code(text: str, workspace: Workspace) -> str | None:
    """ISO alpha-3 of a country written as a code or a name; None where it is not known.

    The workspace's own country and its names come first, so that user-assigned codes work.
    """
    wanted = slug(text)
    own = [
        workspace["response.country"],
        workspace["response.country_name"],
        *workspace["response.country_other_names"],
    ]
    if workspace["response.country"] and wanted in {slug(name) for name in own if name}:
        return str(workspace["response.country"])
    return _world_countries().get(wanted) or (text if re.fullmatch(r"[A-Z]{3}", text) else None)


def _world_countries() -> dict[str, str]:
    if not _COUNTRIES:
        for country in pycountry.countries:
            names = (country.alpha_2, country.alpha_3, country.name)
            extra = (getattr(country, key, "") for key in ("common_name", "official_name"))
            _COUNTRIES.update({slug(name): country.alpha_3 for name in (*names, *extra) if name})
    return _COUNTRIES


_COUNTRIES: dict[str, str] = {}


def _is_ours(path: Path) -> bool:
    """Settings, decisions, builds; hidden files and folders; lock and system files that programs leave behind."""
    return (
        path.parts[0] in NOT_DATA
        or path.name == "workspace.toml"
        or any(part.startswith((".", "~$")) for part in path.parts)
        or path.name.casefold() in {"thumbs.db", "desktop.ini"}
    )


def _flatten(found: Mapping[str, Any]) -> dict[str, Any]:
    flat = {}
    for section, content in found.items():
        if section == "clusters":
            continue
        if not isinstance(content, dict):
            raise WorkspaceError(
                f"workspace.toml: {section!r} stands outside a section. Put it under [response] or another."
            )
        flat.update({f"{section}.{key}": value for key, value in content.items()})
    return flat


def _check_keys(stated: Mapping[str, Any]) -> None:
    for key, value in stated.items():
        if key not in CHECKS:
            raise WorkspaceError(
                f"workspace.toml: {key!r} is not a setting. Settings are: {', '.join(sorted(CHECKS))}."
            )
        kind, expected = CHECKS[key]
        if not isinstance(value, kind) or not _in_range(key, value):
            raise WorkspaceError(f"workspace.toml: {key} is {value!r}; expected {expected}.")


def _in_range(key: str, value: Any) -> bool:
    match key:
        case "calendar.period_months":
            return value in (1, 2, 3, 4, 6, 12)
        case "locality.definition":
            return value in LOCALITY_DEFINITIONS
        case "dates.order":
            return value in ("dmy", "mdy", "ymd")
        case "dates.files":
            return all(order in ("dmy", "mdy", "ymd") for order in value.values())
        case "thresholds.minimum_group":
            return bool(value >= 5)  # fewer would show what single organisations think
        case "calendar.weekend":
            return set(value) < set(WEEKDAYS)
        case "ccpm.coordinator_weight":
            return bool(0 <= value <= 1)
        case _ if key.startswith("thresholds."):
            return bool(value >= 0)
        case "response.country":
            return value == "" or re.fullmatch(r"[A-Z]{3}", value) is not None
        case _:
            return True


def _clusters(found: Any) -> tuple[Cluster, ...]:
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise WorkspaceError(
            'workspace.toml: clusters are written as [[clusters]] with two brackets, each with a name = "…".'
        )
    clusters = []
    for entry in found:
        unknown = set(entry) - CLUSTER_KEYS
        if unknown or not entry.get("name"):
            problem = f"unknown key {sorted(unknown)[0]!r}" if unknown else "a cluster without a name"
            raise WorkspaceError(
                f"workspace.toml: [[clusters]] has {problem}. Each has name, and if you like id, other_names, lead."
            )
        clusters.append(
            Cluster(
                entry.get("id") or slug(entry["name"]),
                entry["name"],
                tuple(entry.get("other_names", ())),
                entry.get("lead", ""),
            )
        )
    ids = [cluster.id for cluster in clusters]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise WorkspaceError(f"workspace.toml: two clusters have the id {twice[0]!r}. Give each an id of its own.")
    return tuple(clusters)
