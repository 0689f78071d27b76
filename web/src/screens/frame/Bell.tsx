import { Link } from 'react-router';
import { useUnread } from '../../api/messages.ts';
import { message_words as said } from '../../words/messages.ts';

// How many messages are not read, and the way to them.
export function Bell() {
  const unread = useUnread().data?.unread ?? 0;
  return (
    <Link to="/messages" className="bell" aria-label={said.bell(unread)} title={said.bell(unread)}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
        <path d="M10 2.5a5 5 0 0 0-5 5v3.6L3.5 14h13L15 11.1V7.5a5 5 0 0 0-5-5ZM8 15.5a2 2 0 0 0 4 0" />
      </svg>
      {unread > 0 && (
        <span className="bell_count" aria-hidden="true">
          {said.bell_count(unread)}
        </span>
      )}
    </Link>
  );
}
