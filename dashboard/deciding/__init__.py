"""What people decide, agree and write down: rows in the workspace's decisions, and their forms."""
