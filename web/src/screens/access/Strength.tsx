import { Progress } from '@mantine/core';
import { access_words } from '../../words/access.ts';
import { useStrength } from './strength.ts';

const said = access_words.strength;

// Under the field of a new password: a bar, and the same in words.
export function Strength({ password }: { password: string }) {
  const score = useStrength(password);
  if (score === null) return null;
  return (
    <div className="strength">
      <Progress
        size="xs"
        value={(score + 1) * 20}
        color={score < 2 ? 'red' : score < 3 ? 'yellow' : 'teal'}
        aria-hidden
      />
      <p role="status">
        {said.title}: {said.words[score]}
      </p>
    </div>
  );
}
