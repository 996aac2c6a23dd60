"""The indicators: one `.sql` file each, its definition as front matter above the statement."""
