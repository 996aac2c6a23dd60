"""Where a number comes from and how sure it is: what Evidence, Compare and Method say."""
