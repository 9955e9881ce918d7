-- The third lock: PostgreSQL itself refuses to commit a public dataset that no certificate covers.
-- Deferred, so that a transaction may write rows and certificates in any order. It judges the state at commit,
-- compares the writing transaction instead of hashing texts, and never looks at anything a client sent.

CREATE OR REPLACE FUNCTION govinnov_require_certificates(dataset text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM package WHERE id = dataset AND state = 'active' AND NOT coalesce(private, false)) THEN
    RETURN;
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM govinnov_metadata_certificate
    WHERE package_id = dataset AND revoked_at IS NULL AND xact = pg_current_xact_id()::text
  ) THEN
    RAISE EXCEPTION 'govinnov: dataset % has no metadata certificate of this transaction', dataset
      USING ERRCODE = 'GI001', HINT = 'Publish through the actions of the catalog; they carry the gate.';
  END IF;
  IF EXISTS (
    SELECT 1 FROM resource r
    WHERE r.package_id = dataset AND r.state = 'active' AND r.url_type IN ('upload', 'datastore', 'tabledesigner') AND NOT EXISTS (
      SELECT 1 FROM govinnov_version v JOIN govinnov_certificate c ON c.version_id = v.id
      WHERE v.resource_id = r.id AND v.is_current AND v.sha256 = c.sha256 AND c.revoked_at IS NULL
    )
  ) THEN
    RAISE EXCEPTION 'govinnov: dataset % has a file without a certificate', dataset
      USING ERRCODE = 'GI002', HINT = 'Hand the file in again; what passes the gate is published.';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION govinnov_guard_package() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR to_jsonb(OLD) - 'metadata_modified' IS DISTINCT FROM to_jsonb(NEW) - 'metadata_modified' THEN
    PERFORM govinnov_require_certificates(NEW.id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION govinnov_guard_resource() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR to_jsonb(OLD) - 'metadata_modified' IS DISTINCT FROM to_jsonb(NEW) - 'metadata_modified' THEN
    PERFORM govinnov_require_certificates(NEW.package_id);
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS govinnov_guard ON package;
CREATE CONSTRAINT TRIGGER govinnov_guard AFTER INSERT OR UPDATE ON package
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION govinnov_guard_package();

DROP TRIGGER IF EXISTS govinnov_guard ON resource;
CREATE CONSTRAINT TRIGGER govinnov_guard AFTER INSERT OR UPDATE ON resource
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION govinnov_guard_resource();
