"""Which token was this computer given for KoBoToolbox? It is read, used, and never written."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

from pipelines.fetch import FetchError

ENVIRONMENT, SECRET = "KOBO_TOKEN", "kobo_token"
PROJECT = Path(__file__).resolve().parents[2]
HOW = (
    f"Copy the API key from your KoBoToolbox account settings (Security) and put it into the environment variable "
    f'{ENVIRONMENT}, or as {SECRET} = "…" into .streamlit/secrets.toml of the project or the workspace.'
)


def kobo_token(workspace: Path) -> str:
    """From the environment; else from Streamlit's secrets of the workspace, then of the project."""
    token = os.environ.get(ENVIRONMENT, "").strip()
    for folder in (workspace, PROJECT):
        token = token or _from_secrets(folder / ".streamlit" / "secrets.toml")
    if not token:
        raise FetchError(f"There is no token for KoBoToolbox. {HOW}")
    if not re.fullmatch(r"[!-~]+", token):
        raise FetchError(f"The token for KoBoToolbox holds a space, a line break or an accent, so it is not one. {HOW}")
    return token


def _from_secrets(file: Path) -> str:
    if not file.is_file():
        return ""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):  # their texts may quote the file
        raise FetchError(f'{file} cannot be read. It holds lines such as {SECRET} = "…".') from None
    token = found.get(SECRET, "")
    return token.strip() if isinstance(token, str) else ""
