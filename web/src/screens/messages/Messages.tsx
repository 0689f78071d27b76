import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages, useReadMessage, useReadMessages } from '../../api/messages.ts';
import type { Message } from '../../api/types.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Name } from '../../parts/Name.tsx';
import { When } from '../../parts/When.tsx';
import { message_words as said } from '../../words/messages.ts';
import { printable } from '../../words/names.ts';
import { Failed, Loaded } from '../frame/Failure.tsx';
import { Pages } from '../frame/Pages.tsx';
import { Nothing, Screen } from '../frame/Screen.tsx';
import { useSearch, with_value } from '../frame/use_search.ts';

type Which = keyof typeof said.which_names;
const whiches = ['all', 'unread'] as const satisfies Which[];

export function Messages() {
  const [search, change] = useSearch();
  const which: Which = search.get('which') === 'unread' ? 'unread' : 'all';
  const messages = useMessages(which, search.get('cursor') ?? '');
  const read_all = useReadMessages();
  const newest = messages.data?.items[0];
  const set = (name: string, value: string) => {
    change((now) => with_value(now, name, value));
  };
  return (
    <Screen
      title={said.title}
      lead={said.lead}
      width="reading"
      controls={
        <>
          <Choice
            label={said.which}
            value={which}
            options={whiches.map((value) => ({ value, text: said.which_names[value] }))}
            on_change={(value) => {
              set('which', value === 'all' ? '' : value);
            }}
          />
          <Button
            variant="default"
            size="xs"
            disabled={!newest}
            loading={read_all.isPending}
            onClick={() => {
              if (newest) read_all.mutate(newest.id);
            }}
          >
            {said.read_all}
          </Button>
          <Link to="/messages/preferences">{said.preferences}</Link>
        </>
      }
    >
      <Failed error={read_all.error} />
      <Loaded query={messages}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Nothing {...said.empty[which]} />
          ) : (
            <>
              <ul className="messages" aria-label={said.list}>
                {items.map((message) => (
                  <OneMessage key={message.id} message={message} />
                ))}
              </ul>
              <Pages next={next} search={search} set={set} words={{ back: said.first, next: said.older }} />
            </>
          )
        }
      </Loaded>
    </Screen>
  );
}

// Whoever goes where it leads has read it.
function OneMessage({ message }: { message: Message }) {
  const read = useReadMessage();
  const is_unread = message.read_at === null;
  return (
    <li className={is_unread ? 'message unread' : 'message'}>
      <p className="message_subject">
        <Link
          to={message.link}
          onClick={() => {
            if (is_unread) read.mutate(message.id);
          }}
        >
          <Name text={message.subject} />
        </Link>
        {is_unread && <span className="message_mark">{said.unread}</span>}
      </p>
      <p>
        <Name text={message.text} />
      </p>
      <p className="message_end">
        <When at={message.created_at} />
        {is_unread && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={said.read_of(printable(message.subject))}
            loading={read.isPending}
            onClick={() => {
              read.mutate(message.id);
            }}
          >
            {said.read}
          </Button>
        )}
      </p>
      <Failed error={read.error} />
    </li>
  );
}
