"""Names of the extras that records carry, in one place."""

#: The portal's list key (목록키).
LIST_KEY = "portal_list_key"
#: FILE, API, STD or LINKED (목록유형).
LIST_TYPE = "portal_list_type"
#: The name as the portal lists it, agency prefix included (목록명).
LIST_NAME = "portal_list_name"
#: The portal's subject (분류체계).
SUBJECT = "subject"
#: The Interior Ministry's code of the agency (기관코드).
AGENCY_CODE = "agency_code"
#: The agency's name as the source gives it.
AGENCY_NAME = "agency_name"
#: Y when the entry carries the flag 국가중점.
NATIONAL_PRIORITY = "national_priority"
#: Y when the entry is a national standard data set (표준데이터).
STANDARD_SET = "standard_set"
#: The source's dates, as text; never CKAN's own metadata_modified.
SOURCE_ISSUED = "source_issued"
SOURCE_MODIFIED = "source_modified"
#: Which source and which of its records a dataset came from.
SOURCE_NAME = "harvest_source"
REMOTE_ID = "harvest_remote_id"
#: GeoJSON of the extent, as ckanext-spatial reads it.
SPATIAL = "spatial"
LICENCE = "source_licence"
LANGUAGE = "source_language"
FREQUENCY = "source_frequency"
ROWS = "source_rows"
