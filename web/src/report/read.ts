import type { InspectionDocument } from './document.ts';

// The document that the binary puts into the page; null when there is none in it.
export function read_document(page: Document): InspectionDocument | 'none' | 'broken' {
  const text = page.getElementById('inspection')?.textContent.trim() ?? '';
  if (text === '' || text.startsWith('@')) return 'none';
  try {
    const read = JSON.parse(text) as InspectionDocument;
    return Array.isArray(read.questions) ? read : 'broken';
  } catch {
    return 'broken';
  }
}
