select build_id, built_at, workspace, response_name, country_name, version, data_from, data_to
from build
