import { method_name, method_words } from '../words/metrics.ts';
import { words } from '../words/words.ts';

// Every `method` of every estimate inside a value of the document.
export function methods_in(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const each of value) methods_in(each, found);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) {
      if (key === 'method' && typeof each === 'string' && each) found.add(each);
      else methods_in(each, found);
    }
  }
  return found;
}

export function MethodNote({ of }: { of: unknown }) {
  const known = [...methods_in(of)].filter((method) => method in method_words);
  if (known.length === 0) return null;
  return (
    <p className="method_note">
      {words.methods_of(known.map(method_name).join(', '))} <a href="#methods">{words.method_link}</a>
    </p>
  );
}
