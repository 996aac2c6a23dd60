"""One organisation register: who exists, under which names, and who is local here."""
