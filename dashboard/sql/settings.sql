select key, value, origin
from settings
order by origin = 'default', key
