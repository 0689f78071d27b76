import { useEffect, useState } from 'react';
import { words } from '../words/words.ts';
import { Choice } from './Choice.tsx';

type Theme = 'system' | 'light' | 'dark';

// What the reader chose stays for this page only: a saved report has no storage to rely on.
export function ThemeSwitch() {
  const [theme, set_theme] = useState<Theme>('system');
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <div className="theme">
      <Choice
        label={words.theme.label}
        value={theme}
        options={[
          { value: 'system', text: words.theme.system },
          { value: 'light', text: words.theme.light },
          { value: 'dark', text: words.theme.dark },
        ]}
        on_change={set_theme}
      />
    </div>
  );
}
