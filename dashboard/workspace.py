"""Which workspace is shown, and where its builds are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "data" / "demo"


def workspace_folder() -> Path:
    """The folder after `--` on the command line, else PARTNERSHIP_WORKSPACE, else the demo."""
    chosen = _from_command_line() or os.environ.get("PARTNERSHIP_WORKSPACE")
    return Path(chosen).resolve() if chosen else DEMO


def build_folder(workspace: Path) -> Path:
    """Where the builds of a workspace are kept."""
    elsewhere = os.environ.get("PARTNERSHIP_BUILD_DIR")
    return Path(elsewhere).resolve() if elsewhere else workspace / ".build"


def _from_command_line() -> str | None:
    """Read our own command line only: under a test runner it is somebody else's."""
    if Path(sys.argv[0]).resolve() != ROOT / "dashboard" / "app.py":
        return None
    return next((word for word in sys.argv[1:] if not word.startswith("-")), None)
