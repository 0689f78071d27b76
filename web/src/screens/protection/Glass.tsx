import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useBrokenGlass, useReviewGlass } from '../../api/protection.ts';
import { useSession } from '../../api/session.ts';
import type { BreakGlass, Project } from '../../api/types.ts';
import { Name } from '../../parts/Name.tsx';
import { Empty, Section } from '../../parts/Section.tsx';
import { SortTable, type Column } from '../../parts/SortTable.tsx';
import { When } from '../../parts/When.tsx';
import { local_text } from '../../words/dates.ts';
import { printable } from '../../words/names.ts';
import { protection_words } from '../../words/protection.ts';
import { Ask } from '../frame/Ask.tsx';
import { Loaded } from '../frame/Failure.tsx';
import { error_at, error_elsewhere } from '../frame/field_errors.ts';
import { may } from '../frame/rights.ts';
import { review_due } from './review_due.ts';

const said = protection_words.glass;

export function Glass({ project }: { project: Project }) {
  const glass = useBrokenGlass(project.id);
  const own = useSession().data?.user.id;
  const [reviewing, set_reviewing] = useState<BreakGlass | null>(null);
  const reviews = (row: BreakGlass) => may(project, 'change_protection') && row.user?.id !== own;
  return (
    <Section id="glass" title={said.title}>
      <Loaded query={glass}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{said.empty}</Empty>
          ) : (
            <SortTable
              label={said.list}
              columns={columns_of(reviews, set_reviewing)}
              rows={items}
              row_key={(row) => row.id}
              top={20}
            />
          )
        }
      </Loaded>
      {reviewing && (
        <Reviewing
          project={project.id}
          broken={reviewing}
          on_close={() => {
            set_reviewing(null);
          }}
        />
      )}
    </Section>
  );
}

const not_reviewed = (row: BreakGlass) => said.not_reviewed(local_text(review_due(row.opened_at)));

const columns_of = (
  reviews: (row: BreakGlass) => boolean,
  review: (row: BreakGlass) => void,
): Column<BreakGlass>[] => [
  {
    key: 'who',
    title: said.columns.who,
    cell: (row) => <Name text={row.user?.name ?? ''} />,
    sort: (row) => row.user?.name ?? '',
  },
  {
    key: 'review',
    title: said.columns.review,
    cell: (row) =>
      row.review !== null ? (
        <Name text={row.review} />
      ) : (
        <span className="actions">
          {not_reviewed(row)}
          {reviews(row) && (
            <Button
              variant="default"
              size="compact-xs"
              aria-label={said.review_of(printable(row.user?.name ?? ''))}
              onClick={() => {
                review(row);
              }}
            >
              {said.review}
            </Button>
          )}
        </span>
      ),
    csv: (row) => row.review ?? not_reviewed(row),
  },
  {
    key: 'reason',
    title: said.columns.reason,
    cell: (row) => <Name text={row.reason} />,
    csv: (row) => row.reason,
  },
  {
    key: 'at',
    title: said.columns.at,
    cell: (row) => <When at={row.opened_at} />,
    sort: (row) => row.opened_at,
  },
  {
    key: 'until',
    title: said.columns.until,
    cell: (row) => <When at={row.expires_at} />,
    sort: (row) => row.expires_at,
  },
];

interface ReviewingProps {
  project: string;
  broken: BreakGlass;
  on_close: () => void;
}

function Reviewing({ project, broken, on_close }: ReviewingProps) {
  const [text, set_text] = useState('');
  const review = useReviewGlass(project);
  return (
    <Ask
      title={said.review_title}
      text={said.review_text}
      act={said.review}
      busy={review.isPending}
      error={error_elsewhere(review.error, ['review'])}
      on_act={() => {
        review.mutate({ glass: broken.id, review: text }, { onSuccess: on_close });
      }}
      on_close={on_close}
    >
      <Textarea
        label={said.own_review}
        description={said.reason_help}
        rows={3}
        value={text}
        error={error_at(review.error, 'review')}
        onChange={(event) => {
          set_text(event.currentTarget.value);
        }}
      />
    </Ask>
  );
}
