#!/bin/bash
# Roles and databases as launcher/postgres.py makes them; runs once, in a new cluster. Secrets come by the environment.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres <<'SQL'
\getenv ckan_password CKAN_PASSWORD
\getenv write_password WRITE_PASSWORD
\getenv read_password READ_PASSWORD
\getenv trace_password TRACE_PASSWORD
SET log_min_error_statement = 'panic';
CREATE ROLE ckan LOGIN PASSWORD :'ckan_password';
CREATE ROLE datastore_write LOGIN PASSWORD :'write_password';
CREATE ROLE datastore_read LOGIN PASSWORD :'read_password';
CREATE ROLE trace_reader LOGIN PASSWORD :'trace_password';
CREATE DATABASE ckan OWNER ckan TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE datastore OWNER datastore_write TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE ckan, datastore FROM PUBLIC;
GRANT CONNECT ON DATABASE ckan TO datastore_write, trace_reader;
GRANT CONNECT ON DATABASE datastore TO ckan, datastore_read;
GRANT trace_reader TO ckan;
SQL
