-- What partners wrote, as somebody who read it lets it be shown; for all who answered together.
select side, text
from reviewed_texts
order by side, file, "row"
