select key, value, origin, meaning
from settings
order by origin = 'default', key
