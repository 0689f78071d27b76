import type { AgreementRow } from '../../report/document.ts';

// The coefficient that an overview begins with: Krippendorff's alpha with the distance of the kind.
export function main_coefficient(rows: AgreementRow[], kind: string): AgreementRow | undefined {
  const alphas = rows.filter((row) => row.metric === 'krippendorff_alpha');
  return alphas.find((row) => row.weights === kind) ?? alphas[0] ?? rows[0];
}
