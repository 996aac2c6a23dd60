"""From checked rows to facts: every row knows its organisation, its cluster and its meeting."""
