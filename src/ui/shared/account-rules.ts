import { checkPassword, checkUsername } from '#domain/account'
import { type Problem, sentenceOf } from '#domain/errors'

/** The rules of an account, in the words the server would use. */
export const accountRules = {
  name: (name: string) => (name.trim() === '' ? 'Nama belum diisi.' : null),
  username: (username: string) => sentence(checkUsername(username)),
  password: (password: string) => sentence(checkPassword(password)),
}

function sentence(found: Problem | null): string | null {
  return found && sentenceOf(found)
}
