"""From the files a cluster holds to one immutable DuckDB file with every indicator computed."""

__version__ = "0.1.0"
