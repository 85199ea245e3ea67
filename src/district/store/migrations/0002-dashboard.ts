import { type Kysely, sql } from 'kysely'

/** Neither cancelled nor entered in error. */
const counted = `status not in ('cancelled', 'entered-in-error')`
const flag = (column: string) =>
  `case ${column} when true then 'ya' when false then 'tidak' else 'tidak_diketahui' end`

const tables = [
  // What the dashboard needs of each Patient; the resource itself is in resources. name_key and compared are filled by
  // the comparison of people (store/same-people), which needs the spelling rules.
  `create table patients (
    id uuid primary key,
    facility uuid not null references facilities,
    person uuid not null,
    replaced_by uuid,
    active boolean not null,
    sex text,
    village text,
    nik text,
    birth text,
    name_key text,
    compared boolean not null default false
  )`,
  `create index patients_by_person on patients (person)`,
  `create index patients_by_nik on patients (nik) where nik is not null`,
  `create index patients_by_name on patients (name_key, birth) where name_key is not null and birth is not null`,
  `create index patients_to_compare on patients (id) where not compared`,
  `create table same_people (
    one uuid not null references patients,
    other uuid not null references patients,
    score real not null,
    level text not null,
    evidence jsonb not null,
    state text not null check (state in ('candidate', 'same', 'different')),
    decided_by uuid references staff,
    decided_at timestamptz,
    primary key (one, other),
    check (one < other)
  )`,
  `create index same_people_by_other on same_people (other)`,
  `create index same_people_by_state on same_people (state, score desc)`,
  // Of the person the visit names, kept with it: counts are then a function of this one table.
  `alter table encounters add column person uuid`,
  `alter table encounters add column sex text`,
  `alter table encounters add column village text`,
  `create index encounters_by_person on encounters (person)`,
  `create index encounters_by_patient on encounters (patient)`,
  `create table visit_counts (
    dimension text not null,
    grain text not null,
    start date not null,
    facility uuid not null references facilities,
    value text not null,
    visits integer not null,
    open integer not null,
    primary key (dimension, grain, start, facility, value)
  )`,
  `create index visit_counts_by_facility on visit_counts (facility, grain, start)`,
  `create table village_counts (
    dimension text not null,
    grain text not null,
    start date not null,
    village text not null,
    facility uuid not null references facilities,
    value text not null,
    visits integer not null,
    primary key (dimension, grain, start, village, facility, value)
  )`,
  `create table people_counts (
    grain text not null,
    start date not null,
    facility uuid not null references facilities,
    village text not null,
    people integer not null,
    jkn integer not null,
    primary key (grain, start, facility, village)
  )`,
  `create table participants (
    facility uuid not null references facilities,
    since date not null,
    participants integer not null check (participants > 0),
    set_by uuid not null references staff,
    set_at timestamptz not null,
    primary key (facility, since)
  )`,
  `alter table staff drop constraint staff_role_check`,
  `alter table staff add constraint staff_role_check check (role in ('manager', 'steward', 'viewer'))`,
]

const monthAndYear = `cross join lateral (values
      ('month', date_trunc('month', day)::date),
      ('year', date_trunc('year', day)::date)
    ) as span (grain, start)`

/** What is counted, said once: ingest, this migration, benchmark and recount read the same views. */
const views = [
  `create view visit_cells as
    select id, day, facility, grain, start, dimension, value, status <> 'finished' as open
    from encounters
    cross join lateral (values ('day', day), ('month', date_trunc('month', day)::date)) as span (grain, start)
    cross join lateral (values
      ('all', ''),
      ('cluster', cluster),
      ('life_stage', life_stage),
      ('purpose', purpose),
      ('sex', coalesce(sex, 'tidak_diketahui')),
      ('village', coalesce(village, 'tidak_diketahui')),
      ('payer', coalesce(payer, 'tidak_diketahui')),
      ('visit_kind', coalesce(visit_kind, 'tidak_diketahui')),
      ('first_ever', ${flag('first_ever')}),
      ('first_this_year', ${flag('first_this_year')}),
      ('inside_area', ${flag('inside_area')}),
      ('service_recorded', ${flag('service_recorded')})
    ) as told (dimension, value)
    where ${counted}`,
  `create view village_cells as
    select id, day, grain, start, coalesce(village, 'tidak_diketahui') as village, facility, dimension, value
    from encounters
    ${monthAndYear}
    cross join lateral (values
      ('life_stage', life_stage),
      ('purpose', purpose),
      ('inside_area', ${flag('inside_area')})
    ) as told (dimension, value)
    where ${counted}`,
  // One row a person and span; the village is one, so that the villages of a facility add up to its people.
  `create view people_cells as
    select person, facility, grain, start, coalesce(max(village), 'tidak_diketahui') as village,
      coalesce(bool_or(payer like 'jkn\\_%'), false) as jkn
    from encounters
    ${monthAndYear}
    where ${counted}
    group by person, facility, grain, start`,
]

const areaUrl = 'https://fhir.kemkes.go.id/r4/StructureDefinition/administrativeCode'
const nikUrl = 'https://fhir.kemkes.go.id/id/nik'
const text = (path: string) => `jsonb_path_query_first(body, '${path}') #>> '{}'`

const fill = [
  `insert into patients (id, facility, person, replaced_by, active, sex, village, nik, birth)
    select id, facility, id,
      substring(${text('$.link[*] ? (@.type == "replaced-by").other.reference')} from '^Patient/([0-9a-f-]{36})$')::uuid,
      coalesce(body ->> 'active' <> 'false', true),
      case body ->> 'gender' when 'male' then 'L' when 'female' then 'P' end,
      substring(${text(`$.address[*].extension[*] ? (@.url == "${areaUrl}").extension[*] ? (@.url == "village").valueCode`)} from '^[0-9]{10}$'),
      substring(${text(`$.identifier[*] ? (@.system == "${nikUrl}").value`)} from '^[0-9]{16}$'),
      body ->> 'birthDate'
    from resources where type = 'Patient'`,
  `with recursive chain (id, person, depth) as (
      select id, replaced_by, 1 from patients where replaced_by is not null
      union all
      select chain.id, patients.replaced_by, depth + 1
      from chain join patients on patients.id = chain.person
      where patients.replaced_by is not null and depth < 10
    ), newest as (
      select distinct on (id) id, person from chain order by id, depth desc
    )
    update patients set person = newest.person from newest where newest.id = patients.id`,
  `update encounters set person = encounters.patient`,
  `update encounters set person = patients.person, sex = patients.sex, village = patients.village
    from patients where patients.id = encounters.patient`,
  `alter table encounters alter column person set not null`,
  `insert into visit_counts (facility, grain, start, dimension, value, visits, open)
    select facility, grain, start, dimension, value, count(*), count(*) filter (where open)
    from visit_cells group by facility, grain, start, dimension, value`,
  `insert into village_counts (grain, start, village, facility, dimension, value, visits)
    select grain, start, village, facility, dimension, value, count(*)
    from village_cells group by grain, start, village, facility, dimension, value`,
  `insert into people_counts (grain, start, facility, village, people, jkn)
    select grain, start, facility, village, count(*), count(*) filter (where jkn)
    from people_cells group by grain, start, facility, village`,
  // Its counts per cluster, life stage and purpose together are in visit_counts one by one.
  `drop table daily_rollups`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...views, ...fill]) await sql.raw(statement).execute(db)
}
