"""How long does a build take, and how much memory? Run by its own command: `python -m tests.benchmarks`."""
