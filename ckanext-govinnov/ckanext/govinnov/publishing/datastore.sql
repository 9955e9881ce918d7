-- The DataStore's read role may read a table only after its version is certified: no rights by default,
-- one GRANT a table, given in the transaction that makes the table the served one.
ALTER DEFAULT PRIVILEGES FOR USER {write} IN SCHEMA public REVOKE SELECT ON TABLES FROM {read};
REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM {read};
GRANT SELECT ON "_table_metadata", "_table_stats" TO {read};
CREATE TABLE IF NOT EXISTS "_govinnov_served" (
  resource_id text PRIMARY KEY,
  version_id text NOT NULL,
  certified_at timestamptz NOT NULL DEFAULT now()
);
