import { type Kysely, sql } from 'kysely'

const statements = [
  `create table facilities (
    id uuid primary key,
    code text not null unique,
    name text not null,
    client_id text not null unique,
    client_secret_hash text not null,
    created_at timestamptz not null,
    last_contact_at timestamptz
  )`,
  `create table access_tokens (
    token_hash text primary key,
    facility uuid not null references facilities,
    expires_at timestamptz not null
  )`,
  // A unique index on a partitioned table must contain the partition key, so identity stays in one piece.
  `create table identity (
    facility uuid not null references facilities,
    system text not null,
    value text not null,
    resource_type text not null,
    resource_id uuid not null,
    primary key (facility, system, value, resource_type)
  )`,
  // body: as received, without id, meta.versionId and meta.lastUpdated, which the columns hold.
  `create table resources (
    type text not null,
    id uuid not null,
    facility uuid not null references facilities,
    version integer not null,
    last_updated timestamptz not null,
    body jsonb not null,
    primary key (type, id)
  )`,
  `create index resources_by_update on resources (facility, type, last_updated)`,
  `create index resources_by_identifier on resources using gin ((body -> 'identifier') jsonb_path_ops)`,
  `create index resources_by_subject on resources (facility, (body #>> '{subject,reference}')) where type = 'Encounter'`,
  // Superseded versions only; the current one is in resources.
  `create table resource_history (
    type text not null,
    id uuid not null,
    version integer not null,
    last_updated timestamptz not null,
    body jsonb not null,
    primary key (type, id, version)
  )`,
  // One partition a month, made before the first visit of that month is stored (store/encounters).
  `create table encounters (
    id uuid not null,
    facility uuid not null references facilities,
    day date not null,
    patient uuid not null,
    status text not null,
    cluster text not null,
    life_stage text not null,
    purpose text not null,
    visit_kind text,
    first_ever boolean,
    first_this_year boolean,
    inside_area boolean,
    payer text,
    service_recorded boolean,
    primary key (day, id)
  ) partition by range (day)`,
  `create index encounters_by_id on encounters (id)`,
  `create index encounters_by_facility on encounters (facility, day)`,
  // visits: neither cancelled nor entered in error. open: of those, not yet finished.
  `create table daily_rollups (
    facility uuid not null references facilities,
    day date not null,
    cluster text not null,
    life_stage text not null,
    purpose text not null,
    visits integer not null,
    open integer not null,
    primary key (facility, day, cluster, life_stage, purpose)
  )`,
  `create index daily_rollups_by_day on daily_rollups (day)`,
  // One row for each request in which a facility wrote: what arrived, in counts.
  `create table deliveries (
    id uuid primary key,
    facility uuid not null references facilities,
    at timestamptz not null,
    new_visits integer not null,
    created integer not null,
    updated integer not null,
    unchanged integer not null,
    refused integer not null
  )`,
  `create index deliveries_by_facility on deliveries (facility, at)`,
  `create table staff (
    id uuid primary key,
    username text not null unique,
    name text not null,
    role text not null check (role in ('manager', 'viewer')),
    password_hash text not null,
    failures integer not null,
    locked_until timestamptz,
    created_at timestamptz not null
  )`,
  // staff is null while a page was opened by code but nobody has signed in.
  `create table sessions (
    token_hash text primary key,
    staff uuid references staff,
    opened boolean not null,
    expires_at timestamptz not null
  )`,
  `create table audit (
    id uuid primary key,
    at timestamptz not null,
    staff uuid references staff,
    action text not null,
    detail jsonb not null
  )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
