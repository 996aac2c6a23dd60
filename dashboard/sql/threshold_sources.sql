select key, origin, source, year
from threshold_sources
order by key
