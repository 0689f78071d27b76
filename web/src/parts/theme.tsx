// The look of Mantine's parts: our type, our colours, one accent for what one may act on.

import { createTheme, MantineProvider, type CSSVariablesResolver } from '@mantine/core';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '17px', xl: '21px' },
  primaryColor: 'gold',
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 4,
  respectReducedMotion: true,
  colors: {
    gold: [
      '#fbf3e0',
      '#f3e3bd',
      '#eccf8f',
      '#e7c06c',
      '#e2b04a',
      '#c48e1f',
      '#a87512',
      '#8a6000',
      '#6f4d00',
      '#553b00',
    ],
  },
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_: unknown, props: { variant?: string }) => ({
        root: (props.variant ?? 'filled') === 'filled' ? { '--button-color': 'var(--paper)' } : {},
      }),
    },
    Checkbox: { vars: () => ({ root: { '--checkbox-icon-color': 'var(--paper)' } }) },
    // Its lock of scrolling writes a style without the nonce, which the policy blocks.
    // Its head would be a second banner to screen readers.
    Modal: { defaultProps: { lockScroll: false, attributes: { header: { role: 'presentation' } } } },
    Radio: { vars: () => ({ root: { '--radio-icon-color': 'var(--paper)' } }) },
  },
});

const shared = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-error': 'var(--error_text)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--surface)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line_strong)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-gold-text': 'var(--accent)',
  '--mantine-color-gold-light-color': 'var(--accent)',
};

const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });

export type Theme = 'system' | 'light' | 'dark';
const storage_key = 'assay.theme';
const is_theme = (value: unknown): value is Theme =>
  value === 'system' || value === 'light' || value === 'dark';

function stored_theme(): Theme {
  const value = localStorage.getItem(storage_key);
  return is_theme(value) ? value : 'system';
}

const Chosen = createContext<[Theme, (theme: Theme) => void]>(['system', () => undefined]);
export const useTheme = () => useContext(Chosen);

function useSystemScheme(): 'light' | 'dark' {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), []);
  const [dark, set_dark] = useState(query.matches);
  useEffect(() => {
    const follow = () => {
      set_dark(query.matches);
    };
    query.addEventListener('change', follow);
    return () => {
      query.removeEventListener('change', follow);
    };
  }, [query]);
  return dark ? 'dark' : 'light';
}

// The server's nonce for the few styles that Mantine writes into the page.
const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function Look({ children }: { children: ReactNode }) {
  const [chosen, set_chosen] = useState(stored_theme);
  const system = useSystemScheme();
  const scheme = chosen === 'system' ? system : chosen;
  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
    localStorage.setItem(storage_key, chosen);
  }, [scheme, chosen]);
  return (
    <Chosen.Provider value={[chosen, set_chosen]}>
      <MantineProvider
        theme={theme}
        forceColorScheme={scheme}
        cssVariablesResolver={variables}
        getStyleNonce={nonce}
      >
        {children}
      </MantineProvider>
    </Chosen.Provider>
  );
}
