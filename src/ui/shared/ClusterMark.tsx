import type { ClusterCode } from '#domain/cluster'

/** A cluster as colour and numeral together, for those who do not see the one or do not know the other; «L» is lintas klaster. */
export function ClusterMark({
  cluster,
  numeral,
  label,
}: {
  cluster: ClusterCode
  numeral: string
  label?: string
}) {
  return (
    <span className="cluster-mark" style={{ background: `var(--cluster-${cluster})` }} title={label}>
      {numeral || 'L'}
    </span>
  )
}
