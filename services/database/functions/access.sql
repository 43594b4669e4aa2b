-- The one definition of who may do what with pages and drives.
-- Ranks order the levels: 0 none, 1 view, 2 comment, 3 edit, 4 manage.

CREATE OR REPLACE FUNCTION access_rank(level text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE level WHEN 'view' THEN 1 WHEN 'comment' THEN 2 WHEN 'edit' THEN 3 WHEN 'manage' THEN 4 ELSE 0 END
$$;

CREATE OR REPLACE FUNCTION access_level(rank integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE rank WHEN 1 THEN 'view' WHEN 2 THEN 'comment' WHEN 3 THEN 'edit' WHEN 4 THEN 'manage' ELSE 'none' END
$$;

CREATE OR REPLACE FUNCTION role_rank(role text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE role
    WHEN 'owner' THEN 4 WHEN 'admin' THEN 4 WHEN 'editor' THEN 3 WHEN 'commenter' THEN 2 WHEN 'viewer' THEN 1 ELSE 0
  END
$$;

-- One row for each existing page outside drives in the trash and each person asked about; `valid_until` is when the first counted grant ends.
-- The chain of a page is itself and its ancestors up to and including the nearest restricted one.
CREATE OR REPLACE FUNCTION page_ranks(for_pages uuid[], for_users uuid[])
RETURNS TABLE (page_id uuid, drive_id uuid, user_id uuid, rank integer, valid_until timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.id, p.drive_id, u.id,
    CASE WHEN m.role IN ('owner', 'admin') THEN 4
      ELSE greatest(CASE WHEN border.depth IS NULL THEN role_rank(m.role) ELSE 0 END, granted.rank)
    END,
    granted.valid_until
  FROM pages p
  JOIN drives d ON d.id = p.drive_id AND d.trashed_at IS NULL
  CROSS JOIN unnest(for_users) AS u(id)
  LEFT JOIN drive_members m ON m.drive_id = p.drive_id AND m.user_id = u.id
  CROSS JOIN LATERAL (
    SELECT max(line.depth) AS depth
    FROM unnest(p.ancestor_ids || p.id) WITH ORDINALITY AS line(id, depth)
    JOIN pages a ON a.id = line.id
    -- Not "= 'restricted'": of that there is an index, and all of it would be read for each page.
    WHERE a.access_mode <> 'inherit'
  ) AS border
  CROSS JOIN LATERAL (
    SELECT coalesce(max(access_rank(g.level)), 0) AS rank, min(g.expires_at) AS valid_until
    FROM page_permissions g
    WHERE g.page_id = ANY ((p.ancestor_ids || p.id)[coalesce(border.depth, 1):])
      AND (g.user_id = u.id OR g.drive_role = m.role)
      AND (g.expires_at IS NULL OR g.expires_at > now())
  ) AS granted
  WHERE p.id = ANY (for_pages)
$$;

-- The level of a person on a page; null where there is no such page.
CREATE OR REPLACE FUNCTION page_access(for_user uuid, for_page uuid) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT access_level(r.rank) FROM page_ranks(ARRAY[for_page], ARRAY[for_user]) r
$$;

-- Whether a person may view a page. In plpgsql it is not unfolded into the statement that asks: for questions that seldom arise.
CREATE OR REPLACE FUNCTION may_view(for_user uuid, for_page uuid) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM page_ranks(ARRAY[for_page], ARRAY[for_user]) r WHERE r.rank >= 1);
END
$$;

-- Those of the given people who may view a page.
CREATE OR REPLACE FUNCTION page_viewers(for_page uuid, for_users uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.user_id FROM page_ranks(ARRAY[for_page], for_users) r WHERE r.rank >= 1
$$;

-- A person's place in a drive: a member's role and level, a guest without a level for who only holds grants in it, else no row;
-- nobody has a place in a drive in the trash.
CREATE OR REPLACE FUNCTION drive_access(for_user uuid, for_drive uuid)
RETURNS TABLE (role text, level text, valid_until timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(m.role, 'guest'), access_level(role_rank(m.role)),
    CASE WHEN m.role IS NULL THEN nullif(granted.valid_until, 'infinity') END
  FROM drives d
  LEFT JOIN drive_members m ON m.drive_id = d.id AND m.user_id = for_user
  CROSS JOIN LATERAL (
    SELECT max(coalesce(g.expires_at, 'infinity')) AS valid_until
    FROM page_permissions g
    JOIN pages p ON p.id = g.page_id
    WHERE p.drive_id = d.id AND g.user_id = for_user AND (g.expires_at IS NULL OR g.expires_at > now())
  ) AS granted
  WHERE d.id = for_drive AND d.trashed_at IS NULL AND (m.role IS NOT NULL OR granted.valid_until IS NOT NULL)
$$;

-- The drives a person has a place in: as a member, or by an unexpired grant on one of its pages; not those in the trash.
CREATE OR REPLACE FUNCTION drives_of(for_user uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT m.drive_id FROM drive_members m JOIN drives d ON d.id = m.drive_id
  WHERE m.user_id = for_user AND d.trashed_at IS NULL
  UNION
  SELECT p.drive_id FROM page_permissions g JOIN pages p ON p.id = g.page_id JOIN drives d ON d.id = p.drive_id
  WHERE g.user_id = for_user AND d.trashed_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > now())
$$;

-- Whether a drive lies in the trash of a person, its owner.
CREATE OR REPLACE FUNCTION is_in_trash_of(for_user uuid, for_drive uuid) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM drives d WHERE d.id = for_drive AND d.owner_id = for_user AND d.trashed_at IS NOT NULL)
$$;

-- Everybody with a place in a drive, or who would have one were it not in the trash.
CREATE OR REPLACE FUNCTION people_of(for_drive uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT m.user_id FROM drive_members m WHERE m.drive_id = for_drive
  UNION
  SELECT g.user_id FROM page_permissions g JOIN pages p ON p.id = g.page_id
  WHERE p.drive_id = for_drive AND g.user_id IS NOT NULL
$$;
