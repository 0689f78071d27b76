import { Button, Radio } from '@mantine/core';
import type { ImportPreview, ImportRequest } from '../../api/types.ts';
import { import_words as said } from '../../words/imports.ts';
import { item_kinds, kind_chosen, with_kind } from './item_kind.ts';

interface KindOfItemsProps {
  request: ImportRequest;
  rows: ImportPreview['rows'];
  on_read: (request: ImportRequest) => void;
}

// What all the items of the file are, as it was found until somebody says otherwise.
export function KindOfItems({ request, rows, on_read }: KindOfItemsProps) {
  const chosen = kind_chosen(request, rows);
  const is_told = Boolean(request.item_kind);
  return (
    <div>
      <Radio.Group
        label={said.item_kind}
        description={chosen ? undefined : said.item_kinds_differ}
        value={chosen ?? ''}
        onChange={(value) => {
          const kind = item_kinds.find((each) => each === value);
          if (kind) on_read(with_kind(request, kind));
        }}
      >
        <div className="radios">
          {item_kinds.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={said.item_kinds[kind].title}
              description={said.item_kinds[kind].text}
            />
          ))}
        </div>
      </Radio.Group>
      <p className="quiet small kind_found">
        {is_told ? (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              on_read(with_kind(request, null));
            }}
          >
            {said.item_kind_anew}
          </Button>
        ) : (
          said.item_kind_found
        )}
      </p>
    </div>
  );
}
