import { Name } from '../../parts/Name.tsx';
import { When } from '../../parts/When.tsx';

interface MadeByProps {
  at: string;
  by: { name: string } | null;
}

// When something was made, and by whom where that is known.
export function MadeBy({ at, by }: MadeByProps) {
  return (
    <>
      <When at={at} />
      {by && (
        <span className="attributes">
          <Name text={by.name} />
        </span>
      )}
    </>
  );
}
