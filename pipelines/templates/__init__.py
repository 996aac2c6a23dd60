"""Workbooks a cluster fills in: one declaration, a writer, and the loader in pipelines/sources."""

from __future__ import annotations

from pipelines.templates.workbooks import write_templates

__all__ = ["write_templates"]
