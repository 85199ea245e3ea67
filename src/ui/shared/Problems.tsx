import { Stack, Text } from '@mantine/core'

/** What went wrong and what to do next, where it happened. Draws nothing for an empty list. */
export function Problems({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <Stack gap={4} role="alert">
      {sentences.map((sentence) => (
        <Text key={sentence} c="var(--danger)" fw={500}>
          {sentence}
        </Text>
      ))}
    </Stack>
  )
}
