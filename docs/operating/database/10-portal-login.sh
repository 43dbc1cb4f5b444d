#!/bin/sh
# Run once by the Postgres image, when its volume is new: the login of the web and the workers. It owns nothing; the
# first migration lends it the roles that it may put on.
set -eu
psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
  --set password="$(cat /run/secrets/portal_password)" <<'SQL'
create role portal login password :'password'
  nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
SQL
