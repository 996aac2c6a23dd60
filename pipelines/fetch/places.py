"""Into which folder of the workspace does a download go?"""

from __future__ import annotations

from pathlib import Path

from pipelines.workspace import NOT_DATA, WorkspaceError


def place(workspace: Path, into: str) -> Path:
    """The sub-folder, if files in it are data of this workspace."""
    parts = Path(into).parts
    if Path(into).is_absolute() or any(part.startswith(".") for part in parts) or set(parts[:1]) & NOT_DATA:
        raise WorkspaceError(f"--into {into} cannot hold data. Give a sub-folder of the workspace, such as funding.")
    return workspace / into
