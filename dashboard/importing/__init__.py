"""From a dropped file to the workspace: what it is, what its columns mean, and where it is saved."""
