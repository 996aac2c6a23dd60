"""Workbooks a cluster fills in: one declaration, a writer, and the loader in pipelines/sources."""

from __future__ import annotations

from pipelines.templates.workbooks import filled_in, write_templates

__all__ = ["filled_in", "write_templates"]
