import { Button, Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import type { Dispatch } from 'react';
import type { Attribute, AttributeType } from '../../api/types.ts';
import { schema_words as said } from '../../words/schema.ts';
import { attribute_problems, type Change, type Draft, type DraftAttribute } from './draft.ts';

interface AttributeFormsProps {
  draft: Draft;
  change: Dispatch<Change>;
  tried: boolean;
}

// What is declared of the items: as many attributes as there are, none at first.
export function AttributeForms({ draft, change, tried }: AttributeFormsProps) {
  return (
    <>
      <h2>{said.attributes}</h2>
      <p className="quiet small">{said.attributes_help}</p>
      {draft.attributes.map((attribute, at) => (
        <AttributeForm
          key={attribute.key}
          attribute={attribute}
          number={at + 1}
          change={change}
          problems={tried ? attribute_problems(draft, attribute) : []}
        />
      ))}
      <Button
        variant="default"
        className="add"
        onClick={() => {
          change({ do: 'add_attribute' });
        }}
      >
        {said.add_attribute}
      </Button>
    </>
  );
}

interface AttributeFormProps {
  attribute: DraftAttribute;
  number: number;
  change: Dispatch<Change>;
  problems: string[];
}

function AttributeForm({ attribute, number, change, problems }: AttributeFormProps) {
  const set = (fields: Partial<Attribute>) => {
    change({ do: 'set_attribute', attribute: attribute.key, fields });
  };
  return (
    <fieldset className="question_form">
      <legend>{said.attribute(number)}</legend>
      <div className="fields">
        <TextInput
          label={said.attribute_name}
          description={said.attribute_name_help}
          value={attribute.name}
          onChange={(event) => {
            set({ name: event.currentTarget.value });
          }}
        />
        <Select
          label={said.attribute_type}
          description={said.attribute_types[attribute.type].text}
          data={Object.entries(said.attribute_types).map(([value, { title }]) => ({ value, label: title }))}
          value={attribute.type}
          allowDeselect={false}
          onChange={(value) => {
            if (value) set({ type: value as AttributeType });
          }}
        />
        {attribute.type === 'choice' && (
          <TagsInput
            label={said.attribute_values}
            description={said.attribute_values_help}
            value={attribute.values}
            acceptValueOnBlur
            onChange={(values) => {
              set({ values });
            }}
          />
        )}
        <TextInput
          label={said.attribute_description}
          value={attribute.description}
          onChange={(event) => {
            set({ description: event.currentTarget.value });
          }}
        />
      </div>
      <Checkbox
        label={said.attribute_required}
        checked={attribute.required}
        onChange={(event) => {
          set({ required: event.currentTarget.checked });
        }}
      />
      {problems.map((problem) => (
        <p key={problem} className="problem" role="alert">
          {problem}
        </p>
      ))}
      <Button
        variant="subtle"
        size="xs"
        onClick={() => {
          change({ do: 'remove_attribute', attribute: attribute.key });
        }}
      >
        {said.remove_attribute}
      </Button>
    </fieldset>
  );
}
