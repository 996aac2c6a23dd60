-- What differs between the two builds. It names files, so it is for the coordination team.
select cause, what, change
from restatement_causes
order by cause, change, what
