"""Who comes, who stays and who is worth a call: what the page Participation says."""
