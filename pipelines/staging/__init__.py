"""How are many or large files read quickly? Long lists by whole columns, and files that did not change not at all."""
