-- What the connector's role needs, and no more. Run as the owner of the database, in it:
--
--   psql -d millrace -f config/role.sql
--
-- The password is for trying things out; give another one before anything else listens on this server.
CREATE ROLE millrace LOGIN PASSWORD 'change-me';

-- TEMPORARY: large batches of keyed rows are staged in a temporary table of the session. Without it they are sent
-- by INSERT ... SELECT FROM unnest(...), which is slower for large batches.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO millrace', current_database());
END
$$;

-- USAGE lets the role name tables; CREATE is not among its rights, since tables are yours to make.
GRANT USAGE ON SCHEMA public TO millrace;

-- Appending needs INSERT, and SELECT where a unique index refuses what comes again after a crash. Upserts read the row they meet (SELECT) and change it (UPDATE); tombstones DELETE, and
-- with truncate.enabled=true events TRUNCATE.
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO millrace;

-- The same for tables that the role running this script makes later.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO millrace;
