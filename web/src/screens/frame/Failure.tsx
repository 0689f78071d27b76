import { Alert, Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../../api/client.ts';
import { app_words as said } from '../../words/app.ts';
import { printable } from '../../words/names.ts';

export function failure_text(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  const { code, message, where } = error.failure;
  if (error.status === 0) return said.failures.unreachable;
  if (!message) return said.failures.unknown(code);
  return where ? `${message} (${said.failures.where(where)})` : message;
}

// What went wrong and, where asking again may help, the way to do so.
export function Failed({ error, on_retry }: { error: unknown; on_retry?: (() => void) | undefined }) {
  if (!error) return null;
  return (
    <Alert className="failure" role="alert" title={said.failures.title} variant="outline">
      <p>{printable(failure_text(error))}</p>
      {on_retry && (
        <Button variant="default" size="xs" onClick={on_retry}>
          {said.retry}
        </Button>
      )}
    </Alert>
  );
}

export function Loading() {
  return (
    <p className="loading" role="status">
      {said.loading}
    </p>
  );
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: NonNullable<Data>) => ReactNode;
}

// What a query brought, or that it is on its way, or why it did not come.
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined && query.data !== null) return children(query.data);
  if (query.isError) return <Failed error={query.error} on_retry={() => void query.refetch()} />;
  return <Loading />;
}
