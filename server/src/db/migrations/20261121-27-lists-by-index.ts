import type { Knex } from 'knex'

/**
 * Lists of people and of filings are narrowed inside one index, in the list's order, whatever filters are joined; six
 * indexes that held one filter each go, since an import spends most of its time on writing them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (t) => {
    t.index(['organization_id', 'id', 'name', 'department_id', 'post_id', 'employment_status', 'staffing'], 'people_narrowed')
    t.unique(['identity_lookup', 'organization_id'], { indexName: 'people_one_of_a_kind' })
    // Begin with what refers to another table: its deletion asks who is there, and MySQL wants such an index in any case.
    t.index(['department_id', 'organization_id', 'id'], 'people_of_department')
    t.index(['post_id', 'organization_id'], 'people_of_post')
  })
  await knex.schema.alterTable('people', (t) => {
    t.dropUnique(['organization_id', 'identity_lookup'])
    for (const name of ['people_list', 'people_by_department', 'people_by_name', 'people_by_status', 'people_by_identity', 'people_by_post']) t.dropIndex([], name)
  })
  await knex.schema.alterTable('trials', (t) => t.index(['organization_id', 'exam_year', 'confirmation_state', 'released', 'person_id', 'id'], 'trials_narrowed'))
  await knex.schema.alterTable('trials', (t) => t.dropIndex([], 'trials_list'))
  // What a unit's applications wait for: the list of filings by the state of the review, and the to-dos.
  await knex.schema.alterTable('applications', (t) => t.index(['organization_id', 'review_state', 'trial_id', 'submission'], 'applications_of_unit'))
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('applications', (t) => t.dropIndex([], 'applications_of_unit'))
  await knex.schema.alterTable('trials', (t) => t.index(['organization_id', 'exam_year', 'confirmation_state', 'id'], 'trials_list'))
  await knex.schema.alterTable('trials', (t) => t.dropIndex([], 'trials_narrowed'))
  await knex.schema.alterTable('people', (t) => {
    t.unique(['organization_id', 'identity_lookup'])
    t.index(['organization_id', 'id'], 'people_list')
    t.index(['organization_id', 'department_id', 'id'], 'people_by_department')
    t.index(['organization_id', 'name', 'id'], 'people_by_name')
    t.index(['organization_id', 'employment_status', 'id'], 'people_by_status')
    t.index(['identity_lookup'], 'people_by_identity')
    t.index(['organization_id', 'post_id'], 'people_by_post')
  })
  // MySQL keeps these for the references as long as nothing else begins with their column.
  if (knex.client.config.client === 'mysql2') {
    await knex.schema.alterTable('people', (t) => {
      t.index(['department_id'], 'people_department_id_foreign')
      t.index(['post_id'], 'people_post_id_foreign')
    })
  }
  await knex.schema.alterTable('people', (t) => {
    t.dropUnique([], 'people_one_of_a_kind')
    for (const name of ['people_narrowed', 'people_of_department', 'people_of_post']) t.dropIndex([], name)
  })
}
