import type { InspectionDocument } from './document.ts';
import type { GateDocument, PlanningDocument } from './gate_document.ts';

export type ReportDocument = InspectionDocument | PlanningDocument | GateDocument;

// The document that the binary puts into the page; null when there is none in it.
export function read_document(page: Document): ReportDocument | 'none' | 'broken' {
  const text = page.getElementById('inspection')?.textContent.trim() ?? '';
  if (text === '' || text.startsWith('@')) return 'none';
  try {
    const read = JSON.parse(text) as ReportDocument;
    if ('planning' in read)
      return Array.isArray((read.gate as { criteria?: unknown } | null)?.criteria) ? read : 'broken';
    if ('gate_result' in read) return Array.isArray(read.criteria) ? read : 'broken';
    return Array.isArray(read.questions) ? read : 'broken';
  } catch {
    return 'broken';
  }
}
