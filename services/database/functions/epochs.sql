-- Makes everything cached about these drives, people or sessions void at commit, and says so on the channel `access`
-- as `<subject> <epoch>`. Rows are taken in ascending order, so two raisers never wait for each other.
CREATE OR REPLACE FUNCTION raise_epochs(subjects uuid[]) RETURNS void
LANGUAGE sql VOLATILE AS $$
  WITH raised AS (
    INSERT INTO access_epochs (subject_id, epoch)
    SELECT id, 1 FROM (SELECT DISTINCT unnest(subjects) AS id) AS subject ORDER BY id
    ON CONFLICT (subject_id) DO UPDATE SET epoch = access_epochs.epoch + 1
    RETURNING subject_id, epoch
  )
  SELECT pg_notify('access', subject_id || ' ' || epoch) FROM raised
$$;
