"""How do answers, flows and projects come from their servers into the workspace? As plain files, so a build needs no network."""

from __future__ import annotations


class FetchError(Exception):
    """Nothing new was saved; files of earlier downloads are as they were. The message says why and what to do."""
