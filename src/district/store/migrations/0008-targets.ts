import { type Kysely, sql } from 'kysely'

/** Targets of villages, and how many people of each group were first seen in which month of a year. */
const statements = [
  `create table village_targets (
    year integer not null,
    village text not null,
    target_group text not null,
    target integer not null check (target > 0),
    set_by uuid not null references staff,
    set_at timestamptz not null,
    primary key (year, village, target_group)
  )`,
  `create table reached_counts (
    year date not null,
    month date not null,
    village text not null,
    target_group text not null,
    facility uuid not null references facilities,
    people integer not null,
    primary key (year, month, village, target_group, facility)
  )`,
  // Once a year in each group: what was reached by a month is the sum of the months up to it.
  `create view reached_cells as
    select person, facility, target_group, date_trunc('year', day)::date as year,
      date_trunc('month', min(day))::date as month, coalesce(max(village), 'tidak_diketahui') as village
    from encounters
    cross join lateral (values (case life_stage
      when 'neonatus' then 'bayi'
      when 'prasekolah' then 'balita'
      when 'remaja' then 'usia_sekolah'
      else life_stage
    end)) as stage (target_group)
    where status not in ('cancelled', 'entered-in-error')
    group by person, facility, target_group, date_trunc('year', day)`,
  `insert into reached_counts (year, month, village, target_group, facility, people)
    select year, month, village, target_group, facility, count(*)
    from reached_cells group by year, month, village, target_group, facility`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
